import { RecommenderError } from '../../core/errors.js';
import type { PersonalProblem } from '../../core/protocol.js';

/** Far above what `toPersonalProblem` makes, far below what a device could not hold. */
const MAX_ROWS = 10_000;
const MAX_DIMENSION = 512;
const MAX_CHOICES = 100;
const MAX_CANDIDATES = 50_000;

/**
 * Numbers that are none, and sizes that disagree or are huge, are refused before TensorFlow.js sees them.
 * @throws RecommenderError `personal/failed`.
 */
export function checkProblem(problem: PersonalProblem): void {
  checkSizes(problem);
  checkChoices(problem);
  const { factors, foldIn, dimension } = problem;
  const { score, ownScore, logWeight } = problem.choices;
  for (const [name, values] of Object.entries({ factors, foldIn, score, ownScore, logWeight })) {
    if (!isFinite(values)) throw bad(`finite numbers in ${name}`);
  }
  for (let k = 0; k < dimension; k++) {
    if (!(foldIn[k * dimension + k]! > 0)) throw bad('a fold-in that can be solved');
  }
}

function checkSizes(problem: PersonalProblem): void {
  const { dimension, itemCount, category, brand, choices } = problem;
  checkCount('dimensions', dimension, { least: 1, most: MAX_DIMENSION });
  checkCount('rows', itemCount, { least: 0, most: MAX_ROWS });
  checkCount('choices', choices.taken.length, { least: 0, most: MAX_CHOICES });
  const candidates = choices.row.length;
  checkCount('candidates', candidates, { least: 0, most: MAX_CANDIDATES });
  const lengths: [string, number, number][] = [
    ['factors', problem.factors.length, itemCount * dimension],
    ['foldIn', problem.foldIn.length, dimension * dimension],
    ['category', category.length, itemCount],
    ['brand', brand.length, itemCount],
    ['priceDecile', problem.priceDecile.length, itemCount],
    ['start', choices.start.length, choices.taken.length + 1],
    ['score', choices.score.length, candidates],
    ['ownScore', choices.ownScore.length, candidates],
    ['logWeight', choices.logWeight.length, candidates],
  ];
  for (const [name, came, expected] of lengths) {
    if (came !== expected) throw bad(`${String(expected)} numbers in ${name}, got ${String(came)}`);
  }
  if (category.some((value) => value >= problem.categoryCount)) throw bad('categories within their count');
  if (brand.some((value) => value >= problem.brandCount)) throw bad('brands within their count');
  if (problem.priceDecile.some((value) => value > 10)) throw bad('price deciles of 0-10');
}

function checkChoices({ itemCount, choices }: PersonalProblem): void {
  const { row, start, taken } = choices;
  if (row.some((value) => value >= itemCount)) throw bad('candidates within the rows');
  if (start[0] !== 0 || start.at(-1) !== row.length) throw bad('choices that hold all candidates');
  taken.forEach((count, c) => {
    if (count < 1 || count > start[c + 1]! - start[c]!) throw bad('at least one candidate taken in each choice');
  });
}

function checkCount(what: string, count: number, { least, most }: { least: number; most: number }): void {
  if (!Number.isInteger(count) || count < least || count > most) {
    throw bad(`${String(least)}-${String(most)} ${what}, got ${String(count)}`);
  }
}

function isFinite(values: Float32Array | Float64Array): boolean {
  for (const value of values) if (!Number.isFinite(value)) return false;
  return true;
}

function bad(expected: string): RecommenderError {
  return new RecommenderError('personal/failed', `personal model: expected ${expected}`);
}
