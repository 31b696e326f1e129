import { describe, expect, it } from 'vitest';
import { createShuffledOrderRanker, shuffleSteps } from '../../../trainer/evaluate/shuffled-order.js';
import type { Query } from '../../../trainer/evaluate/query.js';
import type { History } from '../../../trainer/history.js';
import { buildHistory } from './build-history.js';

const STEPS = [['tea', 'pot'], ['cup'], ['rug'], ['lamp', 'sofa', 'desk'], ['bike'], ['answer']];
const history = buildHistory([
  { user: 'a', item: 'other', time: 0 },
  ...STEPS.flatMap((items, step) => items.map((item) => ({ user: 'b', item, time: 10 * step }))),
]);
const query: Query = { user: 1, time: 50, historyFrom: 1, historyTo: 9, relevant: [0] };

function stepsIn(of: History, { historyFrom, historyTo }: Query): { time: number; items: string[] }[] {
  const steps: { time: number; items: string[] }[] = [];
  for (let row = historyFrom; row < historyTo; row++) {
    const time = of.time[row]!;
    if (steps.at(-1)?.time !== time) steps.push({ time, items: [] });
    steps.at(-1)!.items.push(of.itemIds[of.item[row]!]!);
  }
  return steps;
}

describe('shuffleSteps', () => {
  const shuffled = shuffleSteps(history, query, 5);

  it('keeps the times and what was done at one time, and changes which came when', () => {
    const steps = stepsIn(shuffled.history, shuffled.query);
    expect(steps.map(({ time }) => time)).toEqual([0, 10, 20, 30, 40]);
    const items = steps.map((step) => step.items);
    expect([...items].sort()).toEqual(STEPS.slice(0, 5).sort());
    expect(items).not.toEqual(stepsIn(history, query).map((step) => step.items));
  });

  it('holds nothing of what came at or after the query, and asks the same of the same user', () => {
    expect(shuffled.history.item.length).toBe(8);
    expect(shuffled.history.userIds).toEqual(['b']);
    expect(shuffled.query).toEqual({ ...query, user: 0, historyFrom: 0, historyTo: 8 });
  });

  it('is the same for the same seed, another for another, and leaves the original alone', () => {
    const before = [...history.item];
    expect(shuffleSteps(history, query, 5)).toEqual(shuffled);
    const orders = new Set([1, 2, 3, 4, 5, 6].map((seed) => shuffleSteps(history, query, seed).history.item.join(' ')));
    expect(orders.size).toBeGreaterThan(2);
    expect([...history.item]).toEqual(before);
  });
});

describe('createShuffledOrderRanker', () => {
  it('asks the same ranker over the shuffled history', () => {
    const inOrder = (of: History) => ({
      name: 'as it came',
      rank: (asked: Query, count: number) => of.item.slice(asked.historyFrom, asked.historyTo).slice(0, count),
    });
    const control = createShuffledOrderRanker(history, 5, inOrder);
    expect(control.name).toBe('as it came, shuffled order');
    expect(control.rank(query, 8)).toEqual(shuffleSteps(history, query, 5).history.item);
    expect(control.rank({ ...query, historyTo: query.historyFrom }, 8).length).toBe(0);
  });
});
