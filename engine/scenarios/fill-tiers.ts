import { topN } from '../../core/math/top-n.js';
import type { ScoreSource } from '../../core/protocol.js';
import type { Engine } from '../engine.js';
import type { ScenarioItem, ScenarioRequest } from './scenario-model.js';

/** One kind of evidence. Not asked for a score before the tiers above it have run out. */
export interface Tier {
  readonly source: ScoreSource | ((item: number) => ScoreSource);
  /** Above 0: evidence. Everything else is silence. */
  prepare(): (item: number) => number;
}

/** The last resort of every row: whatever is popular, and then whatever there is. Not affected by anything learned. */
export function popularityTier({ trends }: Engine): Tier {
  return { source: 'popularity', prepare: () => (item) => 1 + trends.popularity[item]! };
}

/**
 * Fills a list tier by tier. A tier never overtakes the one before it, so that a weak but proper answer stands above a
 * stand-in; nothing comes twice.
 * @param without items never to return, beside those that the request does not allow.
 */
export function fillTiers(
  engine: Engine,
  tiers: readonly Tier[],
  request: Pick<ScenarioRequest, 'count' | 'isAllowed'>,
  without: Iterable<number> = [],
): ScenarioItem[] {
  const taken = new Set<number>(without);
  const list: ScenarioItem[] = [];
  const scores = new Float64Array(engine.model.items.count);
  tiers.forEach((tier, place) => {
    if (list.length >= request.count) return;
    const scoreOf = tier.prepare();
    for (let i = 0; i < scores.length; i++) {
      const score = taken.has(i) || !request.isAllowed(i) ? 0 : scoreOf(i);
      scores[i] = score > 0 ? score : -Infinity;
    }
    const { source } = tier;
    for (const item of topN(scores, request.count - list.length)) {
      taken.add(item);
      list.push({
        item,
        score: tiers.length - place - 1 + squash(scores[item]!),
        source: typeof source === 'string' ? source : source(item),
      });
    }
  });
  return list;
}

/** Any positive score to (0, 1), order kept: tiers stay apart. */
export function squash(score: number): number {
  return score / (1 + score);
}
