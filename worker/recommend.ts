import { displayValues, type Display, type DisplayValues } from '../core/artifact/display-section.js';
import type { Model } from '../core/artifact/model.js';
import { contextAt, parseVisitContext } from '../core/context.js';
import { RecommenderError } from '../core/errors.js';
import type { ListRules } from '../core/list-rules.js';
import type { Recommendation, RecommendRequest } from '../core/protocol.js';
import { mergeRules, rulesFor, type MergedRules, type ScenarioSettings } from '../core/scenario-settings.js';
import { parseScenario, repeatsOf, type Scenario } from '../core/scenarios.js';
import type { StatedProfile } from '../core/stated-profile.js';
import { AS_GIVEN } from '../engine/reasons.js';
import type { Recommender, RowRequest, ScoredItem } from '../engine/recommender.js';
import { toIndices, toRuleOptions } from './rules.js';
import type { ShownList } from './served-lists.js';

/** Seconds after which what was shown counts like anything else, where the page does not say. */
const ROTATION_SECONDS = 7200;

/** The scenarios that a kind of request can be; what any other name stands for comes first. */
const FITTING: Readonly<Record<RecommendRequest['kind'], readonly [Scenario, ...Scenario[]]>> = {
  user: ['for-you', 'cart', 'buy-again', 'recently-viewed', 'because-you-viewed', 'trending', 'bestsellers'],
  item: ['similar', 'viewed-together', 'bought-together', 'cart'],
  items: ['cart', 'rerank'],
};

/** The moment of asking, what was shown before it, and the rules that hold. */
export interface Asking {
  /** Epoch seconds. */
  readonly now: number;
  /** The call's own. */
  readonly rules: ListRules;
  /** The others', the weakest first. */
  readonly settings: readonly (ScenarioSettings | undefined)[];
  readonly display: Display | undefined;
  readonly stated: StatedProfile;
  /** What the list gave before, if this goes on with it. */
  readonly given: readonly string[];
  /** Ids of what may come in no list. */
  readonly muted: readonly string[];
  /** Lists given so far, oldest first. */
  readonly shown: readonly ShownList[];
}

/** What the engine is asked, and by which rules. */
export interface PlannedRow {
  readonly asked: RowRequest;
  readonly rules: MergedRules;
}

/** A checked request in the engine's terms. @throws RecommenderError `request/unknown-item`. */
export function planRow(
  { engine: { model }, profile }: Recommender,
  request: RecommendRequest,
  { now, shown, settings, given, muted, display, stated, rules: own }: Asking,
): PlannedRow {
  const { count } = request;
  const scenario = toScenario(request);
  const layers = rulesFor(settings, scenario, request.scenario ?? '');
  const rules = mergeRules([...layers, own, { exclude: [...given, ...muted] }]);
  const about = toStart(model, request);
  const contextItem = about.item ?? model.itemToIndex.get(request.context?.item_id ?? '');
  const taken = [...about.anchors, ...toIndices(model, given)];
  const asked: RowRequest = {
    scenario,
    count,
    repeats: rules.repeats ?? repeatsOf(scenario),
    exclude: new Set(toIndices(model, rules.exclude)),
    now,
    context: { ...contextAt(now), ...parseVisitContext(request.context) },
    ...about.start,
    ...toArrangement(rules, toShown(model, shown)),
    ...toRuleOptions(rules, { model, profile, scenario, now, contextItem, taken, display, stated }),
  };
  return { asked, rules };
}

/** What a list starts from, in the engine's terms. @throws RecommenderError `request/unknown-item`. */
function toStart(
  model: Model,
  { kind, itemId, items = [] }: RecommendRequest,
): { readonly start: Pick<RowRequest, 'item' | 'items'>; readonly anchors: readonly number[]; readonly item?: number } {
  if (kind === 'user') return { start: {}, anchors: [] };
  if (kind === 'items') {
    const known = toIndices(model, items);
    return { start: { items: known }, anchors: known };
  }
  const item = toKnownIndex(model, itemId);
  return { start: { item }, anchors: [item], item };
}

type Rotation = NonNullable<RowRequest['rotation']>;

function toArrangement(
  { diversity, minRelevance, rotationRate, rotationTime = ROTATION_SECONDS }: MergedRules,
  shown: Rotation['shown'],
): Pick<RowRequest, 'diversity' | 'minRelevance' | 'rotation'> {
  return {
    ...(diversity !== undefined && { diversity }),
    ...(minRelevance !== undefined && { minRelevance }),
    ...(rotationRate !== undefined && { rotation: { rotationRate, rotationTime, shown } }),
  };
}

function toScenario({ kind, scenario = '' }: RecommendRequest): Scenario {
  const named = parseScenario(scenario);
  const [usual, ...others] = FITTING[kind];
  return named !== undefined && others.includes(named) ? named : usual;
}

/** The engine's answer in a page's terms. */
export function answer(
  recommender: Recommender,
  { asked, rules }: PlannedRow,
  request: RecommendRequest,
  display: Display | undefined,
): Recommendation[] {
  const { model } = recommender.engine;
  const valuesOf = createPicker(request, display);
  const recomms = recommender.recommend(asked).map((item) => toRecommendation(model, item, valuesOf));
  if (asked.scenario !== 'rerank') return recomms;
  return [...recomms, ...strangers(model, request.items ?? [], rules, recomms.at(-1)?.score ?? 0)].slice(
    0,
    asked.count,
  );
}

/** Keeps of an item's values what was asked for. */
function createPicker(
  { returnProperties = true, includedProperties }: RecommendRequest,
  display: Display | undefined,
): (item: number) => DisplayValues {
  if (display === undefined || !returnProperties) return () => ({});
  if (includedProperties === undefined) return (item) => displayValues(display, item);
  return (item) =>
    Object.fromEntries(
      Object.entries(displayValues(display, item)).filter(([name]) => includedProperties.includes(name)),
    );
}

/**
 * Items to put in order that the model does not know: nothing speaks for or against them, so they come last as given. Rules
 * that something has to speak for leave them out.
 */
function strangers(
  model: Model,
  items: readonly string[],
  { exclude, filter, minRelevance }: MergedRules,
  least: number,
): Recommendation[] {
  if (minRelevance !== undefined || filter.length > 0) return [];
  const excluded = new Set(exclude);
  const unknown = [...new Set(items)].filter((id) => !model.itemToIndex.has(id) && !excluded.has(id));
  return unknown.map((id, k) => ({ id, values: {}, score: least - 1 - k, source: 'given', reason: AS_GIVEN }));
}

function toShown({ itemToIndex }: Model, lists: readonly ShownList[]): Rotation['shown'] {
  return lists.flatMap(({ itemIds, shownAt }) =>
    itemIds.flatMap((id) => {
      const item = itemToIndex.get(id);
      return item === undefined ? [] : [{ item, shownAt, count: 1 }];
    }),
  );
}

function toRecommendation(
  model: Model,
  { item, score, source, reason }: ScoredItem,
  valuesOf: (item: number) => DisplayValues,
): Recommendation {
  return { id: model.ids.itemIds[item] ?? '', values: valuesOf(item), score, source, reason };
}

function toKnownIndex(model: Model, itemId: string | undefined): number {
  const index = itemId === undefined ? undefined : model.itemToIndex.get(itemId);
  if (index === undefined) throw new RecommenderError('request/unknown-item', 'expected an item of the model');
  return index;
}
