import { describe, expect, it } from 'vitest';
import { simulatePopulation } from '../../demo/guide/population.js';
import { seededBytes } from '../helpers/seeded-bytes.js';

const NAMES = ['Nothing', 'Kitchen', 'Garden', 'Dining'];
const simulate = (shoppers: number, epsilon: number, seed = 1) =>
  simulatePopulation(NAMES, [40, 30, 20, 10], { shoppers, epsilon, random: seededBytes(seed) });

describe('the made-up shoppers of the guide', () => {
  it('answer as the weights say, and are estimated within the errors that are shown', () => {
    const { departments } = simulate(20_000, 4);
    expect(departments.map(({ name }) => name)).toEqual(NAMES);
    departments.forEach(({ truth, estimate, standardError }, at) => {
      expect(Math.abs(truth - [0.4, 0.3, 0.2, 0.1][at]!)).toBeLessThan(0.02);
      expect(Math.abs(estimate - truth)).toBeLessThan(4 * standardError);
    });
    expect(departments.reduce((sum, { truth }) => sum + truth, 0)).toBeCloseTo(1, 12);
  });

  it('are off by what the formula says, on average over weeks', () => {
    const weeks = Array.from({ length: 40 }, (_, week) => simulate(2000, 1, week));
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    const ratio = mean(weeks.map(({ meanError }) => meanError)) / mean(weeks.map(({ expectedError }) => expectedError));
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.2);
  });

  it('are known better the more they are and the less noise there is', () => {
    const errorOf = (shoppers: number, epsilon: number): number => simulate(shoppers, epsilon).expectedError;
    expect(errorOf(40_000, 4) / errorOf(10_000, 4)).toBeCloseTo(0.5, 1);
    expect(errorOf(10_000, 1)).toBeGreaterThan(3 * errorOf(10_000, 4));
    const unchanged = (epsilon: number): number => simulate(10_000, epsilon).unchanged / 10_000;
    expect(unchanged(4)).toBeCloseTo(Math.exp(4) / (Math.exp(4) + 3), 1);
    expect(unchanged(0.5)).toBeLessThan(0.5);
  });
});
