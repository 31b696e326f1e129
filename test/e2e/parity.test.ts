import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { measureParity, type ParityFigures, type ParityHistory } from '../helpers/device-parity.js';

const HISTORIES = 200;

describe('the worker in Chromium and the command line', () => {
  let figures: ParityFigures;

  beforeAll(async () => {
    const histories = readHistories();
    expect(histories).toHaveLength(HISTORIES);
    const root = path.resolve(import.meta.dirname, '../..');
    figures = await measureParity(histories, { root, model: process.env['SHELFWISE_TEST_MODEL'] ?? '' });
  });

  it('give the same top 20 for at least 99.5 % of 200 histories', () => {
    expect(figures).toMatchObject({ users: HISTORIES, shortLists: 0 });
    expect(figures.sameTop20).toBeGreaterThanOrEqual(0.995);
  });

  it('fold in the same shopper, to 1e-5 a factor', () => {
    expect(figures.maxFactorDifference).toBeLessThanOrEqual(1e-5);
  });

  it('score the same item the same, to a millionth', () => {
    expect(figures.maxScoreDifference).toBeLessThanOrEqual(1e-6);
  });
});

/** The first shoppers of the sample shop with at least three events on items: their first up to 40 events. */
function readHistories(): ParityHistory[] {
  const [header = '', ...lines] = readFileSync(
    path.join(process.env['SHELFWISE_TEST_SHOP'] ?? '', 'events.csv'),
    'utf8',
  ).split('\n');
  const column = (name: string): number => header.split(',').indexOf(name);
  const [user, item, name, time] = ['user_id', 'item_id', 'event_name', 'timestamp'].map(column);
  const byUser = new Map<string, ParityHistory['events'][number][]>();
  for (const cells of lines.map((line) => line.split(','))) {
    const id = cells[user!];
    if (!id || !cells[item!]) continue;
    const events = byUser.get(id) ?? [];
    byUser.set(id, events);
    if (events.length < 40)
      events.push({ event_name: cells[name!]!, item_id: cells[item!]!, timestamp: cells[time!]! });
  }
  return [...byUser]
    .filter(([, events]) => events.length >= 3)
    .slice(0, HISTORIES)
    .map(([id, events]) => ({ id, events: [...events].sort((a, b) => a.timestamp.localeCompare(b.timestamp)) }));
}
