import { fromEventCode } from '../../../core/events/event-names.js';
import type { ShopEvent } from '../../../core/events/shop-event.js';
import type { NextRows } from '../../../core/artifact/next-section.js';
import type { Engine } from '../../../engine/engine.js';
import type { Profile } from '../../../engine/profile.js';
import { holdOutLast, type HeldOut } from '../../../engine/report/held-out.js';
import { scoreSlate } from '../../../engine/slate-scores.js';
import { chooseBlend, createSlate } from '../../../engine/slate.js';
import { rowsToProfile } from '../../../trainer/fit/query-profile.js';
import type { History } from '../../../trainer/history.js';

/** What an attacker reads off an artifact about one shopper whose history is known, by the part it is read from. */
export const CLUE_SOURCES = {
  counts: ['popularity', 'trend30', 'trend7', 'trend1', 'denied'],
  rows: ['nextPairs', 'nextWeights', 'stepPairs', 'stepWeights'],
  together: ['boughtPairs', 'boughtWeights', 'viewedPairs', 'viewedWeights'],
  scores: ['ownFactors', 'lastItem'],
} as const;

export type ClueSource = keyof typeof CLUE_SOURCES;
type Clue = (typeof CLUE_SOURCES)[ClueSource][number];
export const CLUES: readonly Clue[] = Object.values(CLUE_SOURCES).flat();

/** What one model says of one shopper. */
export interface Reading {
  /** f64[CLUES]. */
  readonly clues: Float64Array;
  /** Whether the last new item is among the ten that the events before it give; undefined where there is none. */
  readonly isHit: boolean | undefined;
}

const DAY = 86_400;
const WINDOWS = { trend30: 30 * DAY, trend7: 7 * DAY, trend1: DAY } as const;
const K = 10;

/** @param asOf epoch seconds of the log's last event, as the manifest names it. */
export function readClues(engine: Engine, asOf: number, history: History, user: number): Reading {
  const range = { from: history.userStart[user]!, to: history.userStart[user + 1]! };
  const profile = rowsToProfile(history, range, engine.model.settings.eventWeights);
  const own = new Set([...profile.known.keys()]);
  const { next, together } = engine.model;
  const bySession = sessionsOf(history, range, own);
  const steps = profile.steps.flatMap(({ items }, at) => pairsBetween(items, profile.steps[at + 1]?.items ?? []));
  const held = holdOutLast(engine.model, eventsOf(history, range));
  const last = held && judgeLast(engine, held);
  const values: Record<Clue, number> = {
    ...countClues(engine, profile, asOf),
    ...named('next', weigh(next, pairsWithin(next, own))),
    ...named('step', weigh(next, steps)),
    ...named('bought', together && weigh(together.bought, bySession)),
    ...named('viewed', together && weigh(together.viewed, bySession)),
    ownFactors: ownFactors(engine, profile, own),
    lastItem: last?.logChance ?? 0,
  };
  return { clues: Float64Array.from(CLUES, (name) => values[name]), isHit: last?.isHit };
}

/**
 * A count that holds the shopper is larger by the shopper's own part: to first order the log-likelihood ratio of Poisson
 * counts is the sum of their logarithms. `denied`: counts too small to hold what the shopper did.
 */
function countClues(
  { model }: Engine,
  profile: Profile,
  asOf: number,
): Record<(typeof CLUE_SOURCES)['counts'][number], number> {
  const { items } = model;
  const sums = { popularity: 0, trend30: 0, trend7: 0, trend1: 0, denied: 0 };
  for (const item of profile.known.keys()) sums.popularity += items.popularity[item]!;
  for (const name of ['trend30', 'trend7', 'trend1'] as const) {
    const since = asOf + 1 - WINDOWS[name];
    const counts = new Map<number, number>();
    for (const { time, items: inStep } of profile.steps) {
      if (time < since) continue;
      for (const item of inStep) counts.set(item, (counts.get(item) ?? 0) + 1);
    }
    for (const [item, count] of counts) {
      if (items.popularity[item] === 0) continue;
      sums[name] += count * items[name][item]!;
      if (Math.expm1(items[name][item]!) < count - 0.5) sums.denied++;
    }
  }
  return sums;
}

type Pair = readonly [from: number, to: number];

/** How many of the pairs stand in the rows, and the sum of the logarithms of their weights. */
function weigh({ start, target, weight }: NextRows, pairs: Iterable<Pair>): { pairs: number; weights: number } {
  const found = { pairs: 0, weights: 0 };
  for (const [from, to] of pairs) {
    for (let k = start[from]!; k < start[from + 1]!; k++) {
      if (target[k] !== to) continue;
      found.pairs++;
      found.weights += Math.log1p(1000 * weight[k]!);
    }
  }
  return found;
}

function named<Name extends string>(
  name: Name,
  { pairs, weights }: { pairs: number; weights: number } = { pairs: 0, weights: 0 },
): Record<`${Name}Pairs` | `${Name}Weights`, number> {
  return { [`${name}Pairs`]: pairs, [`${name}Weights`]: weights } as Record<`${Name}Pairs` | `${Name}Weights`, number>;
}

/** The entries among these items, in either direction: fewer to look at than all pairs of a long history. */
function* pairsWithin({ start, target }: NextRows, items: ReadonlySet<number>): Generator<Pair> {
  for (const from of items) {
    for (let k = start[from]!; k < start[from + 1]!; k++) if (items.has(target[k]!)) yield [from, target[k]!];
  }
}

function pairsBetween(from: readonly number[], to: readonly number[]): Pair[] {
  return from.flatMap((a) => to.filter((b) => b !== a).map((b) => [a, b] as const));
}

/** Pairs of the items of one session, each once. */
function sessionsOf(
  { item, session }: History,
  { from, to }: { from: number; to: number },
  own: ReadonlySet<number>,
): Pair[] {
  const bySession = new Map<number, Set<number>>();
  for (let row = from; row < to; row++) {
    if (!own.has(item[row]!)) continue;
    const items = bySession.get(session[row]!) ?? new Set();
    bySession.set(session[row]!, items.add(item[row]!));
  }
  return [...bySession.values()].flatMap((items) => pairsBetween([...items], [...items]));
}

/** Mean score of the shopper's own items, the shopper folded in from all of them. */
function ownFactors({ model, signals }: Engine, profile: Profile, own: ReadonlySet<number>): number {
  const scores = new Float32Array(model.items.count);
  signals.factors.score(profile, scores);
  let sum = 0;
  for (const item of own) sum += scores[item]!;
  return own.size === 0 ? 0 : sum / own.size;
}

function eventsOf(
  { event, item, itemIds, rating, time }: History,
  { from, to }: { from: number; to: number },
): ShopEvent[] {
  return Array.from({ length: to - from }, (_, k) => from + k).flatMap((row) => {
    const name = fromEventCode(event[row]!);
    if (name === undefined) return [];
    const rated = Number.isNaN(rating[row]!) ? {} : { rating: rating[row]! };
    return [{ name, time: 1000 * time[row]!, items: [{ item_id: itemIds[item[row]!]! }], ...rated }];
  });
}

/** What a device would have said just before the last new item: log softmax of its score, and whether it was listed. */
function judgeLast(engine: Engine, { before, item, time }: HeldOut): { logChance: number; isHit: boolean } {
  const request = { repeats: 'forbid', now: time } as const;
  const slate = createSlate(engine, before, request);
  const scores = scoreSlate(slate, chooseBlend(engine.model, before, request));
  const row = slate.items.indexOf(item);
  const top = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const mass = scores.reduce((sum, score) => sum + Math.exp(score - top), 0);
  // No candidate: as if it were one of the last.
  const own = row < 0 ? scores.reduce((a, b) => Math.min(a, b), Infinity) : scores[row]!;
  const better = scores.reduce((sum, score) => sum + (score > own ? 1 : 0), 0);
  return { logChance: own - top - Math.log(mass), isHit: row >= 0 && better < K };
}
