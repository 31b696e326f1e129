import { sliceHistory } from '../fit/slice-history.js';
import type { History } from '../history.js';
import { markRows, toQuerySet, type Query } from './query.js';
import { toQueryOptions, type Split, type SplitOptions, type SplitPart } from './split.js';

/**
 * Leave-last-out, for comparison with published tables: tune without each user's last two positive events, refit without
 * the last, predict the last. A query's history is all of the user's rows before the event asked for, whatever their time:
 * other lines of the same order count. What others did later is part of `fit`, as it is in those tables.
 */
export function createNextItemSplit(history: History, options: SplitOptions): Split {
  const marks = markRows(history, options.eventWeights);
  const end = history.userStart.subarray(1);
  const last = lastPositiveRows(history, marks.positive, end);
  const lastButOne = lastPositiveRows(history, marks.positive, last);
  const toPart = (part: 'tune' | 'test', asked: Uint32Array, before: Uint32Array): SplitPart => ({
    fit: sliceHistory(history, (row, user) => row < asked[user]!),
    observed: history,
    ...toQuerySet(history, marks.known, queriesAt(history, asked, before), toQueryOptions(options, part)),
  });
  return {
    protocol: 'next-item',
    repeats: options.repeats,
    tune: toPart('tune', lastButOne, last),
    test: toPart('test', last, end),
    cuts: null,
    notes: ['Models are fitted on events of other users that are later than the event asked for.'],
  };
}

/** u32[users]: each user's last positive row before `end[user]`; where there is none, `end[user]`. */
function lastPositiveRows(history: History, positive: Uint8Array, end: Uint32Array): Uint32Array {
  return end.map((limit, user) => {
    let row = limit - 1;
    while (row >= history.userStart[user]! && positive[row] !== 1) row--;
    return row < history.userStart[user]! ? limit : row;
  });
}

/** One query a user for row `asked[user]`; none where that is `end[user]`. */
function* queriesAt(history: History, asked: Uint32Array, end: Uint32Array): Generator<Query> {
  const { userStart, time, item } = history;
  for (let user = 0; user < asked.length; user++) {
    const row = asked[user]!;
    if (row === end[user]) continue;
    yield { user, time: time[row]!, historyFrom: userStart[user]!, historyTo: row, relevant: [item[row]!] };
  }
}
