import {
  chancesOf,
  createChoice,
  estimateChoices,
  privatiseChoice,
  type ChoiceMechanism,
} from '../../core/privacy/choice.js';
import { drawWeighted, type RandomBytes } from '../../core/privacy/random-bytes.js';

/** One department, as it is and as the server sees it. */
export interface DepartmentShare {
  readonly name: string;
  /** Share of shoppers whose one answer it is. */
  readonly truth: number;
  /** Unbiased: may be below 0. */
  readonly estimate: number;
  readonly standardError: number;
}

export interface Population {
  readonly shoppers: number;
  readonly epsilon: number;
  readonly departments: readonly DepartmentShare[];
  /** Average distance of estimate and truth, and what the formula says it should be about. */
  readonly meanError: number;
  readonly expectedError: number;
  /** Shoppers whose answer left as it was. */
  readonly unchanged: number;
}

/** Of a normal distribution: the mean distance from its middle, in standard deviations. */
const MEAN_DISTANCE = Math.sqrt(2 / Math.PI);

/**
 * So many shoppers, each with one true answer, each answer made noisy on its own: the mechanism that devices use.
 * @param weights whole numbers by department: how likely it is anybody's answer. At least two departments.
 */
export function simulatePopulation(
  names: readonly string[],
  weights: readonly number[],
  { shoppers, epsilon, random }: { readonly shoppers: number; readonly epsilon: number; readonly random: RandomBytes },
): Population {
  const mechanism = createChoice(names.length, epsilon);
  const truths = names.map(() => 0);
  const told = names.map(() => 0);
  let unchanged = 0;
  for (let shopper = 0; shopper < shoppers; shopper++) {
    const truth = drawWeighted(random, weights);
    const answer = privatiseChoice(mechanism, truth, random);
    truths[truth]!++;
    told[answer]!++;
    if (truth === answer) unchanged++;
  }
  const departments = estimateChoices(mechanism, told).map(({ value, standardError }, choice): DepartmentShare => {
    return { name: names[choice]!, truth: truths[choice]! / shoppers, estimate: value, standardError };
  });
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    shoppers,
    epsilon,
    departments,
    meanError: mean(departments.map(({ truth, estimate }) => Math.abs(truth - estimate))),
    expectedError: MEAN_DISTANCE * mean(truths.map((count) => noiseOf(mechanism, shoppers, count / shoppers))),
    unchanged,
  };
}

/** The standard error that noise alone makes: the truth is these very shoppers' own, so that none comes from drawing them. */
function noiseOf(mechanism: ChoiceMechanism, shoppers: number, share: number): number {
  const { p, q } = chancesOf(mechanism);
  return Math.sqrt((share * p * (1 - p) + (1 - share) * q * (1 - q)) / shoppers) / (p - q);
}
