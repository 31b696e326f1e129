import type { Database } from './database.js';
import { verdictCode } from './verdicts.js';

/** More of the log than this is the shop's own time, however odd. */
const STRAY_SHARE = 0.02;
/** Nearer than this no row is stray, however short the log. */
const MIN_SECONDS = 30 * 86_400;
/** A log numbered from one start for everybody has no common clock: long histories reach far, see fit/clock.ts. */
const SAME_START_SHARE = 0.5;

/**
 * Rejects the rows of clocks that run ahead, which would carry "now" years past every other row: those farther beyond
 * the log's 98 % quantile than the 96 % before it are long, and 30 days at least. Days of shoppers are counted rather
 * than rows, so that no machine's burst is the log. The data alone decide, not the wall clock: the same log gives the
 * same model on any day, and a simulated log of the future trains. Clocks that lag move nothing but their own rows, and
 * a young shop's first rows look like theirs: those stay.
 */
export async function rejectStrayTimes(db: Database): Promise<void> {
  const last = await lastUsualTime(db);
  if (last === undefined) return;
  const stray = `verdict IN (0, ${String(verdictCode('cancellation'))}) AND time > ${String(last)}`;
  if ((await db.number(`SELECT count(*)::DOUBLE FROM staged WHERE ${stray}`)) === 0) return;
  if (await isNumberedFromOneStart(db)) return;
  await db.run(`UPDATE staged SET verdict = ${String(verdictCode('stray-time'))} WHERE ${stray}`);
}

/** Epoch seconds; undefined where there is no row. */
async function lastUsualTime(db: Database): Promise<number | undefined> {
  const [row] =
    await db.rows(`SELECT quantile_disc(time, ${String(STRAY_SHARE)}), quantile_disc(time, ${String(1 - STRAY_SHARE)})
    FROM (SELECT max(time) AS time FROM staged WHERE verdict = 0 GROUP BY user_id, floor(time / 86400))`);
  const [low, high] = row ?? [];
  if (typeof low !== 'number' || typeof high !== 'number') return undefined;
  return high + Math.max(high - low, MIN_SECONDS);
}

async function isNumberedFromOneStart(db: Database): Promise<boolean> {
  const share = await db.number(`SELECT max(n) / sum(n) FROM (SELECT count(*)::DOUBLE AS n
    FROM (SELECT min(time) AS start FROM staged WHERE verdict = 0 GROUP BY user_id) GROUP BY start)`);
  return share > SAME_START_SHARE;
}
