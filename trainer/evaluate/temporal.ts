import { clockKind, type ClockKind } from '../fit/clock.js';
import { sliceHistory } from '../fit/slice-history.js';
import type { History } from '../history.js';
import { createNextItemSplit } from './next-item.js';
import { markedItems, markRows, toQuerySet, type Query, type RowMarks } from './query.js';
import { toQueryOptions, type Split, type SplitOptions, type SplitPart } from './split.js';

/** T1 and T2, in the history's unit. */
export interface Cuts {
  readonly tuneFrom: number;
  readonly testFrom: number;
}

const TUNE_SHARE = 0.8;
const TEST_SHARE = 0.9;

/**
 * The primary protocol: time is cut for everyone at once. Fit on events before T1 (80 % of events by time), tune on
 * T1-T2, refit on events before T2 (90 %), test from T2 on.
 *
 * One query is one user and one time t: the items of all that user's positive events at exactly t are relevant, the
 * user's events strictly before t are the history. A user who first appears after the cut is a cold query once and has a
 * history from then on. Positive: event weight above 0, and not a rating below 4.
 *
 * Where times cannot be compared between users, or too few differ to be cut twice, each user's last positive event is
 * asked for instead, and a note says so.
 */
export function createTemporalSplit(history: History, options: SplitOptions): Split {
  const cuts = findCuts(history);
  if (typeof cuts === 'string') {
    const split = createNextItemSplit(history, options);
    const note = `Not a split by time, because ${cuts}: each user's last positive event is predicted instead.`;
    return { ...split, notes: [note, ...split.notes] };
  }
  const { tuneFrom, testFrom } = cuts;
  const marks = markRows(history, options.eventWeights);
  const toPart = (part: 'tune' | 'test', from: number, to: number): SplitPart => ({
    fit: sliceHistory(history, (row) => history.time[row]! < from),
    observed: history,
    ...toQuerySet(history, marks.known, stepsBetween(history, marks, from, to), toQueryOptions(options, part)),
  });
  return {
    protocol: 'temporal',
    repeats: options.repeats,
    tune: toPart('tune', tuneFrom, testFrom),
    test: toPart('test', testFrom, Infinity),
    cuts,
    notes: [],
  };
}

const NO_CLOCK: Readonly<Record<Exclude<ClockKind, 'global'>, string>> = {
  order: 'times only order the events within a user',
  none: 'all events of a user have one time',
};

/** T1 and T2, or the reason why there are none. Where both fall on one time, T1 is the time before it. */
export function findCuts(history: History): Cuts | string {
  if (!history.hasClock) return 'the events have no timestamps';
  const kind = clockKind(history);
  if (kind !== 'global') return NO_CLOCK[kind];
  const times = Float64Array.from(history.time).sort();
  const testFrom = times[Math.floor(times.length * TEST_SHARE)]!;
  let at = Math.floor(times.length * TUNE_SHARE);
  while (at > 0 && times[at]! >= testFrom) at--;
  const tuneFrom = times[at]!;
  return tuneFrom > times[0]! ? { tuneFrom, testFrom } : 'too few different times could be cut at';
}

/** Every user's times in from .. to with something positive. */
function* stepsBetween(history: History, marks: RowMarks, from: number, to: number): Generator<Query> {
  const { userStart, time } = history;
  for (let user = 0; user + 1 < userStart.length; user++) {
    const historyFrom = userStart[user]!;
    const end = userStart[user + 1]!;
    for (let row = historyFrom; row < end;) {
      const now = time[row]!;
      const historyTo = row;
      while (row < end && time[row] === now) row++;
      if (now < from || now >= to) continue;
      const relevant = [...markedItems(history, marks.positive, historyTo, row)];
      if (relevant.length > 0) yield { user, time: now, historyFrom, historyTo, relevant };
    }
  }
}
