import type { EventWeights } from '../../core/events/event-weights.js';
import type { Random } from '../../core/random.js';
import { isCold, markedItems, markRows, type Query, type RowMarks } from '../evaluate/query.js';
import type { History } from '../history.js';
import { clockKind, withHeldOutOrder, type ClockKind } from './clock.js';
import { sliceHistory } from './slice-history.js';

/** Data held out of the training log to choose settings and fit the blend on. */
export interface Validation {
  readonly kind: ClockKind;
  /** What the base models are fitted on: before the cut and without the held-out users. */
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

/** The share of users with a later step that is held out: the base models keep the rest. */
const HELD_OUT_SHARE = 1 / 2;
const GATE_SHARE = 1 / 3;

/**
 * Splits a history for tuning. With a clock: what held-out users do after a cut, given what they did before each moment;
 * the base models see only events before the cut, of the others. With an order only: the held-out users' last step.
 */
export function createValidation(source: History, options: ValidationOptions, random: Random): Validation {
  const kind = clockKind(source);
  const history = kind === 'none' ? withHeldOutOrder(source, random.fork('order')) : source;
  const cut = kind === 'global' ? (options.from ?? timeQuantile(history, 0.8)) : -Infinity;
  const heldOut = drawUsers(history, cut, options, random.fork('users'));
  const marks = markRows(history, options.eventWeights);
  const queries = heldOut.flatMap((user) => userQueries(history, user, { kind, cut, marks, options, random }));
  const known = queries.filter((query) => !isCold(query));
  const gateUsers = new Set(heldOut.filter((_, k) => k % Math.round(1 / GATE_SHARE) === 0));
  const isHeldOut = new Uint8Array(history.userIds.length);
  for (const user of heldOut) isHeldOut[user] = 1;
  const before = kind === 'global' ? cut : Infinity;
  return {
    kind,
    history,
    fitHistory: sliceHistory(history, (row, user) => isHeldOut[user] === 0 && history.time[row]! < before),
    fit: known.filter((query) => !gateUsers.has(query.user)),
    gate: known.filter((query) => gateUsers.has(query.user)),
    newcomers: queries.filter(isCold),
  };
}

function timeQuantile(history: History, share: number): number {
  const times = Float64Array.from(history.time).sort();
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

/** Users with a step after the cut, a seeded share of them. */
function drawUsers(history: History, cut: number, options: ValidationOptions, random: Random): number[] {
  const { userStart, time } = history;
  const users: number[] = [];
  for (let u = 0; u + 1 < userStart.length; u++) {
    const last = userStart[u + 1]! - 1;
    if (last >= userStart[u]! && time[last]! >= cut) users.push(u);
  }
  const count = Math.min(options.maxUsers, Math.ceil(users.length * HELD_OUT_SHARE));
  return random.shuffle(users).slice(0, count);
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
