import { RecommenderError } from '../../core/errors.js';
import { sqlText, type Database } from './database.js';
import type { Relation } from './relation.js';

/** What a timestamp looks like. Only the first three can be read; the others tell mixed columns from stray values. */
const CLASSES = ['map format', 'ISO 8601', 'epoch', 'day/month/year', 'words'] as const;

const ISO = '\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?\\s*(?:Z|UTC|[+-]\\d{2}(?::?\\d{2})?)?)?';
const WITHOUT_SECONDS = '^(.{10}[T ]\\d{2}:\\d{2})([^:0-9].*)?$';
const EPOCH = '[+-]?\\d+(?:\\.\\d+)?(?:[eE][+]?\\d+)?';
const DAY_FIRST = '\\d{1,2}[/.\\-]\\d{1,2}[/.\\-]\\d{2,4}(?:\\D.*)?|\\d{4}[/.]\\d{1,2}[/.]\\d{1,2}(?:\\D.*)?';
const WORDS = '(?:\\w+,? )?(?:\\d{1,2} [A-Za-z]{3,9},? \\d{4}|[A-Za-z]{3,9} \\d{1,2},? \\d{4})(?:\\D.*)?';

/** Number of the class a text belongs to, 0 for none. */
export function timeClassSql(text: string, format: string | undefined): string {
  const byMap = format === undefined ? '' : `WHEN try_strptime(${text}, ${sqlText(format)}) IS NOT NULL THEN 1`;
  return `CASE WHEN ${text} IS NULL THEN 0 ${byMap}
    WHEN regexp_full_match(${text}, ${sqlText(ISO)}) THEN 2
    WHEN regexp_full_match(${text}, ${sqlText(EPOCH)}) THEN 3
    WHEN regexp_full_match(${text}, ${sqlText(DAY_FIRST)}) THEN 4
    WHEN regexp_full_match(${text}, ${sqlText(WORDS)}) THEN 5 ELSE 0 END::UTINYINT`;
}

/**
 * Epoch seconds of a text, NULL where it cannot be read. UTC where no zone is named. Numbers below 1e11 are seconds,
 * below 1e14 milliseconds, others microseconds (as in GA4's BigQuery export): each of the three covers all years
 * that are possible.
 */
export function timeSql(text: string, timeClass: string, format: string | undefined): string {
  if (format !== undefined) return `epoch(try_strptime(${text}, ${sqlText(format)}))`;
  const whole = `regexp_replace(${text}, ${sqlText(WITHOUT_SECONDS)}, '\\1:00\\2')`;
  const number = `TRY_CAST(${text} AS DOUBLE)`;
  return `CASE ${timeClass}
    WHEN 2 THEN epoch(coalesce(TRY_CAST(${text} AS TIMESTAMPTZ), TRY_CAST(${whole} AS TIMESTAMPTZ)))
    WHEN 3 THEN CASE WHEN abs(${number}) < 1e11 THEN ${number} WHEN abs(${number}) < 1e14 THEN ${number} / 1e3
      ELSE ${number} / 1e6 END END`;
}

const MIN_SHARE = 0.01;

/**
 * Two formats in one column cannot be told apart safely (is 01/02 in January or February?), so they stop the run. A
 * format counts if at least 1 % of the file's rows have it; a single stray row is left to be rejected.
 * @param timestamp SQL text of the column.
 * @param maxBad share of rows that may be rejected.
 * @throws RecommenderError `input/mixed-dates` with an example of each.
 */
export async function assertOneTimeFormat(
  db: Database,
  relation: Relation,
  timestamp: string,
  maxBad: number,
): Promise<void> {
  const last = relation.base + relation.span;
  const rows = await db.rows(`SELECT time_class::INTEGER, count(*)::DOUBLE, min(pos)::DOUBLE FROM staged
    WHERE pos > ${String(relation.base)} AND pos <= ${String(last)} GROUP BY ALL ORDER BY 3`);
  const found = rows.map((row) => ({ timeClass: Number(row[0]), count: Number(row[1]), pos: Number(row[2]) }));
  const total = found.reduce((sum, { count }) => sum + count, 0);
  const counts = ({ count }: { count: number }): boolean =>
    count >= total * MIN_SHARE && (count > 1 || count > total * maxBad);
  const [one, other] = found.filter((row) => row.timeClass > 0 && counts(row));
  if (one === undefined || other === undefined) return;
  const texts = await db.rows(`SELECT pos::DOUBLE, ${timestamp} FROM (SELECT *, "shelfwise pos" AS pos
    FROM (${relation.sql})) WHERE pos IN (${String(one.pos)}, ${String(other.pos)}) ORDER BY 1`);
  const example = (row: { timeClass: number; pos: number }, index: number): string =>
    `${JSON.stringify(texts[index]?.[1] ?? '')} (${CLASSES[row.timeClass - 1] ?? ''}) at ${relation.file}:${String(row.pos - relation.base)}`;
  throw new RecommenderError(
    'input/mixed-dates',
    `expected one time format in the timestamp column, got ${example(one, 0)} and ${example(other, 1)}`,
    { place: { file: relation.file, line: other.pos - relation.base } },
  );
}
