import type { createRecommender, RecommendationList, Recommender, RecommendOptions } from '../../src/index.js';
import type { ScenarioSettings } from '../../core/scenario-settings.js';
import type { Scenario } from '../../core/scenarios.js';
import type { CatalogFacts, CatalogProduct } from './read-catalog.js';
import { toCallRules } from './rules.js';

/** Somebody made up for the preview: what they looked at, the last of it last. */
export interface Persona {
  readonly name: string;
  readonly looked: readonly CatalogProduct[];
}

/** A row of a persona, without and with the rules. */
export interface PreviewedRow {
  readonly persona: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface Preview {
  /** Rows of every persona by the engine that shoppers’ browsers run. @throws Error where it does not run here. */
  show(scenario: Scenario, saved: ScenarioSettings, draft: ScenarioSettings): Promise<PreviewedRow[]>;
  readonly close: () => void;
}

const ROW_LENGTH = 8;
const LOOKED = 3;
const DEPARTMENTS = 3;
/** Kinds of row that start from one product. */
const FROM_PRODUCT: readonly Scenario[] = ['similar', 'viewed-together', 'bought-together'];

/** A newcomer, and for each of the largest departments somebody who looked at what is asked for most there. */
export function toPersonas({ products, departments }: CatalogFacts): Persona[] {
  const wanted = [...departments].sort((a, b) => b.demand - a.demand).slice(0, DEPARTMENTS);
  return [
    { name: 'A newcomer', looked: [] },
    ...wanted.map(({ name }) => ({
      name: `Somebody who looks at ${name}`,
      looked: products
        .filter(({ category }) => category.startsWith(name))
        .sort((a, b) => b.demand - a.demand)
        .slice(0, LOOKED),
    })),
  ];
}

/**
 * The shipped engine in a worker of its own, in memory only: nothing is stored, nothing reported.
 * @param model address of the manifest without rules. @param load the SDK.
 */
export function createPreview(
  model: URL,
  personas: readonly Persona[],
  load: () => Promise<{ readonly createRecommender: typeof createRecommender }>,
): Preview {
  const starting = load().then((sdk) =>
    sdk.createRecommender({
      model: model.href,
      shop: 'console-preview',
      consent: { personalization: true, storage: false, aggregates: false },
    }),
  );
  /** One after the other: there is one profile, and each persona has it in turn. */
  let last: Promise<unknown> = Promise.resolve();
  return {
    show(scenario, saved, draft) {
      const shown = last.then(async () => {
        const recommender = await starting;
        const rows: PreviewedRow[] = [];
        for (const { name, looked } of personas) {
          await recommender.forget();
          for (const { id } of looked) recommender.track({ event_name: 'view_item', items: [{ item_id: id }] });
          const [before, after] = [
            await recommend(recommender, { scenario, settings: saved, looked }),
            await recommend(recommender, { scenario, settings: draft, looked }),
          ];
          rows.push({ persona: name, before, after });
        }
        return rows;
      });
      last = shown.catch(() => undefined);
      return shown;
    },
    close: () => void starting.then((recommender) => recommender.close()),
  };
}

async function recommend(
  recommender: Recommender,
  {
    scenario,
    settings,
    looked,
  }: { readonly scenario: Scenario; readonly settings: ScenarioSettings; readonly looked: readonly CatalogProduct[] },
): Promise<string[]> {
  const options: RecommendOptions = { scenario, returnProperties: false, ...toCallRules(settings, scenario) };
  const newest = looked.at(-1)?.id;
  if (scenario === 'cart')
    return idsOf(
      await recommender.recommendItemsToCart(
        looked.map(({ id }) => id),
        ROW_LENGTH,
        options,
      ),
    );
  if (FROM_PRODUCT.includes(scenario)) {
    return newest === undefined ? [] : idsOf(await recommender.recommendItemsToItem(newest, ROW_LENGTH, options));
  }
  return idsOf(await recommender.recommendItemsToUser(ROW_LENGTH, options));
}

/** @throws Error where no engine has answered: its rows are not known, which is not the same as empty. */
function idsOf({ recommId, recomms }: RecommendationList): string[] {
  if (recommId === '') throw new Error('this browser does not start its worker, or the model does not come');
  return recomms.map(({ id }) => id);
}

/** Rows that the rules empty: there was something before them. */
export function emptied(rows: readonly PreviewedRow[]): readonly PreviewedRow[] {
  return rows.filter(({ before, after }) => before.length > 0 && after.length === 0);
}
