import { RecommenderError } from '../../core/errors.js';
import type { Database, SqlValue } from './database.js';
import type { Judged } from './rejects.js';
import { POS, type Relation } from './relation.js';
import { KEPT } from './rules.js';
import { KNOWN_EVENTS, type StagedFile } from './stage-events.js';
import { fromVerdictCode, LAST_REJECT_CODE, type Verdict } from './verdicts.js';

export interface VerdictCounts {
  readonly rowsIn: number;
  readonly used: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly filtered: Readonly<Record<string, number>>;
}

/**
 * Counts what became of every row. What is used is counted on its own, not as the difference.
 * @throws RecommenderError `internal/unexpected` if the sum is not the number of rows.
 */
export async function countVerdicts(db: Database): Promise<VerdictCounts> {
  const rows = await db.rows(`SELECT verdict::INTEGER AS code, count(*)::DOUBLE FROM (
      SELECT verdict FROM staged WHERE verdict > 0 UNION ALL SELECT rule FROM dropped) GROUP BY code ORDER BY code`);
  const rowsIn = await db.number('SELECT count(*)::DOUBLE FROM staged');
  const used = await db.number(`SELECT count(*)::DOUBLE FROM ${KEPT}`);
  const counts = rows.map(([code, count]) => ({ code: Number(code), count: Number(count) }));
  const left = counts.reduce((sum, { count }) => sum + count, 0);
  if (used + left !== rowsIn) {
    throw new RecommenderError(
      'internal/unexpected',
      `expected ${rowsIn} rows to be accounted for, got ${used} + ${left}`,
    );
  }
  const pick = (isReject: boolean): Record<string, number> =>
    Object.fromEntries(
      counts
        .filter(({ code }) => code <= LAST_REJECT_CODE === isReject)
        .map(({ code, count }) => [fromVerdictCode(code) ?? '', count]),
    );
  return { rowsIn, used, rejected: pick(true), filtered: pick(false) };
}

export interface BadRowsInput {
  /** Share of rows that may be rejected. */
  readonly maxBad: number;
  readonly files: readonly StagedFile[];
}

/** @throws RecommenderError `input/too-many-bad-rows` naming the most frequent reason and its first row. */
export async function assertFewBadRows(db: Database, judged: Judged, { maxBad, files }: BadRowsInput): Promise<void> {
  const rows = await db.rows(`SELECT verdict::INTEGER, count(*)::DOUBLE AS n, min(pos)::DOUBLE FROM ${judged.table}
    WHERE verdict BETWEEN 1 AND ${String(LAST_REJECT_CODE)} GROUP BY verdict ORDER BY n DESC, verdict`);
  const bad = rows.reduce((sum, row) => sum + Number(row[1]), 0);
  const total = await db.number(`SELECT count(*)::DOUBLE FROM ${judged.table}`);
  const [top] = rows;
  if (top === undefined || bad <= maxBad * total) return;
  const pos = Number(top[2]);
  const reason = fromVerdictCode(Number(top[0])) ?? 'malformed-line';
  const relation = judged.relations.find(({ base, span }) => pos > base && pos <= base + span);
  const file = files.find((staged) => staged.relation === relation);
  const example = relation === undefined ? '' : await describe(db, { reason, pos, relation, file });
  const reasons = rows.map((row) => `${fromVerdictCode(Number(row[0])) ?? ''} ${String(row[1])}`).join(', ');
  throw new RecommenderError(
    'input/too-many-bad-rows',
    `expected at most ${percent(maxBad)} bad rows, got ${percent(bad / total)} (${bad} of ${total}: ${reasons}); first ${example}`,
    relation === undefined ? {} : { place: { file: relation.file, line: pos - relation.base } },
  );
}

function percent(share: number): string {
  return `${String(Math.round(share * 1000) / 10)} %`;
}

interface Example {
  readonly reason: Verdict;
  readonly pos: number;
  readonly relation: Relation;
  readonly file: StagedFile | undefined;
}

async function describe(db: Database, { reason, pos, relation, file }: Example): Promise<string> {
  const shown = (value: SqlValue | undefined): string => JSON.stringify(String(value ?? '').slice(0, 200));
  const valueOf = async (sql: string): Promise<SqlValue | undefined> =>
    (await db.rows(`SELECT ${sql} FROM (${relation.sql}) WHERE ${POS} = ${String(pos)}`))[0]?.[0];
  if (reason === 'unknown-event-name' && file?.eventName !== undefined) {
    return `event name ${shown(await valueOf(file.eventName))}, expected one of ${KNOWN_EVENTS} or an alias`;
  }
  if (reason === 'bad-timestamp' && file?.timestamp !== undefined) {
    const value = shown(await valueOf(file.timestamp));
    return `timestamp ${value}, expected ISO 8601, epoch seconds or milliseconds, or the map's "format"`;
  }
  const [row] = await db.rows(`SELECT text FROM (${relation.textSql}) WHERE pos = ${String(pos)}`);
  return `${reason} ${shown(row?.[0])}`;
}

/** @throws RecommenderError `input/missing-column` where some files have a timestamp column and some have none. */
export function assertSameClock(files: readonly StagedFile[]): void {
  const without = files.find((file) => file.timestamp === undefined);
  if (without === undefined || files.every((file) => file.timestamp === undefined)) return;
  throw new RecommenderError('input/missing-column', 'expected a column timestamp as in the other files', {
    place: { file: without.relation.file, line: 1 },
  });
}

/** What to say where nothing is left. */
export function noEvents({ rowsIn, rejected, filtered }: VerdictCounts): RecommenderError {
  const reasons = Object.entries({ ...rejected, ...filtered }).map(([name, count]) => `${name} ${String(count)}`);
  const why = reasons.length === 0 ? '' : `: ${reasons.join(', ')}`;
  return new RecommenderError('input/no-events', `expected events, none is left of ${rowsIn} rows${why}`);
}
