import { tf } from './tensorflow.js';
import type { Tuning } from './tuning.js';

export interface CorrectionProblem {
  /** f32[candidates x width], row-major. */
  readonly matrix: Float32Array;
  readonly width: number;
  /** f32[choices x candidates]: e to each candidate's logit without the correction, over the choice's largest; 0 for others'. */
  readonly odds: Float32Array;
  /** f32[width]: Σ over choices of the mean row of what was taken. */
  readonly pull: Float32Array;
}

/**
 * Minimises Σ_c log Σ_j odds_cj·exp(z·x_j) − z·pull + ½|z|², the softmax loss of the choices with its prior, by Adam from
 * z = 0. Rows are gathered before: the graph has two products with constant matrices.
 * @returns f32[width]: z.
 */
export function fitCorrection({ matrix, width, odds, pull }: CorrectionProblem, tuning: Tuning): Float32Array {
  const candidates = matrix.length / width;
  return tf.tidy(() => {
    const x = tf.tensor2d(matrix, [candidates, width]);
    const base = tf.tensor2d(odds, [odds.length / candidates, candidates]);
    const taken = tf.tensor2d(pull, [width, 1]);
    const z = tf.variable(tf.tensor2d(new Float32Array(width), [width, 1]));
    const adam = new tf.AdamOptimizer(tuning.learningRate, 0.9, 0.999, 1e-8);
    try {
      for (let step = 0; step < tuning.steps; step++) {
        adam.minimize(
          () => {
            const partition = tf.log(tf.matMul(base, tf.exp(tf.matMul(x, z))));
            const prior = tf.mul(tf.sum(tf.square(z)), 0.5);
            return tf.sub(tf.add(tf.sum(partition), prior), tf.sum(tf.mul(taken, z)));
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
