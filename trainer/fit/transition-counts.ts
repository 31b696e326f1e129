import { transpose, type SparseRows } from './interactions.js';
import type { PairCounts } from './pair-counts.js';
import { RowBuilder, RowScratch } from './row-scratch.js';
import type { Steps } from './steps.js';

export interface TransitionOptions {
  /** Ordered pairs with fewer distinct users carry nothing. */
  readonly minPairUsers: number;
  /** A past step k back weighs exp(-pastDecay * k), k = 0 for the last one. */
  readonly pastDecay: number;
  /** A future step k ahead weighs exp(-futureDecay * k), k = 0 for the next one. */
  readonly futureDecay: number;
  /** A user of n items counts n^-exponent, so that a wholesaler does not outweigh a town. Default 0. */
  readonly userExponent?: number;
}

/** Terms below this share of the largest are not added: a sequence of thousands of steps stays linear. */
const NEGLIGIBLE = 1e-4;

/**
 * SᵀS and SᵀT over every split of every user's steps into a decayed past S and a decayed future T (SLIST, Choi et al.
 * 2021). The sums over the splits are closed forms: what a pair of steps adds depends on their places only.
 */
export function countTransitions(steps: Steps, options: TransitionOptions): PairCounts {
  const { itemCount } = steps;
  const counter = new TransitionCounter(steps, options);
  const stepsOfItem = toStepsOfItem(steps);
  const diagonal = new Float64Array(itemCount);
  const gram = new RowBuilder(itemCount);
  const targets = new RowBuilder(itemCount);
  const past = new RowScratch(itemCount);
  const before = new RowScratch(itemCount);
  for (let j = 0; j < itemCount; j++) {
    for (let k = stepsOfItem.start[j]!; k < stepsOfItem.start[j + 1]!; k++) {
      counter.addPast(past, stepsOfItem.column[k]!, stepsOfItem.value[k]!);
      counter.addBefore(before, stepsOfItem.column[k]!, stepsOfItem.value[k]!);
    }
    diagonal[j] = past.sum[j]!;
    for (const i of past.touched()) {
      if (i !== j) gram.push(i, past.sum[i]!);
    }
    for (const i of before.touched()) if (before.users[i]! >= options.minPairUsers) targets.push(i, before.sum[i]!);
    past.clear();
    before.clear();
    gram.endRow();
    targets.endRow();
  }
  return { itemCount, diagonal, gram: gram.build(), targets: targets.build() };
}

/** The steps each item stands in, with its confidence there. */
function toStepsOfItem(steps: Steps): SparseRows {
  return transpose({ start: steps.stepStart, column: steps.item, value: steps.confidence }, steps.itemCount);
}

class TransitionCounter {
  readonly #steps: Steps;
  readonly #userOfStep: Uint32Array;
  /** n^-exponent a user. */
  readonly #userScale: Float64Array;
  /** exp(-pastDecay * distance). */
  readonly #pastKernel: Float64Array;
  /** Sum over k <= index of exp(-2 * pastDecay * k): how often a past step is looked back at from later splits. */
  readonly #pastSplits: Float64Array;
  /** By distance, from 1: the sum over the splits between two steps of past weight times future weight. */
  readonly #orderKernel: Float64Array;

  constructor(steps: Steps, options: TransitionOptions) {
    this.#steps = steps;
    this.#userOfStep = new Uint32Array(steps.stepStart.length - 1);
    let longest = 0;
    for (let user = 0; user < steps.userCount; user++) {
      this.#userOfStep.fill(user, steps.userStart[user], steps.userStart[user + 1]);
      longest = Math.max(longest, steps.userStart[user + 1]! - steps.userStart[user]!);
    }
    this.#userScale = Float64Array.from({ length: steps.userCount }, (_, user) => {
      const items = steps.stepStart[steps.userStart[user + 1]!]! - steps.stepStart[steps.userStart[user]!]!;
      return items === 0 ? 0 : items ** -(options.userExponent ?? 0);
    });
    this.#pastKernel = cutTail(Float64Array.from({ length: longest }, (_, k) => Math.exp(-options.pastDecay * k)));
    this.#pastSplits = new Float64Array(longest);
    for (let k = 0, sum = 0; k < longest; k++) this.#pastSplits[k] = sum += Math.exp(-2 * options.pastDecay * k);
    this.#orderKernel = cutTail(toOrderKernel(longest, options));
  }

  /** Adds a row of SᵀS: the steps on both sides of `step`, as often as splits see both. */
  addPast(row: RowScratch, step: number, value: number): void {
    const user = this.#userOfStep[step]!;
    const last = this.#steps.userStart[user + 1]! - 1;
    const reach = this.#pastKernel.length - 1;
    const from = Math.max(this.#steps.userStart[user]!, step - reach);
    const to = Math.min(last - 1, step + reach);
    if (step === last) return;
    for (let other = from; other <= to; other++) {
      const later = Math.max(step, other);
      const weight = this.#pastKernel[Math.abs(step - other)]! * this.#pastSplits[last - 1 - later]!;
      this.#addStep(row, other, value * weight);
    }
  }

  /** Adds a row of (SᵀT)ᵀ: the steps before `step`. */
  addBefore(row: RowScratch, step: number, value: number): void {
    const user = this.#userOfStep[step]!;
    const from = Math.max(this.#steps.userStart[user]!, step - (this.#orderKernel.length - 1));
    for (let other = from; other < step; other++) {
      this.#addStep(row, other, value * this.#orderKernel[step - other]!);
    }
  }

  #addStep(row: RowScratch, step: number, factor: number): void {
    const { stepStart, item, confidence } = this.#steps;
    const user = this.#userOfStep[step]!;
    const scaled = factor * this.#userScale[user]!;
    for (let k = stepStart[step]!; k < stepStart[step + 1]!; k++) row.add(item[k]!, scaled * confidence[k]!, user);
  }
}

function toOrderKernel(longest: number, options: TransitionOptions): Float64Array {
  const { pastDecay, futureDecay } = options;
  const kernel = new Float64Array(longest);
  // K(d) = Σ_{s<d} exp(-past * s) exp(-future * (d - 1 - s)), so K(d + 1) = exp(-future) K(d) + exp(-past * d).
  for (let d = 1; d < longest; d++)
    kernel[d] = Math.exp(-futureDecay) * kernel[d - 1]! + Math.exp(-pastDecay * (d - 1));
  return kernel;
}

function cutTail(kernel: Float64Array): Float64Array {
  let length = kernel.length;
  const least = kernel.reduce((a, b) => Math.max(a, b), 0) * NEGLIGIBLE;
  while (length > 1 && kernel[length - 1]! < least) length--;
  return kernel.subarray(0, length);
}
