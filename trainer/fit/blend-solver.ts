import { solveCholesky } from '../../core/math/cholesky.js';

/** One query's slate for the blender: a few relevant candidates among many. */
export interface BlendExample {
  /** f32[rows x features], row-major. */
  readonly features: Float32Array;
  /** The first `positives` rows are the relevant ones; at least 1. */
  readonly positives: number;
}

export interface BlendSolverOptions {
  readonly featureCount: number;
  /** L2 on the standardised weights, relative to the mean loss. */
  readonly l2: number;
  /** Newton steps at most. */
  readonly iterations: number;
}

/**
 * Listwise softmax (Cao et al. 2007, ListNet's top-one loss): minimises the mean over examples of
 * −Σ_{relevant} log softmax(x·w) / |relevant| plus l2/2·‖w‖², over standardised features. Convex: Newton's method with step
 * halving, the same result on every machine.
 * @returns f64[features], weights of the raw (not standardised) features.
 */
export function solveBlend(examples: readonly BlendExample[], options: BlendSolverOptions): Float64Array {
  const { featureCount } = options;
  const scale = featureScales(examples, featureCount);
  const standardised = examples.map((example) => ({
    positives: example.positives,
    features: example.features.map((value, at) => value / scale[at % featureCount]!),
  }));
  let weights = new Float64Array(featureCount);
  let state = evaluate(standardised, weights, options);
  for (let round = 0; round < options.iterations; round++) {
    const step = newtonStep(state, featureCount);
    const found = lineSearch(standardised, weights, step, { options, loss: state.loss });
    if (found === undefined) break;
    const gained = state.loss - found.state.loss;
    weights = found.weights;
    state = found.state;
    if (gained < 1e-7) break;
  }
  return weights.map((weight, k) => weight / scale[k]!);
}

/** Standard deviation within slates: what is constant in a slate cannot rank it. 1 where a feature never varies. */
function featureScales(examples: readonly BlendExample[], featureCount: number): Float64Array {
  const variance = new Float64Array(featureCount);
  for (const { features } of examples) {
    const rows = features.length / featureCount;
    for (let k = 0; k < featureCount; k++) {
      let sum = 0;
      let squares = 0;
      for (let at = k; at < features.length; at += featureCount) {
        sum += features[at]!;
        squares += features[at]! * features[at]!;
      }
      variance[k]! += Math.max(0, squares / rows - (sum / rows) ** 2) / examples.length;
    }
  }
  return variance.map((value) => (value > 1e-12 ? Math.sqrt(value) : 1));
}

interface LossState {
  readonly loss: number;
  readonly gradient: Float64Array;
  /** Lower triangle. */
  readonly hessian: Float64Array;
}

function evaluate(examples: readonly BlendExample[], weights: Float64Array, options: BlendSolverOptions): LossState {
  const d = options.featureCount;
  const gradient = new Float64Array(d);
  const hessian = new Float64Array(d * d);
  let loss = 0;
  for (const example of examples) loss += addExample(example, weights, gradient, hessian);
  const n = examples.length;
  for (let k = 0; k < d; k++) {
    gradient[k] = gradient[k]! / n + options.l2 * weights[k]!;
    for (let j = 0; j <= k; j++) hessian[k * d + j]! /= n;
    hessian[k * d + k]! += options.l2;
  }
  let penalty = 0;
  for (const weight of weights) penalty += weight * weight;
  return { loss: loss / n + (options.l2 / 2) * penalty, gradient, hessian };
}

/** Adds gradient and Hessian of one example, returns its loss. */
function addExample(
  { features, positives }: BlendExample,
  weights: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  const d = weights.length;
  const { probability, logSum, scores } = softmax(features, weights);
  const mean = new Float64Array(d);
  for (let row = 0; row < probability.length; row++) {
    const p = probability[row]!;
    if (p < 1e-9) continue;
    for (let k = 0; k < d; k++) {
      const weighted = p * features[row * d + k]!;
      mean[k]! += weighted;
      for (let j = 0; j <= k; j++) hessian[k * d + j]! += weighted * features[row * d + j]!;
    }
  }
  for (let k = 0; k < d; k++) for (let j = 0; j <= k; j++) hessian[k * d + j]! -= mean[k]! * mean[j]!;
  let loss = 0;
  for (let row = 0; row < positives; row++) {
    loss += (logSum - scores[row]!) / positives;
    for (let k = 0; k < d; k++) gradient[k]! -= features[row * d + k]! / positives;
  }
  for (let k = 0; k < d; k++) gradient[k]! += mean[k]!;
  return loss;
}

function softmax(
  features: Float32Array,
  weights: Float64Array,
): { probability: Float64Array; logSum: number; scores: Float64Array } {
  const d = weights.length;
  const scores = new Float64Array(features.length / d);
  let top = -Infinity;
  for (let row = 0; row < scores.length; row++) {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += features[row * d + k]! * weights[k]!;
    scores[row] = sum;
    top = Math.max(top, sum);
  }
  const probability = scores.map((score) => Math.exp(score - top));
  let total = 0;
  for (const value of probability) total += value;
  return { probability: probability.map((value) => value / total), logSum: top + Math.log(total), scores };
}

function newtonStep(state: LossState, d: number): Float64Array {
  const step = Float64Array.from(state.gradient);
  const hessian = Float64Array.from(state.hessian);
  for (let k = 0; k < d; k++) hessian[k * d + k]! += 1e-9;
  return solveCholesky(hessian, step, d) ? step : Float64Array.from(state.gradient);
}

function lineSearch(
  examples: readonly BlendExample[],
  weights: Float64Array,
  step: Float64Array,
  at: { options: BlendSolverOptions; loss: number },
): { weights: Float64Array<ArrayBuffer>; state: LossState } | undefined {
  for (let size = 1; size > 1 / 64; size /= 2) {
    const candidate = weights.map((weight, k) => weight - size * step[k]!);
    const state = evaluate(examples, candidate, at.options);
    if (state.loss < at.loss) return { weights: candidate, state };
  }
  return undefined;
}
