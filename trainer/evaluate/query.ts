import type { Repeats } from '../../core/artifact/blend-section.js';
import { DEFAULT_EVENT_WEIGHTS, eventWeight, type EventWeights } from '../../core/events/event-weights.js';
import type { Random } from '../../core/random.js';
import type { History } from '../history.js';

/** One question to a recommender: what does this user want at this time, knowing the rows before it? */
export interface Query {
  /** User index in the history the query was made from. */
  readonly user: number;
  /** The moment of asking, in the history's unit (epoch seconds). Only what happened strictly before it is known. */
  readonly time: number;
  /** The user's known rows: historyFrom .. historyTo of that history. */
  readonly historyFrom: number;
  readonly historyTo: number;
  /** Item indices that count as found, distinct, never empty. */
  readonly relevant: readonly number[];
}

/** A query of a user of whom nothing is known yet. */
export function isCold(query: Query): boolean {
  return query.historyFrom === query.historyTo;
}

/** What each row of a history says, as evaluation reads it. One flag a row. */
export interface RowMarks {
  /** The user wanted the item: the event's weight is above 0, and a rating, where there is one, is 4 or 5. */
  readonly positive: Uint8Array;
  /**
   * The user knows the item, liked or not: any event that says something about it, with a rating of any height. Lists in
   * which an item was merely displayed do not make it known.
   */
  readonly known: Uint8Array;
}

const LIKED_FROM = 4;

export function markRows(history: History, weights: EventWeights = DEFAULT_EVENT_WEIGHTS): RowMarks {
  const rows = history.item.length;
  const positive = new Uint8Array(rows);
  const known = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const rating = history.rating[row]!;
    const weight = eventWeight(weights, history.event[row]!, rating);
    if (weight > 0 && !(rating < LIKED_FROM)) positive[row] = 1;
    if (weight !== 0 || !Number.isNaN(rating)) known[row] = 1;
  }
  return { positive, known };
}

/** The distinct items of the rows from .. to whose mark is set. */
export function markedItems(history: History, marks: Uint8Array, from: number, to: number): Set<number> {
  const items = new Set<number>();
  for (let row = from; row < to; row++) if (marks[row] === 1) items.add(history.item[row]!);
  return items;
}

/** How the queries of a part came about: steps = dropped + sampledOut + used. */
export interface QueryCounts {
  /** Times at which a user did something positive. */
  readonly steps: number;
  /** Steps at which the user wanted nothing new, under `forbid`. */
  readonly dropped: number;
  /** Queries left out by the cap on their number. */
  readonly sampledOut: number;
  readonly used: number;
  /** Of the used ones: users with no history before the time of asking. */
  readonly cold: number;
}

export interface QuerySet {
  readonly queries: readonly Query[];
  readonly counts: QueryCounts;
}

export interface QueryOptions {
  /** Under `forbid` what the user already knows is neither relevant nor to be ranked. */
  readonly repeats: Repeats;
  /** Which queries are kept depends on it where there are more than `maxQueries`. */
  readonly random: Random;
  /** Default 20,000. */
  readonly maxQueries?: number;
}

const DEFAULT_MAX_QUERIES = 20_000;

/**
 * Applies the policy on repeats and the cap: a seeded sample of all queries, in their order.
 * @param known `RowMarks.known` of the history.
 */
export function toQuerySet(
  history: History,
  known: Uint8Array,
  candidates: Iterable<Query>,
  options: QueryOptions,
): QuerySet {
  let steps = 0;
  const all: Query[] = [];
  for (const candidate of candidates) {
    steps++;
    const query = options.repeats === 'forbid' ? withoutKnown(history, known, candidate) : candidate;
    if (query.relevant.length > 0) all.push(query);
  }
  const queries = sample(all, options.maxQueries ?? DEFAULT_MAX_QUERIES, options.random);
  const counts = {
    steps,
    dropped: steps - all.length,
    sampledOut: all.length - queries.length,
    used: queries.length,
    cold: queries.filter(isCold).length,
  };
  return { queries, counts };
}

function withoutKnown(history: History, known: Uint8Array, query: Query): Query {
  const sought = new Set(query.relevant);
  for (let row = query.historyFrom; row < query.historyTo; row++) {
    if (known[row] === 1) sought.delete(history.item[row]!);
  }
  return sought.size === query.relevant.length ? query : { ...query, relevant: [...sought] };
}

function sample(queries: readonly Query[], max: number, random: Random): readonly Query[] {
  if (queries.length <= max) return queries;
  const places = random.shuffle(queries.map((_, i) => i)).slice(0, max);
  return places.sort((a, b) => a - b).map((place) => queries[place]!);
}
