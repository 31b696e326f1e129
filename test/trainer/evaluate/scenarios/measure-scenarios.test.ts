import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/random.js';
import { SCENARIOS } from '../../../../core/scenarios.js';
import { createEngine } from '../../../../engine/engine.js';
import { DEFAULT_MIXES, fitTogether } from '../../../../trainer/fit/together/fit-together.js';
import { fitHabits } from '../../../../trainer/fit/habits/fit-habits.js';
import { sliceHistory } from '../../../../trainer/fit/slice-history.js';
import { measureScenarios } from '../../../../trainer/evaluate/scenarios/measure-scenarios.js';
import type { ScenarioFigure } from '../../../../trainer/evaluate/scenarios/scenario-figure.js';
import type { History } from '../../../../trainer/history.js';
import { smallModel } from '../../../helpers/small-model.js';
import { makeHistory, type Row } from '../../fit/make-history.js';

const DAY = 86_400;
const HOUR = 3600;
const ITEMS = 40;
const USERS = 80;
const CUT = 60 * DAY;
const model = smallModel({ items: ITEMS });
const engine = createEngine(model);

/** Every ten days a visit: two items viewed, one of them bought, and with it its partner 20 places on. */
function history(events: readonly Row['event'][] = ['view_item', 'purchase']): History {
  const random = createRandom(3);
  const rows: Row[] = [];
  for (let user = 0; user < USERS; user++) {
    for (let visit = 0; visit < 9; visit++) {
      const time = DAY * (10 * visit + (user % 10)) + HOUR;
      const item = random.next() < 0.5 ? user % 18 : random.int(18);
      rows.push({ user, item: (item + 1) % 18, time, event: 'view_item' }, { user, item, time, event: 'view_item' });
      rows.push({ user, item, time, event: 'purchase' }, { user, item: item + 20, time, event: 'purchase' });
    }
  }
  const made = makeHistory(
    rows.filter(({ event }) => events.includes(event)),
    { users: USERS, items: ITEMS },
  );
  return { ...made, session: Uint32Array.from(made.time, (time, row) => 1000 * userOf(made, row) + time / DAY) };
}

function userOf({ userStart }: History, row: number): number {
  return userStart.findIndex((start, user) => start <= row && row < userStart[user + 1]!);
}

function measure(all: History): ScenarioFigure[] {
  const fit = sliceHistory(all, (row) => all.time[row]! < CUT);
  const options = {
    category: model.items.category,
    categoryCount: model.ids.categories.length,
    minUsers: 5,
    minPairUsers: 2,
    supported: new Uint8Array(ITEMS).fill(1),
    mixes: DEFAULT_MIXES,
  };
  return measureScenarios({
    engine: createEngine({ ...model, together: fitTogether(fit, options), habits: fitHabits(fit, options) }),
    history: all,
    from: CUT,
    random: createRandom(1),
    trendsAt: () => engine.trends,
    maxQueries: 100,
  });
}

describe('the measures of scenarios', () => {
  const all = history();
  const figures = measure(all);

  it('judge every scenario but the blend, which has the whole evaluation, beside baselines', () => {
    expect(new Set(figures.map(({ scenario }) => scenario))).toEqual(
      new Set(SCENARIOS.filter((name) => name !== 'for-you')),
    );
    for (const { baselines, queries, value } of figures) {
      expect(queries).toBeGreaterThan(0);
      expect(baselines.length).toBeGreaterThan(0);
      expect(value.mean).toBeGreaterThanOrEqual(0);
      expect(value.mean).toBeLessThanOrEqual(1);
      expect(value.low).toBeLessThanOrEqual(value.mean);
      expect(value.high).toBeGreaterThanOrEqual(value.mean);
    }
  });

  it('find planted complements with bought together, which neither popularity nor likeness finds', () => {
    const figure = figures.find(({ scenario, metric }) => scenario === 'bought-together' && metric === 'hr@10')!;
    expect(figure.value.mean).toBeGreaterThan(0.9);
    for (const { difference } of figure.baselines) expect(difference.low).toBeGreaterThan(0);
  });

  it('are the same for the same seed', () => {
    expect(measure(all)).toEqual(figures);
  });

  it('leave out what a shop’s log cannot answer', () => {
    const scenarios = new Set(measure(history(['purchase'])).map(({ scenario }) => scenario));
    expect(scenarios.has('similar')).toBe(false);
    expect(scenarios.has('viewed-together')).toBe(false);
    expect(scenarios.has('cart')).toBe(true);
  });
});
