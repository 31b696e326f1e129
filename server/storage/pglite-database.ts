import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { RecommenderError } from '../../core/errors.js';
import { databaseFailure, STATEMENT_LIMIT_MS, type Database, type Queries } from './database.js';
import { lockFolder } from './folder-lock.js';
import { startPgliteConnection, type PgliteConnection } from './pglite-connection.js';

/** After a failure the database is opened anew, but not without pause: on a full disk every attempt fails. */
const REOPEN_GAP_MS = 2_000;
/** A statement takes about a millisecond; who is further behind is better told to come again. */
const MOST_WAITING = 2_000;

/**
 * PostgreSQL inside this process (PGlite), with its files in a folder of its own. One statement at a time. What was
 * acknowledged outlives a killed process; a power cut may cost the last moments, for it does not wait for the disk.
 * @param folder made where there is none, readable by this user alone.
 * @throws RecommenderError `server/database-in-use` where another process has it open, `server/database`.
 */
export async function openPgliteDatabase(folder: string): Promise<Database> {
  mkdirSync(path.dirname(folder), { recursive: true });
  const unlock = lockFolder(folder);
  let connection: PgliteConnection;
  try {
    connection = await openConnection(folder);
  } catch (error) {
    unlock();
    throw error;
  }
  let startedAt = performance.now();
  let isClosed = false;

  /** The connection there is, or a new one in place of one that ended. */
  const connect = async (): Promise<PgliteConnection> => {
    if (isClosed) throw databaseFailure(new Error('closed'));
    if (!connection.hasEnded) return connection;
    if (performance.now() - startedAt < REOPEN_GAP_MS) throw databaseFailure(new Error('waits to be opened anew'));
    startedAt = performance.now();
    connection = await startPgliteConnection(folder);
    return connection;
  };
  const inTurn = createQueue(MOST_WAITING);
  return {
    query: (sql, parameters = []) => inTurn(async () => (await connect()).query(sql, parameters, STATEMENT_LIMIT_MS)),
    transaction: (work, limitMs = STATEMENT_LIMIT_MS) =>
      inTurn(async () => runTransaction(await connect(), work, limitMs)),
    close: () =>
      inTurn(() => {
        isClosed = true;
        return connection.close();
      }).finally(unlock),
  };
}

async function openConnection(folder: string): Promise<PgliteConnection> {
  if (!existsSync(path.join(folder, 'PG_VERSION'))) await makeDatabase(folder);
  return startPgliteConnection(folder);
}

/**
 * Makes the database beside its folder and then moves it there, so that one that was broken off is not taken for whole. In a
 * thread of its own: to make it takes 600 MB, which only the end of the thread gives back.
 */
async function makeDatabase(folder: string): Promise<void> {
  const unfinished = `${folder}.new`;
  try {
    if (existsSync(folder)) rmdirSync(folder); // an empty one; another is not ours to remove
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { mode: 0o700 });
    await (await startPgliteConnection(unfinished)).close();
    renameSync(unfinished, folder);
  } catch (cause) {
    throw cause instanceof RecommenderError ? cause : databaseFailure(cause);
  }
}

async function runTransaction<T>(
  connection: PgliteConnection,
  work: (queries: Queries) => Promise<T>,
  limitMs: number,
): Promise<T> {
  const query: Queries['query'] = (sql, parameters = []) => connection.query(sql, parameters, limitMs);
  try {
    await query('BEGIN');
    const result = await work({ query });
    await query('COMMIT');
    return result;
  } catch (error) {
    // With the connection gone there is nothing to roll back: what has no COMMIT in the log never was.
    await query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Runs one piece of work after the other: there is one connection, and a transaction has it to itself. */
function createQueue(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let length = 0;
  return (work) => {
    if (length >= most) return Promise.reject(databaseFailure(new Error('too many statements wait')));
    length++;
    const done = last.then(work).finally(() => length--);
    last = done.catch(() => undefined);
    return done;
  };
}
