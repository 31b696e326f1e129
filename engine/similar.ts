import { topN } from '../core/math/top-n.js';
import type { ScoreSource } from '../core/protocol.js';
import type { Engine } from './engine.js';

export interface SimilarItem {
  readonly item: number;
  readonly score: number;
  readonly source: ScoreSource;
}

/**
 * Items that go with one item, in three tiers: its shipped row (learned, strongest first), then the same taste (cosine of
 * factors), then the most popular of its category, then of the shop. A tier never overtakes the one before it, so a weak
 * but learned neighbour stands above a guess.
 * @param isAllowed leaves out what the policy excludes; the item itself never comes back.
 */
export function similarItems(
  engine: Engine,
  item: number,
  count: number,
  isAllowed: (item: number) => boolean,
): SimilarItem[] {
  const taken = new Set<number>([item]);
  const list: SimilarItem[] = [];
  const tiers: [ScoreSource, (i: number) => number][] = [
    ['next', rowScore(engine, item)],
    ['factors', cosineScore(engine, item)],
    ['category', categoryScore(engine, item)],
    ['popularity', (i) => engine.trends.popularity[i]!],
  ];
  tiers.forEach(([source, scoreOf], tier) => {
    if (list.length >= count) return;
    for (const found of topOfTier(engine, scoreOf, count - list.length, (i) => !taken.has(i) && isAllowed(i))) {
      taken.add(found.item);
      list.push({ item: found.item, source, score: tiers.length - tier - 1 + squash(found.score) });
    }
  });
  return list;
}

/** Any score at least 0 to [0, 1), order kept: tiers stay apart. */
function squash(score: number): number {
  return score / (1 + score);
}

function topOfTier(
  engine: Engine,
  scoreOf: (item: number) => number,
  count: number,
  isAllowed: (item: number) => boolean,
): { item: number; score: number }[] {
  const scores = new Float64Array(engine.model.items.count).fill(-Infinity);
  for (let i = 0; i < scores.length; i++) {
    const score = isAllowed(i) ? scoreOf(i) : -Infinity;
    if (score >= 0) scores[i] = score;
  }
  return topN(scores, count).map((found) => ({ item: found, score: scores[found]! }));
}

function rowScore({ model }: Engine, item: number): (i: number) => number {
  const { start, target, weight } = model.next;
  const row = new Map<number, number>();
  for (let k = start[item]!; k < start[item + 1]!; k++) row.set(target[k]!, weight[k]!);
  return (i) => row.get(i) ?? -Infinity;
}

const MIN_COSINE = 0.3;

function cosineScore({ model, factors }: Engine, item: number): (i: number) => number {
  const { dimension, factorScale } = model.items;
  if (factorScale[item] === 0) return () => -Infinity;
  const norm = (i: number): number => Math.sqrt(dot(factors, i, i, dimension));
  const own = norm(item);
  return (i) => {
    if (factorScale[i] === 0) return -Infinity;
    const cosine = dot(factors, item, i, dimension) / (own * norm(i));
    return cosine >= MIN_COSINE ? cosine : -Infinity;
  };
}

function categoryScore({ model, trends }: Engine, item: number): (i: number) => number {
  const { category } = model.items;
  const own = category[item]!;
  return (i) => (own !== 0 && category[i] === own ? trends.popularity[i]! : -Infinity);
}

function dot(factors: Float32Array, a: number, b: number, dimension: number): number {
  let sum = 0;
  for (let k = 0; k < dimension; k++) sum += factors[a * dimension + k]! * factors[b * dimension + k]!;
  return sum;
}
