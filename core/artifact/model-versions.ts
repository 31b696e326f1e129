/** One model that a shop has served: what `GET /v1/models` tells of it. */
export interface ModelVersion {
  readonly sequence: number;
  /** It is the one in `latest.json` now. */
  readonly isServed: boolean;
  /** Its manifest is known and all its files are still there: it can be served again. */
  readonly isWhole: boolean;
  /** Time of its last training event, ISO 8601; null where it has no clock, or is not known any more. */
  readonly asOf: string | null;
  readonly items: number | null;
  /** Of the experiment that it is; null where it is one model. */
  readonly experiment: string | null;
  /** Name of the file with the report of its training; null where it has none. */
  readonly report: string | null;
}

/** Newest first. */
export interface ModelVersions {
  readonly shop: string;
  readonly models: readonly ModelVersion[];
}
