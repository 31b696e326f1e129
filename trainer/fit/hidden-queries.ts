import type { EventWeights } from '../../core/events/event-weights.js';
import type { Random } from '../../core/random.js';
import { markedItems, markRows, type Query } from '../evaluate/query.js';
import type { History } from '../history.js';
import { withHiddenRows } from './clock.js';
import type { Validation } from './validation.js';

/** What else shoppers took, asked in no order: for lists that complete a basket or a taste, whatever comes first. */
export interface HiddenQueries extends Pick<Validation, 'fit' | 'gate'> {
  /** What the queries point into. */
  readonly history: History;
}

const GATE_EVERY = 3;

/**
 * Of users the base models have never seen, a fifth of the rows is hidden wherever they stood; the rest is known.
 * @param options.maxUsers a seeded sample of at most so many.
 */
export function createHiddenQueries(
  { history: source, fitHistory }: Validation,
  options: { readonly eventWeights: EventWeights; readonly maxUsers: number },
  random: Random,
): HiddenQueries {
  const isUnseen = (user: number): boolean => fitHistory.userStart[user + 1] === fitHistory.userStart[user];
  const several = source.userIds
    .map((_, user) => user)
    .filter((user) => isUnseen(user) && source.userStart[user + 1]! - source.userStart[user]! > 1);
  const users = random.shuffle(several).slice(0, options.maxUsers);
  const drawn = new Set(users);
  const history = withHiddenRows(source, (user) => drawn.has(user), random);
  const marks = markRows(history, options.eventWeights);
  const queries = users.flatMap((user): Query[] => {
    const [historyFrom, end] = [history.userStart[user]!, history.userStart[user + 1]!];
    const time = history.time[end - 1]!;
    const historyTo = history.time.indexOf(time, historyFrom);
    const relevant = [...markedItems(history, marks.positive, historyTo, end)];
    return relevant.length === 0 ? [] : [{ user, time, historyFrom, historyTo, relevant }];
  });
  return {
    history,
    fit: queries.filter((_, k) => k % GATE_EVERY !== 0),
    gate: queries.filter((_, k) => k % GATE_EVERY === 0),
  };
}
