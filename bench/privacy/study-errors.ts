import { createRandom } from '../../core/random.js';
import { createSeededBytes } from '../../trainer/simulate/seeded-bytes.js';
import type { World } from './question-worlds.js';

/** How estimates of one world err, over many populations of n people. */
export interface ErrorStudy {
  readonly name: string;
  readonly n: number;
  readonly runs: number;
  readonly cells: number;
  /** Root mean square of (estimate − truth) / predicted standard error, over runs and cells: 1 where theory holds. */
  readonly errorRatio: number;
  /** Variance over runs / predicted variance, a cell: the least and the most. */
  readonly varianceRatio: readonly [least: number, most: number];
  /** Mean error of a cell over runs in its own standard errors: the largest by size. */
  readonly worstBias: number;
  /** Mean of the standard errors as published from noisy counts alone / predicted. */
  readonly publishedRatio: number;
}

export function studyErrors(world: World, n: number, runs: number, seed = 1): ErrorStudy {
  const random = createRandom(seed).fork(`${world.name}, ${String(n)}`);
  const bytes = createSeededBytes(random.fork('noise'));
  const cells = world.truth.length;
  const predicted = world.predicted(n);
  const [sum, squares, published] = [0, 1, 2].map(() => new Float64Array(cells));
  for (let run = 0; run < runs; run++) {
    for (const [cell, { value, standardError }] of world.run(n, random, bytes).entries()) {
      const error = (value - world.truth[cell]!) / predicted[cell]!;
      sum![cell]! += error;
      squares![cell]! += error * error;
      published![cell]! += standardError / predicted[cell]!;
    }
  }
  const variances = [...squares!].map((square, cell) => (square - sum![cell]! ** 2 / runs) / (runs - 1));
  const biases = [...sum!].map((total, cell) => total / runs / Math.sqrt(variances[cell]! / runs));
  const mean = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0) / cells;
  return {
    name: world.name,
    n,
    runs,
    cells,
    errorRatio: Math.sqrt(mean(squares!) / runs),
    varianceRatio: [Math.min(...variances), Math.max(...variances)],
    worstBias: biases.reduce((worst, bias) => (Math.abs(bias) > Math.abs(worst) ? bias : worst), 0),
    publishedRatio: mean(published!) / runs,
  };
}
