import type { Columns } from './columns.js';
import { tf } from './tensorflow.js';
import type { Tuning } from './tuning.js';

export interface CorrectionProblem {
  readonly columns: Columns;
  /** f32[examples x rows]: e to each candidate's logit without the correction, divided by the row's largest; 0 for no candidate. */
  readonly odds: Float32Array;
  /** The row each example chose, and how much it counts. */
  readonly chosen: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
}

/**
 * Minimises Σ weight·(log Σ_j odds_j·exp(z·x_j) − z·x_chosen) + ½|z|², the softmax loss of the choices with its prior, by
 * Adam from z = 0. Rows are gathered before: the graph has two products with constant matrices.
 * @returns f32[width]: z.
 */
export function fitCorrection(problem: CorrectionProblem, tuning: Tuning): Float32Array {
  const { columns, odds, chosen, weight } = problem;
  const { width, matrix } = columns;
  return tf.tidy(() => {
    const x = tf.tensor2d(matrix, [matrix.length / width, width]);
    const base = tf.tensor2d(odds, [chosen.length, matrix.length / width]);
    const weights = tf.tensor2d(Float32Array.from(weight), [chosen.length, 1]);
    const pull = tf.tensor2d(sumChosen(problem), [width, 1]);
    const z = tf.variable(tf.tensor2d(new Float32Array(width), [width, 1]));
    const adam = new tf.AdamOptimizer(tuning.learningRate, 0.9, 0.999, 1e-8);
    try {
      for (let step = 0; step < tuning.steps; step++) {
        adam.minimize(
          () => {
            const partition = tf.log(tf.matMul(base, tf.exp(tf.matMul(x, z))));
            const prior = tf.mul(tf.sum(tf.square(z)), 0.5);
            return tf.sub(tf.add(tf.sum(tf.mul(weights, partition)), prior), tf.sum(tf.mul(pull, z)));
          },
          false,
          [z],
        );
      }
      return Float32Array.from(z.dataSync());
    } finally {
      adam.dispose();
      z.dispose();
    }
  });
}

function sumChosen({ columns: { width, matrix }, chosen, weight }: CorrectionProblem): Float32Array {
  const sum = new Float32Array(width);
  for (let e = 0; e < chosen.length; e++) {
    for (let k = 0; k < width; k++) sum[k]! += weight[e]! * matrix[chosen[e]! * width + k]!;
  }
  return sum;
}
