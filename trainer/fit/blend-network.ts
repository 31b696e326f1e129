import type { BlendNetwork } from '../../core/artifact/blend-section.js';
import type { Random } from '../../core/random.js';
import { standardise } from '../../engine/network.js';
import type { BlendExample } from './blend-solver.js';

export interface NetworkOptions {
  /** Hidden units. */
  readonly hidden: number;
  readonly epochs: number;
}

const BATCH = 16;
const RATE = 0.01;
const L2 = 1e-4;
const ADAM = { first: 0.9, second: 0.999, epsilon: 1e-8 } as const;

/** An example as the network learns it. */
interface Prepared {
  /** f32[rows x features], standardised. */
  readonly features: Float32Array;
  /** f64[rows]: the linear score the network adds to. */
  readonly base: Float64Array;
  readonly positives: number;
}

/**
 * One hidden layer of tanh units that corrects a linear score, trained with the same listwise softmax by Adam (Kingma and
 * Ba 2015), seeded. It starts as no correction at all: output weights are 0.
 * @param examples of rows that the linear score ranks best: the network is only ever asked about those.
 */
export function fitNetwork(
  examples: readonly BlendExample[],
  linear: Float64Array,
  options: NetworkOptions,
  random: Random,
): BlendNetwork {
  const d = linear.length;
  const { center, scale } = measureFeatures(examples, d);
  const data = examples.map((example) => prepare(example, linear, { center, scale }));
  const trainer = new NetworkTrainer(d, options.hidden, random);
  const order = data.map((_, at) => at);
  const steps = options.epochs * Math.ceil(data.length / BATCH);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    random.shuffle(order);
    for (let from = 0; from < order.length; from += BATCH) {
      const batch = order.slice(from, from + BATCH).map((at) => data[at]!);
      trainer.step(batch, steps);
    }
  }
  return { hidden: options.hidden, center, scale, ...trainer.weights() };
}

/** Parameters in one array: input weights, biases, output weights. */
class NetworkTrainer {
  readonly #d: number;
  readonly #hidden: number;
  readonly #values: Float64Array;
  readonly #gradient: Float64Array;
  readonly #mean: Float64Array;
  readonly #square: Float64Array;
  #steps = 0;

  constructor(d: number, hidden: number, random: Random) {
    const size = hidden * (d + 2);
    this.#d = d;
    this.#hidden = hidden;
    this.#values = new Float64Array(size);
    for (let at = 0; at < hidden * d; at++) this.#values[at] = (0.5 * random.normal()) / Math.sqrt(d);
    this.#gradient = new Float64Array(size);
    this.#mean = new Float64Array(size);
    this.#square = new Float64Array(size);
  }

  weights(): Pick<BlendNetwork, 'input' | 'bias' | 'output'> {
    const inputs = this.#hidden * this.#d;
    const rounded = this.#values.map((value) => Number(value.toPrecision(6)));
    return {
      input: rounded.slice(0, inputs),
      bias: rounded.slice(inputs, inputs + this.#hidden),
      output: rounded.slice(inputs + this.#hidden),
    };
  }

  /** @param total steps in all: the rate falls to 0 over them. */
  step(batch: readonly Prepared[], total: number): void {
    this.#gradient.fill(0);
    for (const example of batch) this.#addGradient(example);
    const rate = RATE * (1 - this.#steps / total);
    this.#steps++;
    const [first, second] = [1 - ADAM.first ** this.#steps, 1 - ADAM.second ** this.#steps];
    for (let at = 0; at < this.#values.length; at++) {
      const slope = this.#gradient[at]! / batch.length + L2 * this.#values[at]!;
      this.#mean[at] = ADAM.first * this.#mean[at]! + (1 - ADAM.first) * slope;
      this.#square[at] = ADAM.second * this.#square[at]! + (1 - ADAM.second) * slope * slope;
      const size = Math.sqrt(this.#square[at]! / second) + ADAM.epsilon;
      this.#values[at]! -= (rate * (this.#mean[at]! / first)) / size;
    }
  }

  #addGradient(example: Prepared): void {
    const { base, features, positives } = example;
    const [d, hidden] = [this.#d, this.#hidden];
    const activations = new Float64Array(base.length * hidden);
    const scores = base.map((score, row) => score + this.#forward(features, row, activations));
    const top = scores.reduce((a, b) => Math.max(a, b), -Infinity);
    const total = scores.reduce((sum, score) => sum + Math.exp(score - top), 0);
    const [biases, outputs] = [hidden * d, hidden * d + hidden];
    for (let row = 0; row < scores.length; row++) {
      const slope = Math.exp(scores[row]! - top) / total - (row < positives ? 1 / positives : 0);
      if (Math.abs(slope) < 1e-6) continue;
      for (let h = 0; h < hidden; h++) {
        const activation = activations[row * hidden + h]!;
        this.#gradient[outputs + h]! += slope * activation;
        const back = slope * this.#values[outputs + h]! * (1 - activation * activation);
        this.#gradient[biases + h]! += back;
        for (let k = 0; k < d; k++) this.#gradient[h * d + k]! += back * features[row * d + k]!;
      }
    }
  }

  /** What the network adds to a row's score; keeps the hidden activations. */
  #forward(features: Float32Array, row: number, activations: Float64Array): number {
    const [d, hidden] = [this.#d, this.#hidden];
    let sum = 0;
    for (let h = 0; h < hidden; h++) {
      let input = this.#values[hidden * d + h]!;
      for (let k = 0; k < d; k++) input += this.#values[h * d + k]! * features[row * d + k]!;
      const activation = Math.tanh(input);
      activations[row * hidden + h] = activation;
      sum += this.#values[hidden * d + hidden + h]! * activation;
    }
    return sum;
  }
}

function prepare(
  { features, positives }: BlendExample,
  linear: Float64Array,
  { center, scale }: { readonly center: Float64Array; readonly scale: Float64Array },
): Prepared {
  const d = linear.length;
  const base = new Float64Array(features.length / d);
  features.forEach((value, at) => (base[Math.floor(at / d)]! += linear[at % d]! * value));
  return {
    base,
    positives,
    features: features.map((value, at) => standardise(value, center[at % d]!, scale[at % d]!)),
  };
}

/** Mean and deviation of every feature over all rows; a feature that never varies has deviation 1. */
function measureFeatures(examples: readonly BlendExample[], d: number): { center: Float64Array; scale: Float64Array } {
  const sum = new Float64Array(d);
  const squares = new Float64Array(d);
  let rows = 0;
  for (const { features } of examples) {
    rows += features.length / d;
    features.forEach((value, at) => {
      sum[at % d]! += value;
      squares[at % d]! += value * value;
    });
  }
  const center = sum.map((total) => Number((total / rows).toPrecision(6)));
  const scale = squares.map((total, k) => {
    const variance = total / rows - center[k]! ** 2;
    return variance > 1e-12 ? Number(Math.sqrt(variance).toPrecision(6)) : 1;
  });
  return { center, scale };
}
