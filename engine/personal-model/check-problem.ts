import { RecommenderError } from '../../core/errors.js';
import type { PersonalProblem } from '../../core/protocol.js';

/** Far above what `toPersonalProblem` makes, far below what a device could not hold. */
const MAX_ROWS = 10_000;
const MAX_DIMENSION = 512;
const MAX_HISTORY = 1000;

/**
 * Numbers that are none, and sizes that disagree or are huge, are refused before TensorFlow.js sees them.
 * @throws RecommenderError `personal/failed`.
 */
export function checkProblem(problem: PersonalProblem): void {
  checkSizes(problem);
  const { factors, gram, logWeight, history, foldIn } = problem;
  for (const [name, values] of Object.entries({ factors, gram, logWeight, weight: history.weight })) {
    if (!isFinite(values)) throw bad(`finite numbers in ${name}`);
  }
  if (!history.weight.every((weight) => weight > 0)) throw bad('confidences above 0');
  if (!Object.values(foldIn).every((value) => Number.isFinite(value) && value >= 0))
    throw bad('a fold-in of finite numbers');
}

function checkSizes(problem: PersonalProblem): void {
  const { dimension, itemCount, history, category, brand } = problem;
  checkCount('dimensions', dimension, MAX_DIMENSION);
  checkCount('rows', itemCount, MAX_ROWS);
  checkCount('items of a history', history.item.length, MAX_HISTORY);
  const lengths: [string, number, number][] = [
    ['factors', problem.factors.length, itemCount * dimension],
    ['gram', problem.gram.length, dimension * dimension],
    ['category', category.length, itemCount],
    ['brand', brand.length, itemCount],
    ['priceDecile', problem.priceDecile.length, itemCount],
    ['logWeight', problem.logWeight.length, itemCount],
    ['weight', history.weight.length, history.item.length],
    ['step', history.step.length, history.item.length],
  ];
  for (const [name, came, expected] of lengths) {
    if (came !== expected) throw bad(`${String(expected)} numbers in ${name}, got ${String(came)}`);
  }
  if (history.item.some((row) => row >= itemCount)) throw bad('a history within the rows');
  if (category.some((value) => value >= problem.categoryCount)) throw bad('categories within their count');
  if (brand.some((value) => value >= problem.brandCount)) throw bad('brands within their count');
  if (problem.priceDecile.some((value) => value > 10)) throw bad('price deciles of 0-10');
}

function checkCount(what: string, count: number, most: number): void {
  if (!Number.isInteger(count) || count < 1 || count > most) {
    throw bad(`1-${String(most)} ${what}, got ${String(count)}`);
  }
}

function isFinite(values: Float32Array | Float64Array): boolean {
  for (const value of values) if (!Number.isFinite(value)) return false;
  return true;
}

function bad(expected: string): RecommenderError {
  return new RecommenderError('personal/failed', `personal model: expected ${expected}`);
}
