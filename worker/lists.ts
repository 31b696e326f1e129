import type { ShopEvent } from '../core/events/shop-event.js';
import type { ListRules } from '../core/list-rules.js';
import type { Explanation, RecommendationList, RecommendRequest } from '../core/protocol.js';
import { parseScenarioSettings, type ScenarioSettings } from '../core/scenario-settings.js';
import { parseScenario, type Scenario } from '../core/scenarios.js';
import type { StatedProfile } from '../core/stated-profile.js';
import type { ItemNamer } from '../engine/reasons.js';
import type { Recommender, RowRequest } from '../engine/recommender.js';
import { checkCount, checkRequest } from './check-request.js';
import { explainServed } from './explain-served.js';
import type { ModelSource } from './model-source.js';
import { answer, planRow } from './recommend.js';
import { createServedLists, type ServedList } from './served-lists.js';
import { withNames } from './with-names.js';

/** The device whose lists these are. */
export interface ListsHost {
  /** The page's own rules as it gave them: a mistake in them fails the calls and not the worker. */
  readonly scenarios: unknown;
  readonly source: Pick<ModelSource, 'current' | 'ready' | 'complete'>;
  /** Settles when the device has taken up its mode. */
  opened(): Promise<void>;
  recommender(): Recommender | undefined;
  /** What is known of the shopper, as though these items had never been met; and what answers on it. */
  told(without: readonly string[] | undefined): Told;
  /** Epoch seconds. */
  now(): number;
  /** The shop's word for an item. */
  readonly nameOf: ItemNamer;
  /** A row of this scenario was answered with a list. */
  onRendered(scenario: Scenario): void;
}

export interface Told {
  readonly recommender: Recommender | undefined;
  readonly events: readonly ShopEvent[];
  readonly stated: StatedProfile;
  /** Ids of what may come in no list. */
  readonly muted: readonly string[];
}

/** Gives lists under the rules that hold, goes on with them, and explains them. */
export class Lists {
  readonly #host: ListsHost;
  readonly #served = createServedLists();

  constructor(host: ListsHost) {
    this.#host = host;
  }

  /**
   * Waits for a model that is on its way; where none comes the list is empty and the status says why.
   * @throws RecommenderError `request/…`.
   */
  async recommend(request: RecommendRequest): Promise<RecommendationList> {
    const list = await this.#serve(request);
    const { scenario, recomms } = list;
    if (scenario !== undefined && recomms.length > 0 && request.without === undefined) this.#host.onRendered(scenario);
    return { recommId: this.#served.add(list), recomms };
  }

  /**
   * More of a list, on the same terms and under its own id: nothing comes twice.
   * @throws RecommenderError `request/…`.
   */
  async recommendNext(recommId: string, count: number): Promise<RecommendationList> {
    checkCount(count);
    const pages = this.#served.get(recommId);
    const given = pages.flatMap(({ recomms }) => recomms.map(({ id }) => id));
    const list = await this.#serve({ ...pages[0]!.request, count }, given);
    return { recommId: this.#served.add(list, recommId), recomms: list.recomms };
  }

  /** @throws RecommenderError `request/unknown-recommendation`, `request/unknown-item`. */
  explain(recommId: string, itemId: string): Explanation {
    const recommender = this.#host.recommender();
    const explained = explainServed(this.#served.get(recommId), itemId, recommender);
    return { recommId, ...explained, events: withNames(explained.events, recommender, this.#host.nameOf) };
  }

  /** An event whose items name their lists by scenarios. */
  attribute<Event extends ShopEvent>(event: Event): Event {
    return this.#served.attribute(event);
  }

  clear(): void {
    this.#served.clear();
  }

  async #serve(request: RecommendRequest, given: readonly string[] = []): Promise<ServedList> {
    const host = this.#host;
    const rules = checkRequest(request);
    const page = host.scenarios === undefined ? undefined : parseScenarioSettings(host.scenarios);
    await host.opened();
    await host.source.ready();
    const settings = [host.source.current?.manifest.scenarios, page];
    if (wantsValues(request) || readsCatalog(rules, settings)) await host.source.complete();
    const display = host.source.current?.display;
    const { recommender, events, stated, muted } = host.told(request.without);
    const now = host.now();
    const asking = { now, rules, settings, display, given, muted, stated, shown: this.#served.shown() };
    const planned = recommender && planRow(recommender, request, asking);
    const recomms = planned ? answer(recommender, planned, request, display) : [];
    const asked = planned?.asked;
    return {
      request,
      asked,
      scenario: toPlacement(request, asked),
      shownAt: now,
      events,
      personal: recommender?.personal,
      recomms,
    };
  }
}

/** The scenario that a list counts for. */
function toPlacement({ scenario }: RecommendRequest, asked: RowRequest | undefined): Scenario | undefined {
  return parseScenario(scenario ?? '') ?? asked?.scenario;
}

/** A list with values waits for the catalog's texts and prices, which come after the model: a row of ids is no use to a shopper. */
function wantsValues({ returnProperties = true, includedProperties }: RecommendRequest): boolean {
  return returnProperties && includedProperties?.length !== 0;
}

/** Whether the rules read them. */
function readsCatalog(rules: ListRules, settings: readonly (ScenarioSettings | undefined)[]): boolean {
  const all = [rules, ...settings.flatMap((one) => Object.values(one ?? {}))];
  return all.some(({ filter, booster, variants }) => (filter ?? booster) !== undefined || variants === 'one');
}
