import { RecommenderError } from '../../core/errors.js';
import type { Database, Queries } from './database.js';

/**
 * The database's form, version by version: each entry is a list of statements, and none is ever changed once released.
 * There is no column for a person, an address, a browser or a time finer than the epoch: nothing could be kept of them.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    // One row: up to and including this epoch keys have been destroyed, and none is made again, whatever the clock says.
    'CREATE TABLE shelfwise.closed (through int NOT NULL)',
    'INSERT INTO shelfwise.closed (through) VALUES (-1)',
    // The key that makes report ids of an epoch unrecognisable. NULL: destroyed, its tags are being deleted.
    'CREATE TABLE shelfwise.epochs (epoch int PRIMARY KEY, key bytea)',
    // HMAC-SHA256(key, report id) of each report counted, until its epoch closes.
    `CREATE TABLE shelfwise.seen (
      epoch int NOT NULL REFERENCES shelfwise.epochs ON DELETE CASCADE,
      tag bytea NOT NULL,
      PRIMARY KEY (epoch, tag)
    )`,
    // How many reports gave which answer. Pages keep room, so that counting up rewrites a row in its page.
    `CREATE TABLE shelfwise.counters (
      shop text NOT NULL,
      epoch int NOT NULL,
      question text NOT NULL,
      parameter int NOT NULL,
      model bigint NOT NULL,
      arm smallint NOT NULL,
      answer int NOT NULL,
      count bigint NOT NULL,
      PRIMARY KEY (shop, epoch, question, parameter, model, arm, answer)
    ) WITH (fillfactor = 60)`,
    // What is needed to read reports of a model that is no longer served: the names of its category choices (JSON, as it
    // came: jsonb refuses some texts) and their number, with the unused ones.
    `CREATE TABLE shelfwise.models (
      shop text NOT NULL,
      sequence bigint NOT NULL,
      categories json NOT NULL,
      choices int NOT NULL,
      PRIMARY KEY (shop, sequence)
    )`,
    // SHA-256 of each shop's admin keys.
    `CREATE TABLE shelfwise.admin_keys (
      shop text NOT NULL,
      hash bytea NOT NULL,
      PRIMARY KEY (shop, hash)
    )`,
  ],
  [
    // An experiment's two models are under one sequence.
    'ALTER TABLE shelfwise.models ADD COLUMN arm smallint NOT NULL DEFAULT 0',
    'ALTER TABLE shelfwise.models DROP CONSTRAINT models_pkey, ADD PRIMARY KEY (shop, sequence, arm)',
  ],
  [
    // Epoch milliseconds from which a key opens nothing. NULL: never.
    'ALTER TABLE shelfwise.admin_keys ADD COLUMN expires float8',
    // `latest.json` of every model that was served, as it stood there: with it and its files it can be served again.
    `CREATE TABLE shelfwise.manifests (
      shop text NOT NULL,
      sequence bigint NOT NULL,
      manifest text NOT NULL,
      PRIMARY KEY (shop, sequence)
    )`,
  ],
];

/** Any number that nobody else uses: whoever holds it may change the form of the database. */
const MIGRATION_LOCK = 0x5e1f_0001;
const LIMIT_MS = 600_000;

/**
 * Brings a database, empty or of an earlier version, to this one's form, in one transaction. Servers that start together
 * wait for each other.
 * @throws RecommenderError `server/newer-database`, `server/database`.
 */
export async function migrate(database: Database, migrations = MIGRATIONS): Promise<void> {
  await database.transaction(async (queries) => {
    await queries.query('SELECT pg_advisory_xact_lock($1::bigint)', [MIGRATION_LOCK]);
    const version = await versionOf(queries);
    if (version > migrations.length) {
      const expected = `expected a database of version ${String(migrations.length)} or older`;
      throw new RecommenderError('server/newer-database', `${expected}, got ${String(version)}: update Shelfwise`);
    }
    for (const [at, statements] of migrations.entries()) {
      if (at < version) continue;
      for (const statement of statements) await queries.query(statement);
      await queries.query('INSERT INTO shelfwise.migrations (version) VALUES ($1::int)', [at + 1]);
    }
  }, LIMIT_MS);
}

/** 0 for a database that has nothing of ours in it. */
async function versionOf(queries: Queries): Promise<number> {
  const [found] = await queries.query("SELECT to_regclass('shelfwise.migrations') IS NOT NULL AS there");
  if (found?.['there'] !== true) {
    await queries.query('CREATE SCHEMA IF NOT EXISTS shelfwise');
    await queries.query('CREATE TABLE shelfwise.migrations (version int PRIMARY KEY)');
  }
  const [newest] = await queries.query('SELECT coalesce(max(version), 0)::int AS version FROM shelfwise.migrations');
  return Number(newest?.['version']);
}
