import { FEATURE_GROUPS } from '../../core/artifact/blend-section.js';
import { BLEND_GROUPS, GRADIENT_CLIP } from '../../core/privacy/questions.js';
import type { Engine } from '../engine.js';
import { FEATURE_COUNT, FEATURE_INDEX } from '../features.js';
import { chooseBlend, createSlate } from '../slate.js';
import type { HeldOut } from './held-out.js';

/**
 * How the likelihood of a shopper's held-out item would grow if the weights of one group of features grew together: the
 * derivative of log softmax(s) at that item by a common factor of the group, at 1. In units of GRADIENT_CLIP nats, clipped to
 * [-1, 1]. 0, what the shipped weights say, where the item is no candidate.
 * @param group position in BLEND_GROUPS.
 */
export function blendGradient(engine: Engine, { before, item, time }: HeldOut, group: number): number {
  const request = { repeats: 'forbid', now: time } as const;
  const slate = createSlate(engine, before, request);
  const { weights } = chooseBlend(engine.model, before, request);
  const row = slate.items.indexOf(item);
  if (row < 0) return 0;
  const columns = FEATURE_GROUPS[BLEND_GROUPS[group]!].map((name) => FEATURE_INDEX[name]);
  const sumOf = (at: number, features: readonly number[]): number =>
    features.reduce((sum, k) => sum + weights[k]! * slate.features[at * FEATURE_COUNT + k]!, 0);
  const all = Array.from({ length: FEATURE_COUNT }, (_, k) => k);
  const scores = slate.items.map((_, at) => sumOf(at, all));
  const parts = slate.items.map((_, at) => sumOf(at, columns));
  const top = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  let mass = 0;
  let mean = 0;
  scores.forEach((score, at) => {
    const weight = Math.exp(score - top);
    mass += weight;
    mean += weight * parts[at]!;
  });
  const gradient = (parts[row]! - mean / mass) / GRADIENT_CLIP;
  return Math.min(1, Math.max(-1, Number.isFinite(gradient) ? gradient : 0));
}
