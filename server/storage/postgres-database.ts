import { Pool, type PoolClient, type QueryConfig } from 'pg';
import { databaseFailure, STATEMENT_LIMIT_MS, type Database, type Parameter, type Queries } from './database.js';

/** Connections of one server process. */
const CONNECTIONS = 10;
const CONNECT_LIMIT_MS = 3_000;
/** A database that is frozen cannot end a statement itself; so much after its limit it counts as gone. */
const GRACE_MS = 1_000;

/**
 * A database of a PostgreSQL server. Connects when first asked, and anew after every loss.
 * @param url `postgres://USER:PASSWORD@HOST:PORT/DATABASE`, with the parameters libpq knows.
 */
export function createPostgresDatabase(url: string): Database {
  const pool = new Pool({
    connectionString: url,
    application_name: 'shelfwise',
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    statement_timeout: STATEMENT_LIMIT_MS,
    query_timeout: STATEMENT_LIMIT_MS + GRACE_MS,
  });
  // A connection that is lost while idle is no failure: the next statement takes another.
  pool.on('error', () => undefined);
  return {
    query: (sql, parameters) => runOn(pool, sql, parameters),
    transaction: (work, limitMs) => runTransaction(pool, work, limitMs),
    close: () => pool.end(),
  };
}

/** Types of `pg` lack the limit of a single statement. */
interface LimitedQuery extends QueryConfig {
  query_timeout?: number;
}

async function runOn(
  connection: Pool | PoolClient,
  sql: string,
  parameters: readonly Parameter[] = [],
  limitMs?: number,
): Promise<readonly Record<string, unknown>[]> {
  const query: LimitedQuery = {
    text: sql,
    values: [...parameters],
    ...(limitMs !== undefined && { query_timeout: limitMs + GRACE_MS }),
  };
  try {
    return (await connection.query<Record<string, unknown>>(query)).rows;
  } catch (cause) {
    throw databaseFailure(cause);
  }
}

async function runTransaction<T>(
  pool: Pool,
  work: (queries: Queries) => Promise<T>,
  limitMs: number = STATEMENT_LIMIT_MS,
): Promise<T> {
  const client = await pool.connect().catch((cause: unknown) => {
    throw databaseFailure(cause);
  });
  const query: Queries['query'] = (sql, parameters) => runOn(client, sql, parameters, limitMs);
  try {
    await query('BEGIN');
    await query("SELECT set_config('statement_timeout', $1, true)", [String(limitMs)]);
    const result = await work({ query });
    await query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // A connection that cannot even roll back is closed, which rolls back as well.
    await query('ROLLBACK').then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}
