import type { Repeats } from '../../core/artifact/blend-section.js';
import type { EventWeights } from '../../core/events/event-weights.js';
import { topN } from '../../core/math/top-n.js';
import type { History } from '../history.js';
import { markRows, type Query, type RowMarks } from './query.js';
import type { SplitPart } from './split.js';

/** What every baseline is made of. */
export interface BaselineContext {
  readonly repeats: Repeats;
  readonly itemCount: number;
  readonly fit: History;
  readonly fitMarks: RowMarks;
  readonly observed: History;
  readonly observedMarks: RowMarks;
  /**
   * f64[items] in [0, 1): positive events of `fit`, over their largest number plus one. Below any whole number, so that
   * it orders what a baseline cannot tell apart, and ranks everything for newcomers.
   */
  readonly popularityShare: Float64Array;
}

export function createBaselineContext(
  part: Pick<SplitPart, 'fit' | 'observed'>,
  repeats: Repeats,
  weights?: EventWeights,
): BaselineContext {
  const { fit, observed } = part;
  const itemCount = fit.itemIds.length;
  const fitMarks = markRows(fit, weights);
  const popularityShare = new Float64Array(itemCount);
  fit.item.forEach((item, row) => (popularityShare[item]! += fitMarks.positive[row]!));
  const most = popularityShare.reduce((a, b) => Math.max(a, b), 0);
  for (let i = 0; i < itemCount; i++) popularityShare[i]! /= most + 1;
  return { repeats, itemCount, fit, fitMarks, observed, observedMarks: markRows(observed, weights), popularityShare };
}

/**
 * The best items by score that the policy on repeats lets through; ties by the smaller index.
 * @param scores f64[items], overwritten.
 */
export function rankAllowed(context: BaselineContext, query: Query, scores: Float64Array, count: number): number[] {
  const { observed, observedMarks, repeats } = context;
  if (repeats === 'forbid') {
    for (let row = query.historyFrom; row < query.historyTo; row++) {
      if (observedMarks.known[row] === 1) scores[observed.item[row]!] = -Infinity;
    }
  }
  return topN(scores, count);
}
