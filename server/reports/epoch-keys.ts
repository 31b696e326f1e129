import { randomBytes } from 'node:crypto';
import { closingOf, epochOf } from '../../core/privacy/epoch.js';
import type { Database } from '../storage/database.js';

/** The secret of each open epoch: with it a report id becomes a tag, and without it no tag leads back to an id. */
export interface EpochKeys {
  /**
   * 32 bytes, the same for every server of a database, made when first asked for.
   * @returns undefined where the epoch's keys are destroyed.
   */
  keyOf(epoch: number): Promise<Uint8Array | undefined>;
  /** Destroys the keys of all epochs that are closed, for good, and the tags made with them. @param now epoch milliseconds. */
  destroyClosed(now: number): Promise<void>;
}

const KEY_BYTES = 32;
/** Tags are deleted in portions, none of which takes long enough to be in the way of reports. */
const TAGS_AT_ONCE = 10_000;

/**
 * An epoch that had a key stays closed, so that a clock that ran ahead and was set right makes nothing count twice. Those
 * without one do not: a clock that ran years ahead must not close the years to come.
 */
const CLOSE = `
  UPDATE shelfwise.closed SET through = greatest(
    through, (SELECT max(epoch) FROM shelfwise.epochs WHERE epoch <= $1::int)
  )`;

export function createEpochKeys(database: Database): EpochKeys {
  const known = new Map<number, Uint8Array>();

  return {
    async keyOf(epoch) {
      const key = known.get(epoch) ?? (await readOrMakeKey(database, epoch));
      if (key !== undefined) known.set(epoch, key);
      return key;
    },
    async destroyClosed(now) {
      const through = lastClosed(now);
      for (const epoch of known.keys()) if (epoch <= through) known.delete(epoch);
      await database.transaction(async (queries) => {
        await queries.query(CLOSE, [through]);
        await queries.query('UPDATE shelfwise.epochs SET key = NULL WHERE epoch <= $1::int', [through]);
      });
      await deleteTags(database, through);
      await database.query('DELETE FROM shelfwise.epochs WHERE epoch <= $1::int', [through]);
      // A deleted row stays in its page until somebody tidies up; a key must not.
      await database.query('VACUUM shelfwise.epochs');
    },
  };
}

/** The newest epoch whose reports are refused by now. */
function lastClosed(now: number): number {
  let epoch = epochOf(now);
  while (closingOf(epoch) > now) epoch--;
  return epoch;
}

/**
 * Of several servers that make a key at once, one stores its own and all read that. The row of `closed` is held the while, so
 * that no key is made for an epoch that is being closed.
 */
async function readOrMakeKey(database: Database, epoch: number): Promise<Uint8Array | undefined> {
  const read = async (): Promise<Uint8Array | undefined> => {
    const [row] = await database.query('SELECT key FROM shelfwise.epochs WHERE epoch = $1::int AND key IS NOT NULL', [
      epoch,
    ]);
    return row?.['key'] instanceof Uint8Array ? row['key'] : undefined;
  };
  const there = await read();
  if (there !== undefined) return there;
  await database.query(
    `INSERT INTO shelfwise.epochs (epoch, key)
     SELECT $1::int, $2::bytea FROM (SELECT through FROM shelfwise.closed FOR SHARE) AS closed WHERE through < $1::int
     ON CONFLICT DO NOTHING`,
    [epoch, randomBytes(KEY_BYTES)],
  );
  return read();
}

async function deleteTags(database: Database, through: number): Promise<void> {
  for (;;) {
    const [row] = await database.query(
      `WITH gone AS (
         DELETE FROM shelfwise.seen WHERE (epoch, tag) IN (
           SELECT epoch, tag FROM shelfwise.seen WHERE epoch <= $1::int LIMIT $2::int
         ) RETURNING 1
       ) SELECT count(*)::int AS count FROM gone`,
      [through, TAGS_AT_ONCE],
    );
    if (Number(row?.['count']) < TAGS_AT_ONCE) return;
  }
}
