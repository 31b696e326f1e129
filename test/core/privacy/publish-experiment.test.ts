import { describe, expect, it } from 'vitest';
import { privatiseChoice } from '../../../core/privacy/choice.js';
import type { Answers, ArmDifference } from '../../../core/privacy/publish/aggregates.js';
import { sumCounts, type AnswerCount } from '../../../core/privacy/publish/epoch-counts.js';
import { finish, publishAggregates } from '../../../core/privacy/publish/publish-aggregates.js';
import type { AskedByModel } from '../../../core/privacy/publish/publish-categories.js';
import { createMechanisms } from '../../../core/privacy/questions.js';
import { createRandom, type Random } from '../../../core/random.js';
import { seededBytes } from '../../helpers/seeded-bytes.js';

const MECHANISMS = createMechanisms();
const FEWER = { names: ['', 'lamps', 'rugs'], choices: 8 };
const MORE = { names: ['', 'lamps', 'rugs', 'vases'], choices: 8 };
const ASKED: AskedByModel = new Map([[7, [FEWER, MORE]]]);

function publish(counts: readonly AnswerCount[]): Partial<Answers> {
  const epochs = [{ epoch: 100, counts: sumCounts(counts, MECHANISMS) }];
  return finish(publishAggregates({ shop: 'default', epochs, categories: ASKED, catalog: [] })).questions;
}

describe('the verdict on an experiment', () => {
  const toCounts = (random: Random, n: number, shares: readonly [number, number]): AnswerCount[] => {
    const bytes = seededBytes(random.int(1_000_000));
    return Array.from({ length: n }, (_, k) => {
      const arm = (k % 2) as 0 | 1;
      const hit = random.next() < shares[arm] ? 1 : 0;
      const answer = privatiseChoice(MECHANISMS.model, hit, bytes);
      return { question: 'model', parameter: 0, model: 7, arm, answer, count: 1 };
    });
  };
  const judge = (counts: readonly AnswerCount[]): ArmDifference => publish(counts).model![0]!.difference!;

  it.each([
    [[0.3, 0.2], 'A better'],
    [[0.2, 0.3], 'B better'],
    [[0.25, 0.25], 'no difference shown yet'],
  ] as const)('of true hit rates %j is "%s"', (shares, verdict) => {
    const difference = judge(toCounts(createRandom(3), 10_000, shares));
    expect(difference.verdict).toBe(verdict);
    const [low, high] = difference.interval;
    expect((low + high) / 2).toBeCloseTo(difference.value, 12);
    expect(high - low).toBeCloseTo(2 * 2.5758 * difference.standardError, 12);
  });

  it('has an interval that holds the truth as often as it says, and no larger an error than predicted', () => {
    const runs = 600;
    let held = 0;
    let squares = 0;
    let predicted = 0;
    for (let seed = 0; seed < runs; seed++) {
      const difference = judge(toCounts(createRandom(seed), 600, [0.5, 0.45]));
      const [low, high] = difference.interval;
      if (low <= 0.05 && high >= 0.05) held++;
      squares += (difference.value - 0.05) ** 2;
      predicted = difference.predictedError;
    }
    expect(held / runs).toBeGreaterThan(0.975);
    expect(held).toBeLessThan(runs);
    const seen = Math.sqrt(squares / runs);
    expect(seen / predicted).toBeGreaterThan(0.9);
    expect(seen / predicted).toBeLessThan(1.1);
  });

  it('is none while one arm has not reported', () => {
    const counts = toCounts(createRandom(1), 100, [0.3, 0.2]).filter(({ arm }) => arm === 1);
    const [model] = publish(counts).model!;
    expect(model).toMatchObject({ difference: null, arms: [{ arm: 1, n: 50 }] });
  });
});

describe('an experiment over two catalogs', () => {
  it('has its category reports read by what each arm was asked', () => {
    const bytes = seededBytes(5);
    const asked = [FEWER, MORE] as const;
    const counts = Array.from({ length: 40_000 }, (_, k): AnswerCount => {
      const arm = (k % 2) as 0 | 1;
      const choice = asked[arm].names.length - 1; // rugs under the one, vases under the other
      const answer = privatiseChoice(MECHANISMS.category(8), choice, bytes);
      return { question: 'category', parameter: 0, model: 7, arm, answer, count: 1 };
    });
    const cells = new Map(publish(counts).category!.cells.map((cell) => [cell.category, cell]));
    for (const [name, share, n] of [
      ['rugs', 1 / 2, 40_000],
      ['vases', 1, 20_000],
    ] as const) {
      const cell = cells.get(name)!;
      expect(Math.abs(cell.value! - share) / cell.standardError!).toBeLessThan(4.5);
      expect(cell.n).toBe(n);
    }
  });
});
