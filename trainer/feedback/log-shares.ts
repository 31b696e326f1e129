import type { EventWeights } from '../../core/events/event-weights.js';
import { rowConfidences } from '../fit/selection.js';
import type { History } from '../history.js';
import { lastTime } from '../train/count-base.js';

/** What the log's own shoppers would have told, had they been asked in its last weeks. */
export interface LogShares {
  /** f64[items], sums to 1: of a shopper's week one of its distinct items, each as likely. */
  readonly items: Float64Array;
  /** f64[categories], sums to 1 with the unknown at 0: of a shopper's week the category of one event. */
  readonly categories: Float64Array;
  /** How many shoppers' weeks that are. */
  readonly reports: number;
}

const WEEK = 7 * 86_400;
const WEEKS = 4;

/**
 * The same question that devices answer, asked of the log: only so are its shares and theirs of one kind.
 * @param category u16[items], position among the categories.
 */
export function logShares(
  history: History,
  {
    eventWeights,
    category,
    categoryCount,
  }: {
    readonly eventWeights: EventWeights;
    readonly category: Uint16Array;
    readonly categoryCount: number;
  },
): LogShares {
  const confidence = rowConfidences(history, eventWeights);
  const end = lastTime(history) + 1;
  const items = new Float64Array(history.itemIds.length);
  const categories = new Float64Array(categoryCount);
  let reports = 0;
  for (const rows of shoppersWeeks(history, end)) {
    const liked = rows.filter((row) => confidence[row]! > 0).map((row) => history.item[row]!);
    if (liked.length === 0) continue;
    reports++;
    const distinct = new Set(liked);
    for (const item of distinct) items[item]! += 1 / distinct.size;
    for (const item of liked) categories[category[item]!]! += 1 / liked.length;
  }
  const toShare = (sum: number): number => sum / Math.max(1, reports);
  return { items: items.map(toShare), categories: categories.map(toShare), reports };
}

/** The rows of each shopper in each of the last weeks. */
function* shoppersWeeks({ userStart, time }: History, end: number): Generator<number[]> {
  for (let user = 0; user + 1 < userStart.length; user++) {
    const weeks = Array.from({ length: WEEKS }, (): number[] => []);
    for (let row = userStart[user]!; row < userStart[user + 1]!; row++) {
      weeks[Math.floor((end - time[row]!) / WEEK)]?.push(row);
    }
    yield* weeks.filter((rows) => rows.length > 0);
  }
}
