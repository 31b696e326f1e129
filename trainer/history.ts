import type { CatalogItem } from '../core/catalog.js';

/**
 * A shop's cleaned history in columns: rows by user, then time, then file order. What every model is fitted on.
 * Lives in memory only; users are row ranges and never reach an artifact.
 */
export interface History {
  /** Sorted ids of all items: those with events and those of the catalog. Position = item index. */
  readonly itemIds: readonly string[];
  /** One a user, sorted. */
  readonly userIds: readonly string[];
  /** u32[users + 1]: rows of user u are userStart[u] .. userStart[u + 1]. */
  readonly userStart: Uint32Array;
  /** u32[rows]: item index. */
  readonly item: Uint32Array;
  /** u8[rows]: event code, see core/events/event-names.ts. */
  readonly event: Uint8Array;
  /** f64[rows]: epoch seconds; file order (0, 1, 2, …) where there is no clock. */
  readonly time: Float64Array;
  /** u32[rows]: session or order number, unique over all users, growing within a user. */
  readonly session: Uint32Array;
  /** f32[rows]: 1-5, NaN where there is none. */
  readonly rating: Float32Array;
  /** u8[rows]: position in DEVICES of core/context.ts, 0 unknown. */
  readonly device: Uint8Array;
  /** u8[rows]: position in REFERRERS of core/context.ts, 0 unknown. */
  readonly referrer: Uint8Array;
  /** u16[rows]: position in `countries`, 0 unknown. */
  readonly country: Uint16Array;
  /** As the shop writes them; position 0 is the empty name. */
  readonly countries: readonly string[];
  /** False where the input has no timestamp column. */
  readonly hasClock: boolean;
}

/** The columns of a history that says nothing of where its visits come from. */
export function unknownVisits(rows: number): Pick<History, 'device' | 'referrer' | 'country' | 'countries'> {
  return {
    device: new Uint8Array(rows),
    referrer: new Uint8Array(rows),
    country: new Uint16Array(rows),
    countries: [''],
  };
}

/** What is known of the items, by item index; `{ item_id }` alone where the catalog has no row. */
export interface Catalog {
  readonly items: readonly CatalogItem[];
  /** u8[items]: price percentile within the category in tenths, 1-10; 0 unknown. */
  readonly priceDecile: Uint8Array;
}

/** Rows in = used + rejected by reason + filtered by rule. */
export interface IngestReport {
  readonly files: readonly { readonly file: string; readonly rows: number }[];
  readonly rowsIn: number;
  readonly rowsUsed: number;
  /** Malformed rows: reason -> count. */
  readonly rejected: Readonly<Record<string, number>>;
  /** Well-formed rows left out by a named rule: rule -> count. */
  readonly filtered: Readonly<Record<string, number>>;
  /** The first rejected rows, with file and line. */
  readonly firstRejected: readonly {
    readonly reason: string;
    readonly file: string;
    readonly line: number;
    readonly text: string;
  }[];
  readonly catalogRows: number;
  /** Notes such as duplicate catalog ids with different titles: what -> count. */
  readonly notes: Readonly<Record<string, number>>;
  readonly users: number;
  readonly items: number;
  readonly sessions: number;
  /** ISO 8601, null without a clock. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface Ingested {
  readonly history: History;
  readonly catalog: Catalog;
  readonly report: IngestReport;
}
