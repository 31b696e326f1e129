import { solveCholesky } from '../../core/math/cholesky.js';
import { addOuterProducts } from '../../core/math/outer-products.js';

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
  /** f64[features], raw: where to start from. Default: zeros. */
  readonly start?: Float64Array;
}

/**
 * Listwise softmax (Cao et al. 2007, ListNet's top-one loss): minimises the mean over examples of
 * −Σ_{relevant} log softmax(x·w) / |relevant| plus l2/2·‖w‖², over standardised features. Convex: Newton's method with step
 * halving, the same result on every machine.
 * @returns f64[features], weights of the raw (not standardised) features.
 */
export function solveBlend(examples: readonly BlendExample[], options: BlendSolverOptions): Float64Array {
  const loss = new ListwiseLoss(examples, options);
  let weights = loss.toStandardised(options.start ?? new Float64Array(options.featureCount));
  let at = loss.value(weights);
  for (let round = 0; round < options.iterations; round++) {
    const found = lineSearch(loss, at, { weights, step: newtonStep(loss.derivatives(weights), options.featureCount) });
    if (found === undefined) break;
    const gained = at - found.loss;
    ({ weights, loss: at } = found);
    if (gained < 1e-7) break;
  }
  return loss.toRaw(weights);
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

interface Derivatives {
  readonly gradient: Float64Array;
  /** Lower triangle. */
  readonly hessian: Float64Array;
}

/** Rows less likely than this shape the Hessian too little to be worth their products. The gradient takes them all. */
const NEGLIGIBLE = 1e-7;

/** The loss and its derivatives over standardised weights; one example's rows in memory as f64 at a time. */
class ListwiseLoss {
  readonly #examples: readonly BlendExample[];
  readonly #l2: number;
  readonly #scale: Float64Array;
  /** f64[rows x features] and f64[rows] of the example at hand: standardised features, then scores and probabilities. */
  readonly #rows: Float64Array;
  readonly #probability: Float64Array;

  constructor(examples: readonly BlendExample[], { featureCount, l2 }: BlendSolverOptions) {
    const most = examples.reduce((size, { features }) => Math.max(size, features.length), 0);
    this.#examples = examples;
    this.#l2 = l2;
    this.#scale = featureScales(examples, featureCount);
    this.#rows = new Float64Array(most);
    this.#probability = new Float64Array(most / featureCount);
  }

  toStandardised(raw: Float64Array): Float64Array<ArrayBuffer> {
    return Float64Array.from(raw, (weight, k) => weight * this.#scale[k]!);
  }

  toRaw(weights: Float64Array): Float64Array {
    return weights.map((weight, k) => weight / this.#scale[k]!);
  }

  value(weights: Float64Array): number {
    let loss = 0;
    for (const example of this.#examples) loss += this.#load(example, weights);
    let penalty = 0;
    for (const weight of weights) penalty += weight * weight;
    return loss / this.#examples.length + (this.#l2 / 2) * penalty;
  }

  derivatives(weights: Float64Array): Derivatives {
    const d = weights.length;
    const n = this.#examples.length;
    const gradient = new Float64Array(d);
    const hessian = new Float64Array(d * d);
    for (const example of this.#examples) {
      this.#load(example, weights);
      this.#addDerivatives(example, gradient, hessian);
    }
    for (let k = 0; k < d; k++) {
      gradient[k] = gradient[k]! / n + this.#l2 * weights[k]!;
      for (let j = 0; j <= k; j++) hessian[k * d + j]! /= n;
      hessian[k * d + k]! += this.#l2;
    }
    return { gradient, hessian };
  }

  /** Fills rows and probabilities; the example's loss. */
  #load({ features, positives }: BlendExample, weights: Float64Array): number {
    const d = weights.length;
    const [rows, probability] = [this.#rows, this.#probability];
    const count = features.length / d;
    let top = -Infinity;
    let relevant = 0;
    for (let row = 0, at = 0; row < count; row++) {
      let score = 0;
      for (let k = 0; k < d; k++, at++) {
        rows[at] = features[at]! / this.#scale[k]!;
        score += rows[at]! * weights[k]!;
      }
      probability[row] = score;
      top = Math.max(top, score);
      if (row < positives) relevant += score / positives;
    }
    let total = 0;
    for (let row = 0; row < count; row++) total += probability[row] = Math.exp(probability[row]! - top);
    for (let row = 0; row < count; row++) probability[row]! /= total;
    return top + Math.log(total) - relevant;
  }

  #addDerivatives({ features, positives }: BlendExample, gradient: Float64Array, hessian: Float64Array): void {
    const d = gradient.length;
    const [rows, probability] = [this.#rows, this.#probability];
    const mean = new Float64Array(d);
    let kept = 0;
    for (let row = 0; row < features.length / d; row++) {
      const p = probability[row]!;
      const slope = p - (row < positives ? 1 / positives : 0);
      const from = row * d;
      for (let k = 0; k < d; k++) {
        mean[k]! += p * rows[from + k]!;
        gradient[k]! += slope * rows[from + k]!;
      }
      if (p < NEGLIGIBLE) continue;
      // The rows that count move to the front: an outer product of them all is one pass.
      if (kept < row) rows.copyWithin(kept * d, from, from + d);
      probability[kept++] = p;
    }
    addOuterProducts(hessian, rows, probability, { count: kept, dimension: d });
    for (let k = 0; k < d; k++) for (let j = 0; j <= k; j++) hessian[k * d + j]! -= mean[k]! * mean[j]!;
  }
}

function newtonStep({ gradient, hessian }: Derivatives, d: number): Float64Array {
  const step = Float64Array.from(gradient);
  for (let k = 0; k < d; k++) hessian[k * d + k]! += 1e-9;
  return solveCholesky(hessian, step, d) ? step : gradient;
}

/** Whole, then half, a quarter … of the step, until the loss falls. */
function lineSearch(
  loss: ListwiseLoss,
  before: number,
  from: { readonly weights: Float64Array; readonly step: Float64Array },
): { weights: Float64Array<ArrayBuffer>; loss: number } | undefined {
  for (let size = 1; size > 1 / 64; size /= 2) {
    const weights = Float64Array.from(from.weights, (weight, k) => weight - size * from.step[k]!);
    const value = loss.value(weights);
    if (value < before) return { weights, loss: value };
  }
  return undefined;
}
