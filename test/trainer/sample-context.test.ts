import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DEFAULT_EVENT_WEIGHTS } from '../../core/events/event-weights.js';
import { createRandom } from '../../core/random.js';
import { createContextScores } from '../../engine/context.js';
import { fitContextLifts } from '../../trainer/fit/context-lifts.js';
import { toCategories } from '../../trainer/fit/taxonomy.js';
import { ingest } from '../../trainer/ingest/ingest.js';
import { writeSampleShop } from '../../trainer/sample/write-sample-shop.js';

const folder = await mkdtemp(path.join(tmpdir(), 'shelfwise-sample-'));
const file = (name: string): string => path.join(folder, name);
await writeSampleShop(folder, { seed: 1, users: 4000, items: 600 });
const { history, catalog } = await ingest({ events: [file('events.csv')], catalog: file('catalog.csv') });
const categories = toCategories(catalog.items);
const options = { categories, eventWeights: DEFAULT_EVENT_WEIGHTS, minUsers: 5 };
const fit = fitContextLifts(history, options, createRandom(1))!;

afterAll(() => rm(folder, { recursive: true }));

/** Mean lift of the categories of one department. */
function meanOf(lifts: Float32Array, department: string): number {
  const own = [...lifts].filter((_, k) => categories.names[k]!.startsWith(department));
  return own.reduce((sum, lift) => sum + lift, 0) / own.length;
}

describe('the circumstances planted in the sample shop', () => {
  it('make later events likelier, each by itself', () => {
    for (const [name, gain] of Object.entries(fit.gains)) expect(gain, name).toBeGreaterThan(0.002);
  });

  it('are found where they were planted', () => {
    const scores = createContextScores(fit.table, categories.names);
    const evening = scores.lifts({ hour: 21 }).time;
    expect(meanOf(evening, 'Bedroom')).toBeGreaterThan(meanOf(evening, 'Household') + 0.1);
    const weekend = scores.lifts({ weekday: 0 }).time;
    expect(meanOf(weekend, 'Kitchen')).toBeGreaterThan(meanOf(weekend, 'Bathroom') + 0.1);
    expect(meanOf(scores.lifts({ device: 'mobile' }).visit, 'Living room')).toBeLessThan(0);
    expect(meanOf(scores.lifts({ referrer: 'email' }).visit, 'Dining')).toBeGreaterThan(0.1);
    expect(meanOf(scores.lifts({ country: 'FR' }).visit, 'Dining')).toBeGreaterThan(0.1);
  });
});
