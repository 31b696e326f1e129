import type { Repeats } from '../core/artifact/blend-section.js';
import { toEventCode } from '../core/events/event-names.js';
import type { ShopEvent } from '../core/events/shop-event.js';
import type { Reason, ScoreSource } from '../core/protocol.js';
import {
  blendWeights,
  createSlate,
  rankSlate,
  scoreSlate,
  type Engine,
  type EngineRequest,
  type Slate,
} from './engine.js';
import { explainScore, type ScoreShares } from './explain.js';
import type { PersonalModel } from './personal.js';
import { Profile, toLeanings } from './profile.js';
import { mainSource, meanFeatures, toReason, toSimilarReason, type ItemNamer } from './reasons.js';
import { similarItems } from './similar.js';

export interface RankedItem {
  readonly item: number;
  readonly score: number;
}

export interface ScoredItem extends RankedItem {
  readonly source: ScoreSource;
  readonly reason: Reason;
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
  rank(request: EngineRequest): RankedItem[];
  /** The same with source and reason. Fewer than `count` only where the policy leaves fewer. */
  recommend(request: EngineRequest): ScoredItem[];
  /** Items that go with one item. */
  similar(item: number, request: Pick<EngineRequest, 'count' | 'repeats' | 'exclude'>): ScoredItem[];
  /** Undefined where the item is not a candidate under this policy. */
  explain(item: number, repeats: Repeats): ScoreShares | undefined;
  tastes(): Tastes;
  /** Puts the personal model in the fold-in's place, or (undefined) takes it away. */
  setPersonal(personal: PersonalModel | undefined): void;
  readonly personal: PersonalModel | undefined;
}

/**
 * @param nameOf a shop's words for an item, used in reasons. Default: its id.
 */
export function createRecommender(engine: Engine, nameOf?: ItemNamer): Recommender {
  const { model } = engine;
  const name = nameOf ?? ((item) => model.ids.itemIds[item] ?? '');
  let profile = new Profile(model.settings.eventWeights);
  let personal: PersonalModel | undefined;
  const slateOf = (request: Omit<EngineRequest, 'count'>): { slate: Slate; weights: Float64Array } => ({
    slate: createSlate(engine, profile, personal === undefined ? request : { personal, ...request }),
    weights: blendWeights(model, profile, request.repeats),
  });
  return {
    engine,
    get profile() {
      return profile;
    },
    get personal() {
      return personal;
    },
    track(event) {
      addShopEvent(profile, event, model.itemToIndex);
    },
    setEvents(events) {
      profile = new Profile(model.settings.eventWeights);
      for (const event of [...events].sort((a, b) => a.time - b.time)) addShopEvent(profile, event, model.itemToIndex);
    },
    rank(request) {
      const { slate, weights } = slateOf(request);
      const scores = scoreSlate(slate, weights);
      return rankSlate(scores, request.count).map((row) => ({ item: slate.items[row]!, score: scores[row]! }));
    },
    recommend(request) {
      const { slate, weights } = slateOf(request);
      const scores = scoreSlate(slate, weights);
      const means = meanFeatures(slate);
      return rankSlate(scores, request.count).map((row) => {
        const item = slate.items[row]!;
        const source = mainSource(slate, weights, row, means);
        return { item, score: scores[row]!, source, reason: toReason(engine, profile, { item, source }, name) };
      });
    },
    similar(item, { count, repeats, exclude }) {
      const isAllowed = (i: number): boolean =>
        !profile.dismissed.has(i) && (repeats === 'allow' || !profile.known.has(i)) && exclude?.has(i) !== true;
      return similarItems(engine, item, count, isAllowed).map((found) => ({
        ...found,
        reason: toSimilarReason(found.source, { itemId: model.ids.itemIds[item] ?? '', name: name(item) }),
      }));
    },
    explain(item, repeats) {
      const { slate, weights } = slateOf({ repeats });
      const row = slate.items.indexOf(item);
      return row < 0 ? undefined : explainScore(engine, profile, slate, { row, weights });
    },
    tastes: () => toTastes(engine, profile),
    setPersonal(next) {
      personal = next;
    },
  };
}

function addShopEvent(profile: Profile, event: ShopEvent, itemToIndex: ReadonlyMap<string, number>): void {
  const code = toEventCode(event.name);
  for (const { item_id } of event.items) {
    const item = itemToIndex.get(item_id);
    if (item !== undefined) {
      profile.add({ item, event: code, time: event.time / 1000, rating: event.rating ?? NaN });
    }
  }
}

function toTastes({ model }: Engine, profile: Profile): Tastes {
  const leanings = toLeanings(profile, model);
  const toList = (shares: ReadonlyMap<number, number>, names: readonly string[]): Tastes['categories'] =>
    [...shares].map(([index, share]) => ({ name: names[index] ?? '', share })).sort((a, b) => b.share - a.share);
  return {
    categories: toList(leanings.category, model.ids.categories),
    brands: toList(leanings.brand, model.ids.brands),
  };
}
