import { createRandom } from '../../core/random.js';
import type { History } from '../history.js';
import type { Query } from './query.js';
import type { Ranker } from './ranker.js';

/** What a reader of the control must know. */
export const SHUFFLED_ORDER_NOTE =
  'Shuffled order: the same model, asked with the steps of each history in random order, which leaves the items, the times ' +
  'and what was done at one time together. The difference is what the order within a history is worth; what lies in the ' +
  'moment of asking (popularity and trend on the shared clock) stays in both.';

/**
 * A query's own history with its steps in seeded random order: what was done at one time stays together and moves to the
 * time of another step, so the set of times and their gaps stay, and only what was done when is lost.
 * @returns a history of the same items and this one user, with no rows but these, and the query asked of it.
 */
export function shuffleSteps(
  history: History,
  query: Query,
  seed: number,
): { readonly history: History; readonly query: Query } {
  const steps = stepsOf(history, query);
  const random = createRandom(seed).fork(`order ${String(query.user)} ${String(query.historyTo)}`);
  const shuffled = random.shuffle(steps.map((_, place) => place));
  // Slot k keeps its time and session, and takes the rows of another step.
  const rows = shuffled.flatMap((step, slot) => steps[step]!.map((row) => ({ row, at: steps[slot]![0]! })));
  const taken: History = {
    ...history,
    userIds: [history.userIds[query.user]!],
    userStart: Uint32Array.of(0, rows.length),
    item: Uint32Array.from(rows, ({ row }) => history.item[row]!),
    event: Uint8Array.from(rows, ({ row }) => history.event[row]!),
    rating: Float32Array.from(rows, ({ row }) => history.rating[row]!),
    device: Uint8Array.from(rows, ({ row }) => history.device[row]!),
    referrer: Uint8Array.from(rows, ({ row }) => history.referrer[row]!),
    country: Uint16Array.from(rows, ({ row }) => history.country[row]!),
    time: Float64Array.from(rows, ({ at }) => history.time[at]!),
    session: Uint32Array.from(rows, ({ at }) => history.session[at]!),
  };
  return { history: taken, query: { ...query, user: 0, historyFrom: 0, historyTo: rows.length } };
}

/** The rows of a query's history, grouped by time. */
function stepsOf({ time }: History, { historyFrom, historyTo }: Query): number[][] {
  const steps: number[][] = [];
  for (let row = historyFrom; row < historyTo; row++) {
    if (row > historyFrom && time[row] === time[row - 1]) steps.at(-1)!.push(row);
    else steps.push([row]);
  }
  return steps;
}

/**
 * The control beside every claim that order matters: the same ranker over shuffled histories.
 * @param rankerOf makes the ranker over a history in which a query's rows lie, and nothing of the visit that asks: for that
 * it is given the query as it was. Called for each query, so it only binds.
 */
export function createShuffledOrderRanker(
  history: History,
  seed: number,
  rankerOf: (history: History, asked?: Query) => Ranker,
): Ranker {
  return {
    name: `${rankerOf(history).name}, shuffled order`,
    isControl: true,
    rank: (query, count) => {
      const shuffled = shuffleSteps(history, query, seed);
      return rankerOf(shuffled.history, query).rank(shuffled.query, count);
    },
  };
}
