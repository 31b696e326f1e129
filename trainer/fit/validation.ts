import type { EventWeights } from '../../core/events/event-weights.js';
import type { Random } from '../../core/random.js';
import { isCold, markedItems, markRows, type Query, type RowMarks } from '../evaluate/query.js';
import type { History } from '../history.js';
import { clockKind, withHiddenRows, type ClockKind } from './clock.js';
import { sliceHistory } from './slice-history.js';

/** Data held out of the training log to choose settings and fit the blend on. */
export interface Validation {
  readonly kind: ClockKind;
  /** Where held-out time starts, epoch seconds; -Infinity without a clock. */
  readonly cut: number;
  /** What the base models are fitted on: nothing after the cut, nothing a query asks for. */
  readonly fitHistory: History;
  /** What queries point into. */
  readonly history: History;
  /** Of users whose history is not empty, in three parts by user: two to fit on, one to decide on. */
  readonly fit: readonly Query[];
  readonly gate: readonly Query[];
  /** First steps of users: nothing is known yet. */
  readonly newcomers: readonly Query[];
}

export interface ValidationOptions {
  readonly eventWeights: EventWeights;
  /** Epoch seconds: where held-out time starts. Default: 80 % of the events lie before. */
  readonly from?: number;
  /** At most so many users are held out. */
  readonly maxUsers: number;
  /** At most so many queries a user, drawn by seed. */
  readonly maxPerUser: number;
}

const GATE_SHARE = 1 / 3;
/** Beside those who come again after the cut, this share of them who never did: their last step is asked for. */
const GONE_SHARE = 1 / 2;

/**
 * Splits a history for tuning. With a clock: what users do after a cut, given what they did before each moment; the base
 * models see what was before the cut, as a published model would: some shoppers it knows, some come new. Beside them, the
 * last step of users whose history ends before the cut, because histories are not all fresh when they are asked about. With
 * an order only: the last step of drawn users; half of these the base models have never seen.
 */
export function createValidation(source: History, options: ValidationOptions, random: Random): Validation {
  const kind = clockKind(source);
  const history = kind === 'none' ? withHiddenRows(source, () => true, random.fork('order')) : source;
  const cut = kind === 'global' ? (options.from ?? timeQuantile(history, 0.8)) : -Infinity;
  const asked = drawUsers(history, cut, options, random.fork('users'));
  const gone = kind === 'global' ? drawGone(history, cut, asked.length, random.fork('gone')) : [];
  const marks = markRows(history, options.eventWeights);
  const context = { kind, cut, marks, options, random };
  const lastSteps = gone.flatMap((user) => stepQueries(history, user, marks).slice(1).slice(-1));
  const queries = [
    ...asked.flatMap((user, k) => {
      const all = userQueries(history, user, context);
      return kind === 'global' || isUnseen(k) ? all : all.filter((query) => !isCold(query));
    }),
    ...lastSteps,
  ];
  const known = queries.filter((query) => !isCold(query));
  const gateUsers = new Set([...asked, ...gone].filter((_, k) => k % Math.round(1 / GATE_SHARE) === 0));
  return {
    kind,
    cut,
    history,
    fitHistory: kind === 'global' ? before(history, cut, lastSteps) : withoutAsked(history, asked, queries),
    fit: known.filter((query) => !gateUsers.has(query.user)),
    gate: known.filter((query) => gateUsers.has(query.user)),
    newcomers: queries.filter(isCold),
  };
}

/** What was before the cut; of the users who never came again, what was before their last step. */
function before(history: History, cut: number, lastSteps: readonly Query[]): History {
  const until = new Float64Array(history.userIds.length).fill(cut);
  for (const { user, time } of lastSteps) until[user] = time;
  return sliceHistory(history, (row, user) => history.time[row]! < until[user]!);
}

/** With an order only: of the k-th asked user the base models know nothing at all. */
function isUnseen(k: number): boolean {
  return k % 2 === 0;
}

/** Of the asked users, half up to what is asked for, half without any row. */
function withoutAsked(history: History, asked: readonly number[], queries: readonly Query[]): History {
  const until = new Float64Array(history.userIds.length).fill(Infinity);
  for (const { user, time } of queries) until[user] = time;
  asked.forEach((user, k) => isUnseen(k) && (until[user] = -Infinity));
  return sliceHistory(history, (row, user) => history.time[row]! < until[user]!);
}

function timeQuantile(history: History, share: number): number {
  const times = Float64Array.from(history.time).sort();
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

/** Users with a step after the cut, a seeded sample of them. */
function drawUsers(history: History, cut: number, options: ValidationOptions, random: Random): number[] {
  const { userStart, time } = history;
  const users: number[] = [];
  for (let u = 0; u + 1 < userStart.length; u++) {
    const last = userStart[u + 1]! - 1;
    if (last >= userStart[u]! && time[last]! >= cut) users.push(u);
  }
  return random.shuffle(users).slice(0, options.maxUsers);
}

/** Users with several steps, all before the cut: a seeded sample of at most `most`. */
function drawGone(history: History, cut: number, most: number, random: Random): number[] {
  const { userStart, time } = history;
  const users: number[] = [];
  for (let u = 0; u + 1 < userStart.length; u++) {
    const last = userStart[u + 1]! - 1;
    if (last >= userStart[u]! && time[last]! < cut && time[userStart[u]!]! < time[last]!) users.push(u);
  }
  return random.shuffle(users).slice(0, Math.round(most * GONE_SHARE));
}

interface QueryContext {
  readonly kind: ClockKind;
  readonly cut: number;
  readonly marks: RowMarks;
  readonly options: ValidationOptions;
  readonly random: Random;
}

function userQueries(history: History, user: number, context: QueryContext): Query[] {
  const all = stepQueries(history, user, context.marks);
  if (context.kind !== 'global') return [...all.slice(0, 1), ...all.slice(1).slice(-1)];
  const later = all.filter((query) => query.time >= context.cut);
  if (later.length <= context.options.maxPerUser) return later;
  return context.random
    .fork(`queries ${String(user)}`)
    .shuffle(later)
    .slice(0, context.options.maxPerUser)
    .sort((a, b) => a.time - b.time);
}

/** One query a step of the user that holds a positive event. */
function stepQueries(history: History, user: number, marks: RowMarks): Query[] {
  const { userStart, time } = history;
  const historyFrom = userStart[user]!;
  const end = userStart[user + 1]!;
  const queries: Query[] = [];
  for (let row = historyFrom; row < end;) {
    const historyTo = row;
    while (row < end && time[row] === time[historyTo]) row++;
    const relevant = [...markedItems(history, marks.positive, historyTo, row)];
    if (relevant.length > 0) queries.push({ user, time: time[historyTo]!, historyFrom, historyTo, relevant });
  }
  return queries;
}
