import { afterAll, beforeAll } from 'vitest';
import { startPostgres } from '../../scripts/run-postgres.mjs';

const START_LIMIT_MS = 700_000; // it may have to be installed
const STOP_LIMIT_MS = 60_000;

/** A PostgreSQL for the tests of one file. There is no test without one: where none can be had, the file fails and says so. */
export function usePostgres(): { createDatabase(): Promise<string> } {
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, START_LIMIT_MS);
  afterAll(() => postgres.stop(), STOP_LIMIT_MS);
  return { createDatabase: () => postgres.createDatabase() };
}
