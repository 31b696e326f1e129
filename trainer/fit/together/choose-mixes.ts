import type { NextRows } from '../../../core/artifact/next-section.js';
import type { Together, TogetherMix, TogetherMixes } from '../../../core/artifact/together-section.js';
import type { EventName } from '../../../core/events/event-names.js';
import type { Random } from '../../../core/random.js';
import type { Engine } from '../../../engine/engine.js';
import { togetherParts, togetherRows, type TogetherParts } from '../../../engine/scenarios/together-scores.js';
import type { History } from '../../history.js';
import { sliceHistory } from '../slice-history.js';
import { BUY_EVENTS, toBaskets, VIEW_EVENTS } from './baskets.js';
import { toCompletions, type Completion } from './completions.js';

const NEXT_WEIGHTS = [0, 0.03, 0.1, 0.3, 1, 3] as const;
const KIND_WEIGHTS = [0, 0.1, 0.3, 1, 3] as const;
const MAX_COMPLETIONS = 800;
/** Fewer than this decide nothing. */
const MIN_COMPLETIONS = 50;
const K = 10;

/**
 * How much the item-to-item rows and the categories count beside the rows: what completes the baskets of held-out users
 * best (NDCG@10 of one hidden item), from one of the others and, for the cart, from all of them.
 * @param engine base models fitted on `fitHistory`; `together` likewise.
 * @param at `history`: all users of the validation; those without a row in `fitHistory` are the held-out ones.
 */
export function chooseTogetherMixes(
  engine: Engine,
  together: Together,
  at: { readonly history: History; readonly fitHistory: History; readonly random: Random },
): TogetherMixes {
  const { userStart } = at.fitHistory;
  const heldOut = sliceHistory(at.history, (_row, user) => userStart[user + 1] === userStart[user]);
  const supported = new Uint8Array(engine.model.items.count).fill(1);
  const completionsOf = (name: string, events: readonly EventName[]): readonly Completion[] =>
    toCompletions(toBaskets(heldOut, { supported, events }), at.random.fork(name), MAX_COMPLETIONS);
  const bought = completionsOf('bought', BUY_EVENTS);
  const viewed = completionsOf('viewed', VIEW_EVENTS);
  const choose = (wish: keyof TogetherMixes, completions: readonly Completion[]): TogetherMix => {
    const usual = together.mixes[wish];
    if (completions.length < MIN_COMPLETIONS) return usual;
    return chooseMix(engine, { rows: togetherRows(together, wish), kinds: together.kinds, usual }, completions);
  };
  const fromOne = (all: readonly Completion[]): Completion[] =>
    all.map((one) => ({ ...one, rest: one.rest.slice(0, 1) }));
  return {
    bought: choose('bought', fromOne(bought)),
    viewed: choose('viewed', fromOne(viewed)),
    // A cart of one is a cart too, and twice the questions make the choice steadier.
    cart: choose('cart', [...bought, ...fromOne(bought)]),
  };
}

/**
 * The best mix where it beats `usual` by more than one standard error of the paired difference, else `usual`: few held-out
 * baskets tell close mixes apart by luck.
 */
function chooseMix(
  engine: Engine,
  from: { readonly rows: NextRows; readonly kinds: NextRows; readonly usual: TogetherMix },
  completions: readonly Completion[],
): TogetherMix {
  const mixes = [from.usual, ...NEXT_WEIGHTS.flatMap((next) => KIND_WEIGHTS.map((kinds) => ({ next, kinds })))];
  const sums = new Float64Array(mixes.length);
  const squares = new Float64Array(mixes.length);
  for (const { rest, hidden } of completions) {
    const parts = togetherParts(engine, from, rest);
    for (const column of [parts.rows, parts.next, parts.kinds, parts.open]) {
      for (const anchor of rest) column[anchor] = 0;
    }
    const usual = gainOf(parts, from.usual, hidden);
    mixes.forEach((mix, m) => {
      const difference = gainOf(parts, mix, hidden) - usual;
      sums[m]! += difference;
      squares[m]! += difference ** 2;
    });
  }
  const best = sums.indexOf(sums.reduce((a, b) => Math.max(a, b)));
  const standardError = Math.sqrt(Math.max(0, squares[best]! - sums[best]! ** 2 / completions.length));
  return sums[best]! > standardError ? mixes[best]! : from.usual;
}

/** NDCG@10 of one item; equal scores stand by index, a score of 0 is no answer. */
function gainOf({ rows, next, kinds, open }: TogetherParts, mix: TogetherMix, hidden: number): number {
  const scoreOf = (i: number): number => rows[i]! + mix.next * next[i]! + mix.kinds * (kinds[i]! + open[i]!);
  const own = scoreOf(hidden);
  if (!(own > 0)) return 0;
  let rank = 1;
  for (let i = 0; i < rows.length && rank <= K; i++) {
    const score = scoreOf(i);
    if (score > own || (score === own && i < hidden)) rank++;
  }
  return rank > K ? 0 : 1 / Math.log2(rank + 1);
}
