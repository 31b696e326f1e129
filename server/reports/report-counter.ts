import { createHmac } from 'node:crypto';
import type { Report } from '../../core/privacy/report.js';
import { sqlStateOf, type Database, type Parameter } from '../storage/database.js';
import type { EpochKeys } from './epoch-keys.js';

/** `closed`: the epoch's key is destroyed, so a report of it could no longer be told from a resent one. */
export type Counted = 'accepted' | 'duplicate' | 'closed';

export interface ReportCounter {
  /**
   * Counts a report unless it has been counted already, by this or another server of the same database.
   * @throws RecommenderError `server/database`: it was not counted, or it was and the answer got lost. Counting it again is
   * safe in either case.
   */
  count(report: Report): Promise<Counted>;
}

/** One statement, so one transaction: the tag is new and the counter goes up, or neither. */
const COUNT = `
  WITH fresh AS (
    INSERT INTO shelfwise.seen (epoch, tag) VALUES ($1::int, $2::bytea) ON CONFLICT DO NOTHING RETURNING epoch
  ), counted AS (
    INSERT INTO shelfwise.counters AS old (shop, epoch, question, parameter, model, arm, answer, count)
    SELECT $3::text, epoch, $4::text, $5::int, $6::bigint, $7::smallint, $8::int, 1 FROM fresh
    ON CONFLICT (shop, epoch, question, parameter, model, arm, answer) DO UPDATE SET count = old.count + 1
    RETURNING 1
  )
  SELECT count(*)::int AS count FROM counted`;

const FOREIGN_KEY_VIOLATION = '23503';

/** @param shop whose counters go up. */
export function createReportCounter(database: Database, keys: EpochKeys, shop: string): ReportCounter {
  return {
    async count({ id, epoch, question, parameter, model, arm, answer }) {
      const key = await keys.keyOf(epoch);
      if (key === undefined) return 'closed';
      const tag: Uint8Array = createHmac('sha256', key).update(id).digest();
      const parameters: Parameter[] = [epoch, tag, shop, question, parameter, model, arm, answer];
      try {
        const [row] = await database.query(COUNT, parameters);
        return Number(row?.['count']) === 1 ? 'accepted' : 'duplicate';
      } catch (error) {
        // Closed since the key was read: the tag has no epoch to belong to.
        if (sqlStateOf(error) === FOREIGN_KEY_VIOLATION) return 'closed';
        throw error;
      }
    },
  };
}
