import { toEventCode, type EventName } from '../../core/events/event-names.js';
import type { Database } from './database.js';
import { verdictCode } from './verdicts.js';
import { numberVisitWords, VISIT_WORDS } from './visit-words.js';

/** Thresholds are absolute or far out in the tail, so that neither rule fires because a set is small. */
const BOT = {
  /** Fewer views than this are never judged. */
  minViews: 1000,
  /** So many different seconds with a view .. */
  burstViews: 300,
  /** .. within so many seconds: a page every two seconds for ten minutes. */
  burstSeconds: 600,
  /** So large a share of the pauses .. */
  evenShare: 0.9,
  /** .. lies this near to the median pause, relative to it. Nights off do not hide a machine; people's spread is wide. */
  evenness: 0.1,
  /** Longer median pauses are a habit (once a day), not a machine; this also spares clocks of whole days. */
  maxPause: 3600,
} as const;

const RESELLER = {
  minPurchases: 5000,
  /** Purchases over the 99th percentile of users' event counts. */
  timesP99: 50,
} as const;

const VIEWS: readonly EventName[] = ['view_item', 'view_item_list', 'select_item'];
const INTENT: readonly EventName[] = ['add_to_cart', 'add_to_wishlist', 'begin_checkout', 'purchase', 'rate_item'];

/** Rows of `events` no rule has dropped so far. */
export const KEPT = `events WHERE NOT is_cancellation AND pos NOT IN (SELECT pos FROM dropped)`;

/**
 * Numbers users and items (by code point order of their ids) and makes the all-numeric tables `events` and, empty,
 * `dropped (pos, rule)`. Cancellations come along, marked, to be netted.
 */
export async function encodeEvents(db: Database): Promise<void> {
  const refund = String(toEventCode('refund'));
  const purchase = String(toEventCode('purchase'));
  const cancellation = `verdict = ${String(verdictCode('cancellation'))} AND event IN (${refund}, ${purchase})`;
  const used = `staged WHERE verdict = 0 OR (${cancellation})`;
  for (const [table, id] of [
    ['users', 'user_id'],
    ['items', 'item_id'],
  ] as const) {
    await db.run(`CREATE TABLE ${table} AS SELECT ${id}, (row_number() OVER (ORDER BY ${id}) - 1)::UINTEGER AS code
      FROM (SELECT DISTINCT ${id} FROM ${used})`);
  }
  await numberVisitWords(db, used);
  const words = VISIT_WORDS.map(({ field }) => `coalesce(${field}.code, 0)::UINTEGER AS ${field}`);
  const joins = VISIT_WORDS.map(({ field, table }) => `LEFT JOIN ${table} ${field} ON ${field}.word = s.${field}`);
  await db.run(`CREATE TABLE events AS SELECT pos, u.code AS "user", i.code AS item, event, time, session_key, order_key,
    quantity, price, rating, ${words.join(', ')}, verdict <> 0 AS is_cancellation
    FROM (FROM ${used}) s JOIN users u USING (user_id) JOIN items i USING (item_id) ${joins.join(' ')}`);
  await db.run('CREATE TABLE dropped (pos UINTEGER, rule UTINYINT)');
}

/** Rows equal in everything are one event told twice; the first stays. Without a clock equal rows are repeats. */
export async function dropDuplicates(db: Database): Promise<void> {
  await db.run(`INSERT INTO dropped SELECT pos, ${String(verdictCode('duplicate'))} FROM (
    SELECT pos, row_number() OVER (
      PARTITION BY "user", item, event, time, session_key, quantity, price, rating ORDER BY pos) AS copy
    FROM ${KEPT}) WHERE copy > 1`);
}

/**
 * Drops users who view as no person does: more than 1,000 views, nothing carted, wished for, rated or bought, and
 * either bursts of 300 different seconds within ten minutes or pauses as even as a clock's. Needs a clock.
 */
export async function dropBots(db: Database): Promise<void> {
  const views = `event IN (${codes(VIEWS)})`;
  await db.run(`CREATE TABLE bots AS
    WITH suspects AS (SELECT "user" FROM ${KEPT} GROUP BY "user"
        HAVING count(*) FILTER (WHERE ${views}) > ${String(BOT.minViews)} AND count(*) FILTER (WHERE event IN (${codes(INTENT)})) = 0),
      moments AS (SELECT DISTINCT "user", floor(time) AS t FROM ${KEPT} AND ${views} AND "user" IN (FROM suspects)),
      pauses AS (SELECT "user", t - lag(t) OVER w AS pause, t - lag(t, ${String(BOT.burstViews - 1)}) OVER w AS burst
        FROM moments WINDOW w AS (PARTITION BY "user" ORDER BY t)),
      usual AS (SELECT "user", median(pause) AS pause FROM pauses GROUP BY "user")
    SELECT "user" FROM pauses JOIN usual USING ("user") GROUP BY "user"
    HAVING min(burst) < ${String(BOT.burstSeconds)} OR (count(pauses.pause) >= ${String(BOT.minViews)}
      AND any_value(usual.pause) < ${String(BOT.maxPause)}
      AND avg((abs(pauses.pause - usual.pause) <= ${String(BOT.evenness)} * usual.pause)::INTEGER) >= ${String(BOT.evenShare)})`);
  await dropUsers(db, 'bots', verdictCode('bot'));
}

/** Drops accounts that buy for others: over 5,000 purchases and 50 times what all but 1 % of users do at all. */
export async function dropResellers(db: Database): Promise<void> {
  const purchase = String(toEventCode('purchase'));
  await db.run(`CREATE TABLE resellers AS
    WITH counts AS (SELECT "user", count(*) AS events, count(*) FILTER (WHERE event = ${purchase}) AS purchases
      FROM ${KEPT} GROUP BY "user")
    SELECT "user" FROM counts WHERE purchases > ${String(RESELLER.minPurchases)}
      AND purchases > ${String(RESELLER.timesP99)} * (SELECT quantile_disc(events, 0.99) FROM counts)`);
  await dropUsers(db, 'resellers', verdictCode('reseller'));
}

async function dropUsers(db: Database, table: string, rule: number): Promise<void> {
  await db.run(
    `INSERT INTO dropped SELECT pos, ${String(rule)} FROM ${KEPT} AND "user" IN (SELECT "user" FROM ${table})`,
  );
}

function codes(names: readonly EventName[]): string {
  return names.map(toEventCode).join(', ');
}
