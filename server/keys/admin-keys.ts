import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { RecommenderError } from '../../core/errors.js';
import type { Database } from '../storage/database.js';

/** `elsewhere`: the key of another shop. It is told no more than that nothing is here. */
export type Access = 'granted' | 'refused' | 'elsewhere';

/** What a header can carry, and too long to be guessed or to be a word. */
const GOOD_KEY = /^[\x21-\x7e]{16,200}$/;
const KEY_BYTES = 32;
const DAY_MS = 86_400_000;
/** Any number that nobody else uses: who holds it may make a shop's first key. */
const KEY_LOCK = 0x5e1f_0002;

/** How long a key opens its shop. */
export interface KeyLife {
  /** Epoch milliseconds. */
  readonly now: number;
  /** From now. Default: until it is replaced. */
  readonly days?: number | undefined;
}

/**
 * Sees to it that a shop has an admin key. A given one becomes its only one; else the one it has stays, unless it has expired;
 * else one is made.
 * Stored is only the SHA-256, which is enough for keys that nobody can guess: short ones are refused.
 * @param given what `SHELFWISE_ADMIN_KEY` says.
 * @returns the key that was made, which nobody can be told again; undefined where none was.
 * @throws RecommenderError `usage/bad-option`, `server/database`.
 */
export async function ensureAdminKey(
  database: Database,
  shop: string,
  given?: string,
  { now, days }: KeyLife = { now: 0 },
): Promise<string | undefined> {
  if (given !== undefined && !GOOD_KEY.test(given)) {
    const message = 'expected SHELFWISE_ADMIN_KEY to have 16 to 200 ASCII characters and no white space';
    throw new RecommenderError('usage/bad-option', message);
  }
  return database.transaction(async (queries) => {
    await queries.query('SELECT pg_advisory_xact_lock($1::bigint)', [KEY_LOCK]);
    if (given === undefined) {
      const there = await queries.query(
        'SELECT 1 FROM shelfwise.admin_keys WHERE shop = $1::text AND (expires IS NULL OR expires > $2::float8)',
        [shop, now],
      );
      if (there.length > 0) return undefined;
    }
    const key = given ?? randomBytes(KEY_BYTES).toString('base64url');
    await queries.query('DELETE FROM shelfwise.admin_keys WHERE shop = $1::text', [shop]);
    await queries.query(
      'INSERT INTO shelfwise.admin_keys (shop, hash, expires) VALUES ($1::text, $2::bytea, $3::float8)',
      [shop, hashOf(key), days === undefined ? null : now + days * DAY_MS],
    );
    return given === undefined ? key : undefined;
  });
}

/**
 * Does this `Authorization` header open that shop? Compares hashes, every one to its end, whatever it finds.
 * @param now epoch milliseconds: a key that has expired opens nothing.
 * @throws RecommenderError `server/database`.
 */
export async function checkAdminKey(
  database: Database,
  shop: string,
  authorization: string | null,
  now: number,
): Promise<Access> {
  const key = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (key === undefined) return 'refused';
  const came = hashOf(key);
  const rows = await database.query(
    'SELECT shop, hash FROM shelfwise.admin_keys WHERE expires IS NULL OR expires > $1::float8',
    [now],
  );
  const opened = rows.filter(({ hash }) => hash instanceof Uint8Array && timingSafeEqual(hash, came));
  if (opened.some((row) => row['shop'] === shop)) return 'granted';
  return opened.length > 0 ? 'elsewhere' : 'refused';
}

function hashOf(key: string): Uint8Array {
  return createHash('sha256').update(key).digest();
}
