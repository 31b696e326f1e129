import { describe, expect, it } from 'vitest';
import { DEFAULT_EVENT_WEIGHTS } from '../../../core/events/event-weights.js';
import { createRandom } from '../../../core/random.js';
import { createTemporalSplit } from '../../../trainer/evaluate/temporal.js';
import type { Query } from '../../../trainer/evaluate/query.js';
import { localStatistics } from '../../../trainer/fit/statistics.js';
import { createValidation, type Validation } from '../../../trainer/fit/validation.js';
import type { History } from '../../../trainer/history.js';
import { SILENT_PROGRESS } from '../../../trainer/progress.js';
import { TRAIN_DEFAULTS, trainModel, type TrainedModel } from '../../../trainer/train/train-model.js';
import { shopCatalog } from '../fit/content/catalogs.js';
import { makeHistory, randomHistory } from '../fit/make-history.js';

const SIZES = { users: 150, items: 60, rows: 2500 };
const history = randomHistory(3, SIZES);
const catalog = shopCatalog(SIZES.items);
const splitOf = (of: History): ReturnType<typeof createTemporalSplit> =>
  createTemporalSplit(of, { repeats: 'forbid', seed: 1 });
const cuts = splitOf(history).cuts!;

/** As `shelfwise evaluate` trains before it asks. */
function trainForTest(of: History): TrainedModel {
  const split = splitOf(of);
  return trainModel(
    { history: split.test.fit, catalog, statistics: localStatistics, progress: SILENT_PROGRESS },
    { ...TRAIN_DEFAULTS, budget: 'quick', validationFrom: split.cuts!.tuneFrom },
  );
}

/** The same rows, but from `cut` on their items, events and sessions are dealt anew. */
function shuffledFrom(of: History, cut: number): History {
  const random = createRandom(9);
  const later = [...of.time.keys()].filter((row) => of.time[row]! >= cut);
  const dealt = random.shuffle([...later]);
  const [item, event, session] = [of.item.slice(), of.event.slice(), of.session.slice()];
  later.forEach((row, k) => {
    item[row] = (of.item[dealt[k]!]! * 7 + 11) % of.itemIds.length;
    event[row] = of.event[dealt[k]!]!;
    session[row] = of.session[dealt[k]!]!;
  });
  return { ...of, item, event, session };
}

describe('training for an evaluation', () => {
  it('learns nothing from what comes after the cut: shuffling it changes no trained byte', () => {
    const shuffled = shuffledFrom(history, cuts.testFrom);
    expect(shuffled.item).not.toEqual(history.item);
    const [one, other] = [trainForTest(history), trainForTest(shuffled)];
    expect([...other.sections.keys()]).toEqual([...one.sections.keys()]);
    for (const [name, bytes] of one.sections) expect(other.sections.get(name), name).toEqual(bytes);
  });

  it('does learn from what comes before it', () => {
    const [one, other] = [trainForTest(history), trainForTest(shuffledFrom(history, cuts.tuneFrom))];
    expect(other.sections.get('items')).not.toEqual(one.sections.get('items'));
  });
});

const asked = ({ fit, gate, newcomers }: Validation): Query[] => [...fit, ...gate, ...newcomers];

/** Rows of the asked user that the base models see although they are of the query's time or later. */
function leakedRows({ fitHistory }: Validation, { user, time }: Query): number {
  const { userStart, time: times } = fitHistory;
  return times.subarray(userStart[user], userStart[user + 1]).filter((at) => at >= time).length;
}

describe('the base models that a blend is fitted on', () => {
  const options = { eventWeights: DEFAULT_EVENT_WEIGHTS, maxUsers: 6000, maxPerUser: 6 };
  const { fit } = splitOf(history).test;

  it('hold no row at or after the cut', () => {
    const validation = createValidation(fit, { ...options, from: cuts.tuneFrom }, createRandom(1));
    expect(validation.cut).toBe(cuts.tuneFrom);
    expect(validation.fitHistory.item.length).toBeGreaterThan(1000);
    expect(validation.fitHistory.time.every((time) => time < cuts.tuneFrom)).toBe(true);
  });

  /** Every user's last event is one that nobody would be asked for: the last question is an earlier one. */
  const rated = (timeOf: (user: number, step: number) => number): History =>
    makeHistory(
      Array.from({ length: 600 }, (_, row) => {
        const [user, step] = [Math.floor(row / 5), row % 5];
        const item = (user + 3 * step) % 40;
        return { user, item, time: timeOf(user, step), event: 'rate_item', rating: step === 4 ? 3 : 5 } as const;
      }),
      { users: 120, items: 40 },
    );

  it.each([
    ['a clock', fit],
    ['a clock and last events that are not asked for', rated((user, step) => 1_600_000_000 + 9001 * user + 977 * step)],
    ['an order only', rated((_user, step) => 1_600_000_000 + 3600 * step)],
    ['neither', rated(() => 1_600_000_000)],
  ])('hold nothing that a query asks for, nor what the shopper did later, with %s', (_name, of) => {
    const validation = createValidation(of, options, createRandom(1));
    const queries = asked(validation);
    expect(queries.length).toBeGreaterThan(20);
    expect(queries.filter((query) => leakedRows(validation, query) > 0)).toEqual([]);
  });
});
