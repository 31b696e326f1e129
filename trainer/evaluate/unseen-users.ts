import { createRandom, type Random } from '../../core/random.js';
import { sliceHistory } from '../fit/slice-history.js';
import type { History } from '../history.js';
import { markedItems, markRows, toQuerySet, type Query } from './query.js';
import { toQueryOptions, type Split, type SplitOptions, type SplitPart } from './split.js';

const MIN_ITEMS = 5;
const HELD_OUT_SHARE = 0.1;
const HIDDEN_SHARE = 0.2;

/**
 * Strong generalisation (Liang et al. 2018): of the users with at least 5 distinct positive items a seeded 80 % train,
 * 10 % tune and 10 % test; all others train. A held-out user's items are split 80/20 by seed; the 80 are folded in, the
 * rest is relevant. The tuning users train again for the test. Time plays no part: every query is asked after the last
 * event, and `observed` holds nothing of hidden items.
 */
export function createUnseenUsersSplit(history: History, options: SplitOptions): Split {
  const marks = markRows(history, options.eventWeights);
  const random = createRandom(options.seed).fork('unseen users');
  const itemsOf = (user: number): Set<number> =>
    markedItems(history, marks.positive, history.userStart[user]!, history.userStart[user + 1]!);
  const eligible = history.userIds.map((_, user) => user).filter((user) => itemsOf(user).size >= MIN_ITEMS);
  random.shuffle(eligible);
  const size = Math.round(eligible.length * HELD_OUT_SHARE);
  const hide = (users: readonly number[]): Hidden =>
    new Map([...users].sort((a, b) => a - b).map((user) => [user, drawHidden([...itemsOf(user)], random)]));
  const test = hide(eligible.slice(0, size));
  const tune = hide(eligible.slice(size, 2 * size));
  const toPart = (part: 'tune' | 'test', asked: Hidden, absent: Hidden): SplitPart => {
    const observed = sliceHistory(
      history,
      (row, user) => !absent.has(user) && asked.get(user)?.has(history.item[row]!) !== true,
    );
    const { known } = markRows(observed, options.eventWeights);
    return {
      fit: sliceHistory(history, (_, user) => !absent.has(user) && !asked.has(user)),
      observed,
      ...toQuerySet(observed, known, queriesFor(observed, asked), toQueryOptions(options, part)),
    };
  };
  return {
    protocol: 'unseen-users',
    repeats: options.repeats,
    tune: toPart('tune', tune, test),
    test: toPart('test', test, new Map()),
    cuts: null,
    notes: ['Users are split at random, not by time: models know of other users what happened later.'],
  };
}

/** User -> the items hidden from the recommender. */
type Hidden = ReadonlyMap<number, ReadonlySet<number>>;

function drawHidden(items: readonly number[], random: Random): Set<number> {
  const shuffled = random.shuffle([...items].sort((a, b) => a - b));
  return new Set(shuffled.slice(0, Math.max(1, Math.round(items.length * HIDDEN_SHARE))));
}

function* queriesFor(observed: History, asked: Hidden): Generator<Query> {
  let last = -Infinity;
  for (const time of observed.time) last = Math.max(last, time);
  for (const [user, items] of asked) {
    const [historyFrom, historyTo] = [observed.userStart[user]!, observed.userStart[user + 1]!];
    yield { user, time: last + 1, historyFrom, historyTo, relevant: [...items] };
  }
}
