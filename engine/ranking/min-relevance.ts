import type { MinRelevance } from '../../core/list-rules.js';
import type { Ranked } from './ranked.js';

/** Times as likely as a candidate drawn at random. */
const MIN_LIFT: Readonly<Record<MinRelevance, number>> = { low: 2, medium: 4, high: 8 };

/**
 * Leaves out what does not stand out: an item stays where its share of the softmax over all candidates is at least 2, 4 or
 * 8 times an even share. Scores of a fitted blend are logits of that softmax, so the bar means the same in every shop;
 * lists may come out shorter, or empty.
 * @param background scores of every candidate before filters, the list's own among them.
 */
export function keepRelevant<T extends Ranked>(
  list: readonly T[],
  background: ArrayLike<number>,
  level: MinRelevance,
): T[] {
  let largest = -Infinity;
  for (let i = 0; i < background.length; i++) largest = Math.max(largest, background[i]!);
  let sum = 0;
  for (let i = 0; i < background.length; i++) sum += Math.exp(background[i]! - largest);
  // exp(s) / Σexp · n >= lift, in logarithms.
  const bar = largest + Math.log((sum / background.length) * MIN_LIFT[level]);
  return list.filter(({ score }) => score >= bar);
}
