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
/** A usual list, judged by its first half and as a whole: what variety costs shows in the second half first. */
const COUNT = 20;
const DEPTHS = [10, COUNT] as const;
/** Fewer questions cannot tell what costs nothing. */
const MIN_QUERIES = 200;

/**
 * As much variety as costs nothing: the highest level whose lists find at least as much on validation as the scored order,
 * among the first ten and in all.
 * @param queries at most so many as the caller wants to spend, of shoppers the blend was not fitted on.
 */
export function chooseDiversity(
  source: SlateSource,
  queries: readonly Query[],
  { blend, name }: { readonly blend: Blend; readonly name: BlendName },
): { readonly diversity: number; readonly trials: readonly Trial[] } {
  const sums = DEPTHS.map(() => new Float64Array(LEVELS.length));
  let judged = 0;
  for (const query of queries) {
    const values = judge(source, query, { blend, name });
    if (values === undefined) continue;
    values.forEach((levels, depth) => {
      levels.forEach((value, k) => (sums[depth]![k]! += value));
    });
    judged++;
  }
  const isFree = (k: number): boolean => sums.every((levels) => levels[k]! >= levels[0]!);
  const free = LEVELS.filter((_, k) => isFree(k)).at(-1)!;
  return {
    diversity: judged < MIN_QUERIES ? 0 : free,
    trials: LEVELS.map((level, k) => ({
      what: `diversity ${String(level)}`,
      ndcg10: sums[0]![k]! / Math.max(1, judged),
    })),
  };
}

/** NDCG of each level at each depth; undefined where nothing can be found. */
function judge(
  source: SlateSource,
  query: Query,
  { blend, name }: { readonly blend: Blend; readonly name: BlendName },
): number[][] | undefined {
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
  const lists = LEVELS.map((diversity) =>
    vary(engine, ranked, { count: COUNT, diversity, shares }).map(({ item }) => (wanted.has(item) ? 1 : 0)),
  );
  return DEPTHS.map((depth) => lists.map((hits) => ndcg(hits.slice(0, depth), relevantCount, depth)));
}
