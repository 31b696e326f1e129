import type { Blend, BlendName } from '../../core/artifact/blend-section.js';
import { ndcg } from '../../core/metrics/ndcg.js';
import { toLeanings } from '../../engine/leanings.js';
import { arrangePool, vary } from '../../engine/ranking/arrange.js';
import { rankSlate, scoreSlate } from '../../engine/slate-scores.js';
import type { Query } from '../evaluate/query.js';
import { labelSlate, type SlateSource } from '../fit/labelled-slates.js';
import { rowsToProfile } from '../fit/query-profile.js';
import type { Trial } from './trial.js';

const LEVELS = [0, 0.1, 0.25, 0.5] as const;
/** The places that are judged are the first half of a usual list. */
const COUNT = 20;
const K = 10;
/** Fewer questions cannot tell what costs nothing. */
const MIN_QUERIES = 200;

/**
 * As much variety as costs nothing: the highest level whose lists find at least as much on validation as the scored order.
 * @param queries at most so many as the caller wants to spend, of shoppers the blend was not fitted on.
 */
export function chooseDiversity(
  source: SlateSource,
  queries: readonly Query[],
  { blend, name }: { readonly blend: Blend; readonly name: BlendName },
): { readonly diversity: number; readonly trials: readonly Trial[] } {
  const sums = new Float64Array(LEVELS.length);
  let judged = 0;
  for (const query of queries) {
    const values = judge(source, query, { blend, name });
    if (values === undefined) continue;
    values.forEach((value, k) => (sums[k]! += value));
    judged++;
  }
  const means = [...sums].map((sum) => sum / Math.max(1, judged));
  const free = LEVELS.filter((_, k) => means[k]! >= means[0]!).at(-1)!;
  return {
    diversity: judged < MIN_QUERIES ? 0 : free,
    trials: LEVELS.map((level, k) => ({ what: `diversity ${String(level)}`, ndcg10: means[k]! })),
  };
}

/** NDCG@10 of each level; undefined where nothing can be found. */
function judge(
  source: SlateSource,
  query: Query,
  { blend, name }: { readonly blend: Blend; readonly name: BlendName },
): number[] | undefined {
  const { engine, history } = source;
  const { slate, hits, relevantCount } = labelSlate(source, query, name);
  if (relevantCount === 0) return undefined;
  const range = { from: query.historyFrom, to: query.historyTo };
  const profile = rowsToProfile(history, range, engine.model.settings.eventWeights);
  const wanted = new Set([...hits].map((row) => slate.items[row]!));
  const scores = scoreSlate(slate, blend);
  const most = Math.max(...LEVELS);
  const ranked = rankSlate(scores, arrangePool(COUNT, { diversity: most })).map((row) => ({
    item: slate.items[row]!,
    score: scores[row]!,
  }));
  const { category: shares } = toLeanings(profile, engine.model, engine.categories);
  return LEVELS.map((diversity) => {
    const top = vary(engine, ranked, { count: COUNT, diversity, shares }).slice(0, K);
    return ndcg(
      top.map(({ item }) => (wanted.has(item) ? 1 : 0)),
      relevantCount,
      K,
    );
  });
}
