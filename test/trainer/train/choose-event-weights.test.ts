import { describe, expect, it } from 'vitest';
import { DEFAULT_EVENT_WEIGHTS } from '../../../core/events/event-weights.js';
import { createRandom } from '../../../core/random.js';
import { localStatistics } from '../../../trainer/fit/statistics.js';
import { createValidation } from '../../../trainer/fit/validation.js';
import type { History } from '../../../trainer/history.js';
import { chooseEventWeights } from '../../../trainer/train/choose-event-weights.js';
import { makeHistory, type Row } from '../fit/make-history.js';

const GROUPS = 6;
const PER_GROUP = 10;
const SIZES = { users: 600, items: GROUPS * PER_GROUP };

/** Of each shopper's items those of one event are from one group, as is the last; those of the other event are anything. */
function shopWhere(telling: 'view_item' | 'purchase'): History {
  const random = createRandom(5);
  const other = telling === 'purchase' ? 'view_item' : 'purchase';
  const rows = Array.from({ length: SIZES.users }, (_, user): Row[] => {
    const group = user % GROUPS;
    const own = random.shuffle(Array.from({ length: PER_GROUP }, (__, k) => group * PER_GROUP + k));
    return Array.from({ length: 9 }, (__, step): Row => {
      const isTelling = step % 3 === 1 || step > 6;
      const item = isTelling ? own[step]! : random.int(SIZES.items);
      return { user, item, time: 1_000_000 + 3600 * step, event: isTelling ? telling : other };
    });
  });
  return makeHistory(rows.flat(), SIZES);
}

function choose(history: History): ReturnType<typeof chooseEventWeights> {
  const options = { eventWeights: DEFAULT_EVENT_WEIGHTS, maxUsers: 6000, maxPerUser: 6 };
  return chooseEventWeights({
    history,
    validation: createValidation(history, options, createRandom(1)),
    limits: { minUsers: 5, minPairUsers: 2 },
    statistics: localStatistics,
    random: createRandom(2),
    onTrial: () => undefined,
  });
}

describe('weights of events', () => {
  it('follow what a shop’s shoppers do after them, whatever is usual', () => {
    for (const [telling, other] of [
      ['view_item', 'purchase'],
      ['purchase', 'view_item'],
    ] as const) {
      const { eventWeights, trials } = choose(shopWhere(telling));
      expect(trials.map(({ what }) => what).join('\n')).toMatch(/as usual\n.*all alike\n.*as learned/);
      const learned = trials.find(({ what }) => what.includes('as learned'))!;
      expect(learned.ndcg10).toBe(Math.max(...trials.map(({ ndcg10 }) => ndcg10)));
      expect(eventWeights[telling]).toBe(1);
      expect(eventWeights[other]).toBeLessThan(0.5);
      expect(eventWeights[other]).toBeGreaterThan(0);
    }
  });

  it('of types that a log has not are those of what they usually are most like', () => {
    const { eventWeights } = choose(shopWhere('view_item'));
    expect(eventWeights.select_item).toBe(eventWeights.view_item);
    expect(eventWeights.dismiss_item).toBeLessThan(0);
    expect(eventWeights.view_item_list).toBe(0);
  });

  it('are the usual ones, and nothing is tried, where a log has one type of event', () => {
    const history = shopWhere('view_item');
    const { eventWeights, trials } = choose({ ...history, event: history.event.map(() => history.event[0]!) });
    expect(trials).toEqual([]);
    expect(Math.max(eventWeights.view_item, eventWeights.purchase)).toBeGreaterThanOrEqual(1);
  });
});
