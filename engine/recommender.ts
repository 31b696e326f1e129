import type { Blend, Repeats } from '../core/artifact/blend-section.js';
import type { ShopEvent } from '../core/events/shop-event.js';
import type { Reason, ScoreSource } from '../core/protocol.js';
import type { Scenario } from '../core/scenarios.js';
import type { Engine } from './engine.js';
import { chooseBlend, createSlate, toPolicy, type EngineRequest, type Slate, type SlateRequest } from './slate.js';
import { explainScore, type ScoreShares } from './explain.js';
import type { PersonalModel } from './personal.js';
import { toLeanings } from './leanings.js';
import type { Profile } from './profile.js';
import { arrange, arrangePool, type ArrangeOptions } from './ranking/arrange.js';
import type { ExploredSlot } from './ranking/explore.js';
import type { Ranked } from './ranking/ranked.js';
import { placePins, type PinnedItem } from './ranking/rules.js';
import { rankList, usualDiversity } from './rank-list.js';
import { AS_STATED, type ItemNamer } from './reasons.js';
import { toRowReason, type ReasonInputs } from './scenarios/row-reasons.js';
import type { ScenarioItem } from './scenarios/scenario-model.js';
import { SCENARIO_MODELS } from './scenarios/scenario-models.js';
import { toSegment, type Segment } from './segment.js';
import { createToldProfile } from './told-profile.js';

export interface ScoredItem extends Ranked {
  readonly source: ScoreSource;
  readonly reason: Reason;
  /** Where exploration was on: how likely this item was to stand in this place. Never leaves the device. */
  readonly propensity?: number;
}

/** What a row is asked for. Without any of the options it is the list that `rank` gives. */
export interface RowRequest extends EngineRequest, ArrangeOptions {
  /** Default `for-you`. */
  readonly scenario?: Scenario;
  /** The item a row is about. */
  readonly item?: number;
  /** The cart, or the list to put in order. */
  readonly items?: readonly number[];
  /** Items at slots of their own, where they may come; whether the shopper knows them does not matter. */
  readonly pins?: readonly PinnedItem[];
  /** Factor on the relevance of what the shopper said they like, 1 for all else: in lists that are theirs. */
  readonly stated?: (item: number) => number;
}

export interface Tastes {
  /** Strongest first; shares sum to 1 over all. */
  readonly categories: readonly { readonly name: string; readonly share: number }[];
  readonly brands: readonly { readonly name: string; readonly share: number }[];
}

/** One shopper's recommender over one engine: keeps a profile, answers with lists. */
export interface Recommender {
  readonly engine: Engine;
  readonly profile: Profile;
  /** Takes one event; items the model does not know are passed over. */
  track(event: ShopEvent): void;
  /** Starts over from these events, in any order. */
  setEvents(events: readonly ShopEvent[]): void;
  /** Items and scores alone, best first. */
  rank(request: EngineRequest): readonly Ranked[];
  /**
   * The row of a scenario, with source and reason. Fewer than `count` only where the policy (or `minRelevance`) leaves fewer.
   */
  recommend(request: RowRequest): ScoredItem[];
  /** Items that go with one item. */
  similar(item: number, request: Pick<EngineRequest, 'count' | 'repeats' | 'exclude'>): ScoredItem[];
  /**
   * Of a list that the blend ranks. Undefined where the item is not a candidate under this policy.
   * @param asked what else the list was asked with.
   */
  explain(item: number, repeats: Repeats, asked?: Partial<SlateRequest>): ScoreShares | undefined;
  tastes(): Tastes;
  /** The group of shoppers with a like taste; undefined where the model has none or too little is known. */
  segment(): Segment | undefined;
  /** Corrects the blend's lists by the personal model, or (undefined) takes it away. */
  setPersonal(personal: PersonalModel | undefined): void;
  readonly personal: PersonalModel | undefined;
  /** The policy of the latest row for the shopper: the lists that a personal model is about. `forbid` before the first. */
  readonly repeats: Repeats;
}

/**
 * @param nameOf a shop's words for an item, used in reasons. Default: its id.
 */
export function createRecommender(engine: Engine, nameOf?: ItemNamer): Recommender {
  const { model } = engine;
  const name = nameOf ?? ((item) => model.ids.itemIds[item] ?? '');
  const told = createToldProfile(model);
  let personal: PersonalModel | undefined;
  let repeats: Repeats = 'forbid';
  const slateOf = (request: SlateRequest): { slate: Slate; blend: Blend } => ({
    slate: createSlate(engine, told.current, personal === undefined ? request : { personal, ...request }),
    blend: chooseBlend(model, told.current, request),
  });
  const rowOf = (request: RowRequest): ScoredItem[] =>
    recommendRow(
      { engine, profile: told.current, nameOf: name },
      personal === undefined ? request : { personal, ...request },
    );
  return {
    engine,
    get profile() {
      return told.current;
    },
    get personal() {
      return personal;
    },
    get repeats() {
      return repeats;
    },
    track: (event) => told.track(event),
    setEvents: (events) => told.setEvents(events),
    rank(request) {
      return rankList(engine, told.current, personal === undefined ? request : { personal, ...request });
    },
    recommend(request) {
      if ((request.scenario ?? 'for-you') === 'for-you') ({ repeats } = request);
      return rowOf(request);
    },
    similar: (item, request) => rowOf({ ...request, item, scenario: 'similar' }),
    explain(item, repeats, asked) {
      const { slate, blend } = slateOf({ ...asked, repeats });
      const row = slate.items.indexOf(item);
      return row < 0 ? undefined : explainScore(engine, told.current, slate, { row, blend });
    },
    tastes: () => toTastes(engine, told.current),
    segment: () => {
      const scorer = engine.signals.prototypeScorer;
      return scorer && toSegment(scorer.posterior(told.current), scorer.prototypes);
    },
    setPersonal(next) {
      personal = next;
    },
  };
}

function recommendRow(inputs: ReasonInputs, asked: RowRequest): ScoredItem[] {
  const { engine, profile } = inputs;
  const { model } = engine;
  const { count, scenario = 'for-you' } = asked;
  const isPersonal = scenario === 'for-you' || scenario === 'rerank';
  const stated = isPersonal ? asked.stated : undefined;
  const request = stated === undefined ? asked : { ...asked, boost: product(stated, asked.boost) };
  const usual = scenario === 'for-you' ? { diversity: usualDiversity(model, request), ...request } : request;
  const pins = pinsOf(profile, request);
  const options = takeGroups(scenario === 'bestsellers' ? withoutRelevance(usual) : usual, pins);
  const list = SCENARIO_MODELS[scenario].rank(engine, profile, {
    ...request,
    count: arrangePool(count, options),
    isAllowed: toPolicy(profile, request, scenario === 'rerank'),
  });
  const slots = arrange(list.items, options, {
    engine,
    count,
    now: request.now ?? model.settings.asOf ?? 0,
    background: list.background,
    shares: isPersonal ? toLeanings(profile, model, engine.categories).category : undefined,
  });
  return withPins(slots, list.items, pins)
    .slice(0, count)
    .map(({ entry, propensity, explored }) => {
      const found = { ...entry, source: explored ? ('exploration' as const) : entry.source };
      const isStated = FOR_ANYBODY.has(found.source) && (stated?.(entry.item) ?? 1) > 1;
      const reason = isStated ? AS_STATED : toRowReason(inputs, { scenario, anchors: list.anchors }, found);
      return { ...found, reason, ...(request.explore && { propensity }) };
    });
}

/** Sources that say nothing of the shopper: what lifts such an item is what the shopper said. */
const FOR_ANYBODY: ReadonlySet<ScoreSource> = new Set(['popularity', 'trend']);

function product(a: (item: number) => number, b: (item: number) => number = () => 1): (item: number) => number {
  return (item) => a(item) * b(item);
}

/** A list to put in order gets nothing that was not in it. */
function pinsOf(profile: Profile, { scenario, items = [], pins = [], ...request }: RowRequest): readonly PinnedItem[] {
  const isGiven = scenario === 'rerank';
  const mayCome = toPolicy(profile, { ...request, repeats: 'allow' }, isGiven);
  return pins.filter(({ item, slot }) => slot < request.count && mayCome(item) && (!isGiven || items.includes(item)));
}

/** What is pinned stands for its variants. */
function takeGroups(options: ArrangeOptions, pins: readonly PinnedItem[]): ArrangeOptions {
  const { groupOf, takenGroups = [] } = options;
  if (groupOf === undefined) return options;
  const pinned = pins.map(({ item }) => groupOf(item)).filter((group) => group !== undefined);
  return { ...options, takenGroups: new Set([...takenGroups, ...pinned]) };
}

function withPins(
  slots: readonly ExploredSlot<ScenarioItem>[],
  ranked: readonly ScenarioItem[],
  pins: readonly PinnedItem[],
): readonly ExploredSlot<ScenarioItem>[] {
  if (pins.length === 0) return slots;
  return placePins(slots, pins, {
    itemOf: ({ entry }) => entry.item,
    toEntry: (item, old) => {
      const score = old?.entry.score ?? ranked.find((entry) => entry.item === item)?.score ?? 0;
      return { entry: { item, score, source: 'pinned' }, propensity: 1, explored: false };
    },
  });
}

/** In a row of what sells, popularity is no stand-in. */
function withoutRelevance({ minRelevance: _, ...options }: RowRequest): ArrangeOptions {
  return options;
}

function toTastes({ categories, model }: Engine, profile: Profile): Tastes {
  const leanings = toLeanings(profile, model, categories);
  const toList = (shares: ReadonlyMap<number, number>, names: readonly string[]): Tastes['categories'] =>
    [...shares].map(([index, share]) => ({ name: names[index] ?? '', share })).sort((a, b) => b.share - a.share);
  return {
    categories: toList(leanings.category, model.ids.categories),
    brands: toList(leanings.brand, model.ids.brands),
  };
}
