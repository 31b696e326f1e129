import { Worker } from 'node:worker_threads';
import { databaseFailure, type Parameter, type Row } from './database.js';

/** One thread with the embedded database in it. Once it has failed it stays so: `hasEnded`, and all it is asked rejects. */
export interface PgliteConnection {
  readonly hasEnded: boolean;
  query(sql: string, parameters: readonly Parameter[], limitMs: number): Promise<readonly Row[]>;
  /** Closes the database and ends the thread. */
  close(): Promise<void>;
}

/** A first start makes the database, one after a crash replays what the last one had not written in place. */
const OPEN_LIMIT_MS = 60_000;
const CLOSE_LIMIT_MS = 5_000;

/** Errors that say something of the statement alone; after any other the database is not to be trusted. */
const STATEMENT_ERROR = /^(0[A-Z0-9]|2|3|4|55)/;

interface Waiting {
  readonly resolve: (rows: readonly Row[]) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

interface Answer {
  readonly id: number;
  readonly rows?: readonly Row[];
  readonly error?: { readonly message: string; readonly code?: string; readonly severity?: string };
}

/**
 * Resolves once the database is open.
 * @param folder of the database; made where there is none.
 * @throws RecommenderError `server/database`.
 */
export async function startPgliteConnection(folder: string): Promise<PgliteConnection> {
  const thread = new Worker(new URL('./pglite-thread.js', import.meta.url), { workerData: { folder } });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let hasEnded = false;

  const end = (cause: unknown): void => {
    if (hasEnded) return;
    hasEnded = true;
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(databaseFailure(cause));
    }
    waiting.clear();
    void thread.terminate();
  };
  const expect = (id: number, limitMs: number): Promise<readonly Row[]> =>
    new Promise((resolve, reject) => {
      const late = (): void => end(new Error(`no answer within ${String(limitMs)} ms`));
      waiting.set(id, { resolve, reject, timer: setTimeout(late, limitMs) });
    });
  const ask = (message: object, limitMs: number): Promise<readonly Row[]> => {
    if (hasEnded) return Promise.reject(databaseFailure(new Error('the embedded database has ended')));
    const answer = expect(++lastId, limitMs);
    thread.postMessage({ id: lastId, ...message });
    return answer;
  };

  thread.on('message', ({ id, rows, error }: Answer) => {
    const asked = waiting.get(id);
    if (asked === undefined) return;
    waiting.delete(id);
    clearTimeout(asked.timer);
    if (error === undefined) {
      asked.resolve(rows ?? []);
    } else {
      asked.reject(databaseFailure(error));
      if (!isOfStatement(error)) end(error);
    }
  });
  thread.on('error', end);
  thread.on('exit', () => end(new Error('the thread of the embedded database ended')));

  await expect(0, OPEN_LIMIT_MS).catch((error: unknown) => {
    end(error);
    throw error;
  });
  return {
    get hasEnded() {
      return hasEnded;
    },
    query: (sql, parameters, limitMs) => ask({ sql, parameters }, limitMs),
    async close() {
      // What cannot be closed in order is ended; the log it wrote ahead holds what it had acknowledged.
      if (!hasEnded) await ask({}, CLOSE_LIMIT_MS).catch(() => undefined);
      hasEnded = true;
      await thread.terminate();
    },
  };
}

function isOfStatement({ code, severity }: NonNullable<Answer['error']>): boolean {
  return code !== undefined && STATEMENT_ERROR.test(code) && severity !== 'FATAL' && severity !== 'PANIC';
}
