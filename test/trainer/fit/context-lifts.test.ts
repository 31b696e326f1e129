import { describe, expect, it } from 'vitest';
import { decodeContext, encodeContext } from '../../../core/artifact/context-section.js';
import { DEFAULT_EVENT_WEIGHTS } from '../../../core/events/event-weights.js';
import type { VisitContext } from '../../../core/context.js';
import { createRandom } from '../../../core/random.js';
import { createContextScores } from '../../../engine/context.js';
import { fitContextLifts, type ContextFit } from '../../../trainer/fit/context-lifts.js';
import type { NamedGroups } from '../../../trainer/fit/taxonomy.js';
import type { History } from '../../../trainer/history.js';
import { makeHistory, type Row } from './make-history.js';

const ITEMS = 40;
const USERS = 400;
const DAY = 86_400;
const START = Date.UTC(2024, 0, 1) / 1000;
/** Four categories of ten items in two departments. */
const categories: NamedGroups = {
  index: Uint16Array.from({ length: ITEMS }, (_, item) => 1 + Math.floor(item / 10)),
  names: ['', 'Home > Beds', 'Home > Lamps', 'Garden > Tools', 'Garden > Seeds'],
};
const BEDS = 1;
const SEEDS = 4;

/** Visits of three events: seeds in France and on phones, beds in the evening, and a liking to stay in a category. */
function plantedHistory(strength = 6): History {
  const random = createRandom(11);
  const rows: Row[] = [];
  for (let session = 0; session < 6000; session++) {
    const hour = random.int(24);
    const start = START + random.int(60) * DAY + hour * 3600;
    const device = random.pick(['mobile', 'desktop'] as const);
    const country = random.pick(['DE', 'FR']);
    const isSeeds = country === 'DE' ? 1 : strength;
    const weights = [hour >= 18 ? strength : 1, 1, 1, isSeeds * (device === 'mobile' ? strength : 1)];
    let category = random.weighted(weights);
    const user = random.int(USERS);
    for (let step = 0; step < 3; step++) {
      rows.push({ user, item: 10 * category + random.int(10), time: start + step, session, device, country });
      if (random.next() < 0.4) category = random.weighted(weights);
    }
  }
  return makeHistory(rows, { users: USERS, items: ITEMS });
}

function fit(history: History, minUsers = 5): ContextFit | undefined {
  return fitContextLifts(history, { categories, eventWeights: DEFAULT_EVENT_WEIGHTS, minUsers }, createRandom(1));
}

describe('context lifts', () => {
  const fitted = fit(plantedHistory())!;
  const scores = createContextScores(decodeContext(encodeContext(fitted.table)), categories.names);
  const best = (column: Float32Array): number => column.indexOf(Math.max(...column));

  it('find what was planted, and that it helps on events not fitted on', () => {
    expect(best(scores.lifts({ hour: 20 }).time)).toBe(BEDS);
    expect(best(scores.lifts({ device: 'mobile' }).visit)).toBe(SEEDS);
    expect(best(scores.lifts({ country: 'FR' }).visit)).toBe(SEEDS);
    for (const dimension of ['hour', 'device', 'country', 'page'] as const) {
      expect(fitted.gains[dimension], dimension).toBeGreaterThan(0.002);
    }
  });

  it('are logarithms of how much likelier a category is', () => {
    const history = plantedHistory();
    const rows = [...history.item.keys()];
    const share = (among: readonly number[]): number =>
      among.filter((row) => categories.index[history.item[row]!] === SEEDS).length / among.length;
    const expected = Math.log(share(rows.filter((row) => history.device[row] === 1)) / share(rows));
    expect(scores.lifts({ device: 'mobile' }).visit[SEEDS]).toBeCloseTo(expected, 1);
  });

  it('say that shoppers stay in a category', () => {
    for (let category = 1; category <= 4; category++) expect(best(scores.lifts({}, category).page)).toBe(category);
  });

  it('leave out what does not help: weekdays, and everything where nothing was planted but the path', () => {
    expect(fitted.gains.weekday).toBe(0);
    expect(fitted.table.lifts.weekday.cells).toHaveLength(0);
    expect(fitted.gains.referrer).toBe(0);
    const { gains } = fit(plantedHistory(1))!;
    expect(gains.hour + gains.device + gains.country).toBe(0);
  });

  it('carry nothing of cells with too few users', () => {
    expect(fit(plantedHistory(), USERS + 1)!.gains).toEqual({
      hour: 0,
      weekday: 0,
      device: 0,
      referrer: 0,
      country: 0,
      page: 0,
    });
    const history = plantedHistory();
    const lonely = { ...history, device: history.device.slice() };
    // One user alone has a tablet, and looks at nothing else than beds.
    for (let row = 0; row < history.userStart[1]!; row++) lonely.device[row] = 2;
    const table = fit(lonely)!.table;
    const context: VisitContext = { device: 'tablet' };
    expect([...createContextScores(table, categories.names).lifts(context).visit]).toEqual([0, 0, 0, 0, 0]);
  });

  it('need neither a clock nor categories', () => {
    const unclocked = { ...plantedHistory(), hasClock: false };
    const { gains } = fit(unclocked)!;
    expect(gains.hour).toBe(0);
    expect(gains.device).toBeGreaterThan(0.002);
    const one = { index: new Uint16Array(ITEMS), names: [''] };
    const options = { categories: one, eventWeights: DEFAULT_EVENT_WEIGHTS, minUsers: 5 };
    expect(fitContextLifts(unclocked, options, createRandom(1))).toBeUndefined();
  });
});
