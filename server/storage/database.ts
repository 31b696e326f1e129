import { RecommenderError } from '../../core/errors.js';

/** What `$1`, `$2` … of a statement stand for. Bytes go into a `bytea`. */
export type Parameter = string | number | Uint8Array | null;

/** What came back. A statement casts its whole numbers to `int` or `float8`, so that they come as numbers. */
export type Row = Readonly<Record<string, unknown>>;

export interface Queries {
  /**
   * Runs one prepared statement in PostgreSQL's dialect. Values travel as parameters, never as text of the statement.
   * @throws RecommenderError `server/database`: absent, full, locked, too slow, or it refused the statement.
   */
  query(sql: string, parameters?: readonly Parameter[]): Promise<readonly Row[]>;
}

/** Where the server keeps what must outlive it. PostgreSQL, or the same inside this process. */
export interface Database extends Queries {
  /** All of the work or nothing. @param limitMs for each statement in it; default STATEMENT_LIMIT_MS. */
  transaction<T>(work: (queries: Queries) => Promise<T>, limitMs?: number): Promise<T>;
  close(): Promise<void>;
}

/** A statement that takes longer has failed: whoever waits for it is told to come again. */
export const STATEMENT_LIMIT_MS = 5_000;

/** @param cause what the driver threw. The message repeats it for whoever started the server; no client is shown it. */
export function databaseFailure(cause: unknown): RecommenderError {
  const { message = '', code = '' } = cause as { readonly message?: string; readonly code?: string };
  const came = message === '' ? code : message; // a refused connection has no message
  return new RecommenderError('server/database', `expected the database to answer, got: ${came}`, { cause });
}

/** The five characters PostgreSQL classifies an error by, where it was PostgreSQL that spoke. */
export function sqlStateOf(error: unknown): string | undefined {
  const cause = error instanceof RecommenderError ? error.cause : error;
  const code = (cause as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}
