import type { Ingested, IngestReport } from '../history.js';

/** A row with something to say about it, where it stands. */
export interface RowNote {
  readonly reason: string;
  readonly file: string;
  /** 1-based; a Parquet file's row. */
  readonly line: number;
  readonly text: string;
}

/** How one number is spread. */
export interface Summary {
  readonly min: number;
  readonly median: number;
  readonly p90: number;
  readonly max: number;
}

/** What ingest knows of items, by item index. Counts are raw: a model takes its own logarithms. */
export interface ItemFeatures {
  readonly views: Uint32Array;
  readonly carts: Uint32Array;
  readonly purchases: Uint32Array;
  /** Different users with any event. */
  readonly users: Uint32Array;
  /** Epoch seconds of the last event (file order without a clock), NaN without one. */
  readonly lastTime: Float64Array;
}

/** What ingest knows of users, by user index. */
export interface UserFeatures {
  readonly views: Uint32Array;
  readonly carts: Uint32Array;
  readonly purchases: Uint32Array;
  readonly lastTime: Float64Array;
  /** Share of the events with a known device that came from a phone or tablet; NaN where no device is known. */
  readonly mobileShare: Float32Array;
}

export interface IngestionReport extends IngestReport {
  /** First examples of what `notes` counts. */
  readonly firstNotes: readonly RowNote[];
  /** Events an item and a user has, by kind. */
  readonly features: Readonly<Record<string, Summary>>;
}

export interface Ingestion extends Ingested {
  readonly report: IngestionReport;
  readonly itemFeatures: ItemFeatures;
  readonly userFeatures: UserFeatures;
}
