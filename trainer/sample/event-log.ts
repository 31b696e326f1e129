import { EVENT_NAMES, toEventCode, type EventName } from '../../core/events/event-names.js';

export const DEVICES = ['mobile', 'desktop', 'tablet'] as const;
export const REFERRERS = ['direct', 'google', 'newsletter', 'instagram', 'pinterest', 'blog'] as const;
export const COUNTRIES = ['DE', 'AT', 'NL', 'FR'] as const;

/** Columns of the log, one entry an event. -1 stands for "none" in `user`, `item` and `term`. */
export interface EventColumns {
  readonly length: number;
  readonly user: Int32Array;
  readonly item: Int32Array;
  /** Index in EVENT_NAMES. */
  readonly name: Uint8Array;
  /** Epoch seconds. */
  readonly time: Float64Array;
  readonly session: Int32Array;
  /** 0: none. */
  readonly quantity: Uint8Array;
  /** A piece, in euro cents; 0: none. */
  readonly cents: Int32Array;
  /** 1-5; 0: none. */
  readonly rating: Uint8Array;
  /** Index in `terms`. */
  readonly term: Int32Array;
  /** Index in DEVICES. */
  readonly device: Uint8Array;
  /** Index in REFERRERS. */
  readonly referrer: Uint8Array;
  /** Index in COUNTRIES. */
  readonly country: Uint8Array;
  readonly terms: readonly string[];
}

/** A visit, as far as it is written on each of its events. */
export interface Visit {
  readonly user: number;
  readonly session: number;
  readonly device: number;
  readonly referrer: number;
  readonly country: number;
}

/** One event of a visit. */
export interface LoggedEvent {
  readonly name: EventName;
  readonly time: number;
  readonly item?: number;
  readonly quantity?: number;
  readonly cents?: number;
  readonly rating?: number;
  readonly term?: string;
}

/** Grows as events are added; typed arrays, so that millions of events fit. */
export interface EventLog {
  readonly length: number;
  add(visit: Visit, event: LoggedEvent): void;
  /** Writes a row once more; with `user`, for somebody else. */
  repeat(row: number, user?: number): void;
  /** All events in the order of time, equal times in the order they were added. */
  sorted(): EventColumns;
}

type Column = Int32Array | Uint8Array | Float64Array;

const FIELDS = {
  user: Int32Array,
  item: Int32Array,
  name: Uint8Array,
  time: Float64Array,
  session: Int32Array,
  quantity: Uint8Array,
  cents: Int32Array,
  rating: Uint8Array,
  term: Int32Array,
  device: Uint8Array,
  referrer: Uint8Array,
  country: Uint8Array,
} as const;

type Field = keyof typeof FIELDS;
type Columns = { [F in Field]: InstanceType<(typeof FIELDS)[F]> };

const FIRST_CAPACITY = 4096;

export function createEventLog(): EventLog {
  let columns = allocate(FIRST_CAPACITY);
  let length = 0;
  const terms = new Map<string, number>();

  const grow = (): void => {
    if (length < columns.time.length) return;
    const wider = allocate(2 * length);
    for (const field of fields()) wider[field].set(columns[field]);
    columns = wider;
  };
  const toTerm = (term: string | undefined): number => {
    if (term === undefined) return -1;
    const known = terms.get(term);
    if (known !== undefined) return known;
    terms.set(term, terms.size);
    return terms.size - 1;
  };

  return {
    get length() {
      return length;
    },
    add(visit, event) {
      grow();
      columns.user[length] = visit.user;
      columns.session[length] = visit.session;
      columns.device[length] = visit.device;
      columns.referrer[length] = visit.referrer;
      columns.country[length] = visit.country;
      columns.name[length] = toEventCode(event.name);
      columns.time[length] = event.time;
      columns.item[length] = event.item ?? -1;
      columns.quantity[length] = event.quantity ?? 0;
      columns.cents[length] = event.cents ?? 0;
      columns.rating[length] = event.rating ?? 0;
      columns.term[length] = toTerm(event.term);
      length += 1;
    },
    repeat(row, user) {
      grow();
      for (const field of fields()) columns[field][length] = columns[field][row]!;
      if (user !== undefined) columns.user[length] = user;
      length += 1;
    },
    sorted: () => sortByTime(columns, length, [...terms.keys()]),
  };
}

function sortByTime(columns: Columns, length: number, terms: readonly string[]): EventColumns {
  const { time } = columns;
  const order = Uint32Array.from({ length }, (_, row) => row).sort((a, b) => time[a]! - time[b]! || a - b);
  const sorted = allocate(length);
  for (const field of fields()) {
    const from: Column = columns[field];
    const to: Column = sorted[field];
    for (let row = 0; row < length; row++) to[row] = from[order[row]!]!;
  }
  return { ...sorted, length, terms };
}

function allocate(capacity: number): Columns {
  return {
    user: new Int32Array(capacity),
    item: new Int32Array(capacity),
    name: new Uint8Array(capacity),
    time: new Float64Array(capacity),
    session: new Int32Array(capacity),
    quantity: new Uint8Array(capacity),
    cents: new Int32Array(capacity),
    rating: new Uint8Array(capacity),
    term: new Int32Array(capacity),
    device: new Uint8Array(capacity),
    referrer: new Uint8Array(capacity),
    country: new Uint8Array(capacity),
  };
}

function fields(): Field[] {
  return Object.keys(FIELDS) as Field[];
}

/** The event name of a row. */
export function eventNameAt(events: EventColumns, row: number): EventName {
  return EVENT_NAMES[events.name[row]!]!;
}
