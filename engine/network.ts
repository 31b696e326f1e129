import type { BlendNetwork } from '../core/artifact/blend-section.js';

/** Standardised features beyond this many deviations say no more. */
const FEATURE_CLIP = 4;

/** What the network adds to the linear score of one candidate, of the features at `from`. */
export function networkScore(network: BlendNetwork, features: Float64Array | Float32Array, from: number): number {
  const { hidden, center, scale, input, bias, output } = network;
  const d = center.length;
  const z = new Float64Array(d);
  for (let k = 0; k < d; k++) z[k] = standardise(features[from + k]!, center[k]!, scale[k]!);
  let sum = 0;
  for (let h = 0; h < hidden; h++) {
    let activation = bias[h]!;
    for (let k = 0; k < d; k++) activation += input[h * d + k]! * z[k]!;
    sum += output[h]! * Math.tanh(activation);
  }
  return sum;
}

export function standardise(value: number, center: number, scale: number): number {
  return Math.max(-FEATURE_CLIP, Math.min(FEATURE_CLIP, (value - center) / scale));
}
