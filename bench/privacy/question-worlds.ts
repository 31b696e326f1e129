import { choiceError, estimateChoices, privatiseChoice } from '../../core/privacy/choice.js';
import type { Estimate } from '../../core/privacy/estimate.js';
import {
  createHashFamily,
  estimateHashed,
  HASH_FUNCTIONS,
  hashedError,
  privatiseBucket,
} from '../../core/privacy/hashed-choice.js';
import { estimateMean, meanError, privatiseMean } from '../../core/privacy/mean.js';
import { createMechanisms, PLACEMENTS } from '../../core/privacy/questions.js';
import { drawInteger, type RandomBytes } from '../../core/privacy/random-bytes.js';
import type { Random } from '../../core/random.js';

/** A question with a population whose truth is known. */
export interface World {
  readonly name: string;
  /** What is true of each cell that is asked about: a share, or a mean. */
  readonly truth: readonly number[];
  /** One standard error of each cell as published, n people reporting. */
  predicted(n: number): number[];
  /** n people, drawn anew, report; what is estimated of them. */
  run(n: number, random: Random, bytes: RandomBytes): readonly Estimate[];
}

const ITEMS = 400;
/** Of which so many are asked about: popular ones, middling ones and the rarest. */
const ASKED = 40;

/** One world a question, and the largest and smallest category question. @param epsilon of each report. */
export function createWorlds(epsilon: number): World[] {
  const mechanisms = createMechanisms(epsilon);
  return [
    itemWorld(mechanisms.item),
    choiceWorld('category, 30 choices', mechanisms.category(30), zipf(30)),
    choiceWorld('category, 64 choices', mechanisms.category(64), zipf(64)),
    choiceWorld('placement', mechanisms.placement, [0.55, 0.2, 0.12, 0.08, 0.03, 0.02]),
    choiceWorld('model', mechanisms.model, [0.82, 0.18]),
    meanWorld(mechanisms.weight),
    choiceWorld('dismissal', mechanisms.dismissal, [0.94, ...zipf(PLACEMENTS.length).map((share) => 0.06 * share)]),
  ];
}

function choiceWorld(name: string, mechanism: Parameters<typeof choiceError>[0], truth: readonly number[]): World {
  const draw = createDraw(truth);
  return {
    name,
    truth,
    predicted: (n) => truth.map((share) => choiceError(mechanism, n, share)),
    run(n, random, bytes) {
      const counts = new Array<number>(mechanism.choices).fill(0);
      for (let person = 0; person < n; person++) counts[privatiseChoice(mechanism, draw(random.next()), bytes)]!++;
      return estimateChoices(mechanism, counts);
    },
  };
}

/** Every run has another epoch, so other hash functions: collisions are part of the error. */
function itemWorld(mechanism: Parameters<typeof hashedError>[0]): World {
  const shares = zipf(ITEMS);
  const texts = shares.map((_, item) => `item-${String(item)}`);
  const isAsked = (_: unknown, item: number): boolean => item % (ITEMS / ASKED) === 0;
  const truth = shares.filter(isAsked);
  const draw = createDraw(shares);
  const sumOfSquares = shares.reduce((sum, share) => sum + share * share, 0);
  return {
    name: 'item',
    truth,
    predicted: (n) => truth.map((share) => hashedError(mechanism, n, { share, sumOfSquares })),
    run(n, random, bytes) {
      const family = createHashFamily(random.int(1_000_000), mechanism.choices);
      const buckets = texts.map((text) => family.bucketsOf(text));
      const counts = new Float64Array(HASH_FUNCTIONS * mechanism.choices);
      for (let person = 0; person < n; person++) {
        const h = drawInteger(bytes, HASH_FUNCTIONS);
        const bucket = privatiseBucket(mechanism, buckets[draw(random.next())]![h]!, bytes);
        counts[h * mechanism.choices + bucket]!++;
      }
      return estimateHashed(mechanism, { counts, family }, texts).filter(isAsked);
    },
  };
}

function meanWorld(mechanism: Parameters<typeof meanError>[0]): World {
  const value = 0.137;
  return {
    name: 'weight',
    truth: [value],
    predicted: (n) => [meanError(mechanism, n, value)],
    run(n, _random, bytes) {
      const counts = new Array<number>(mechanism.cells).fill(0);
      for (let person = 0; person < n; person++) counts[privatiseMean(mechanism, value, bytes)]!++;
      return [estimateMean(mechanism, counts)];
    },
  };
}

function zipf(count: number): number[] {
  const raw = Array.from({ length: count }, (_, rank) => 1 / (rank + 1));
  const total = raw.reduce((a, b) => a + b, 0);
  return raw.map((share) => share / total);
}

/** From uniform in [0, 1) to an index in proportion to shares that sum to 1, by halving. */
function createDraw(shares: readonly number[]): (uniform: number) => number {
  let sum = 0;
  const upTo = shares.map((share) => (sum += share));
  return (uniform) => {
    let [low, high] = [0, shares.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (uniform < upTo[middle]!) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
