import { splitLineSql, splitRecord } from './delimited.js';
import type { Database } from './database.js';

/** A physical line that holds a quote. */
export interface QuotedLine {
  /** Position: grows by 1 a physical line. */
  readonly pos: number;
  readonly text: string;
}

/** Records that span lines first .. last, ascending and apart. */
export interface Joins {
  readonly first: number[];
  readonly last: number[];
}

/** No record of a sane export spans more lines; an unclosed quote must not swallow the rest of a file. */
export const MAX_RECORD_LINES = 1000;

export interface RecordShape {
  readonly delimiter: string;
  readonly columns: number;
}

/**
 * Finds quoted fields that hold line breaks. A line that opens a quote is joined with the following ones only if that
 * gives a record of the right number of columns; otherwise it stays alone, is judged malformed, and nothing after it
 * is lost. Fed in pieces: `scan` keeps what it cannot decide yet.
 */
export class RecordJoiner {
  readonly joins: Joins = { first: [], last: [] };
  private pending: QuotedLine[] = [];

  constructor(private readonly shape: RecordShape) {}

  /** @param lines the next lines that hold a quote, ascending; lines without any may be left out. */
  scan(lines: readonly QuotedLine[], isLast: boolean): void {
    this.pending = this.pending.concat(lines);
    let index = 0;
    while (index < this.pending.length) {
      const end = this.tryJoin(index, isLast);
      if (end === 'more') break;
      if (end > index) {
        this.joins.first.push(this.pending[index]!.pos);
        this.joins.last.push(this.pending[end]!.pos);
      }
      index = end + 1;
    }
    this.pending = this.pending.slice(index);
  }

  /** Index of the line that ends the record which begins at `index`; `index` itself where nothing is to be joined. */
  private tryJoin(index: number, isLast: boolean): number | 'more' {
    const start = this.pending[index]!;
    if (splitRecord(start.text, this.shape.delimiter).kind !== 'open') return index;
    let text = start.text;
    let quotes = countQuotes(start.text);
    for (let next = index + 1; next < this.pending.length; next++) {
      const line = this.pending[next]!;
      if (line.pos - start.pos >= MAX_RECORD_LINES) return index;
      text += `\n${line.text}`;
      quotes += countQuotes(line.text);
      if (quotes % 2 === 1) continue;
      const record = splitRecord(text, this.shape.delimiter);
      if (record.kind !== 'open') {
        return record.kind === 'record' && record.fields.length === this.shape.columns ? next : index;
      }
    }
    return isLast ? index : 'more';
  }
}

function countQuotes(text: string): number {
  return text.split('"').length - 1;
}

/**
 * Makes view `records_K (pos, line, bad)` of table `lines_K`: one row a record, at the position of its first line.
 * Where no record spans lines, which is nearly always, the view is the table.
 */
export async function createRecords(db: Database, name: string, shape: RecordShape): Promise<void> {
  const lines = `lines_${name}`;
  await db.run(`CREATE TABLE openers_${name} AS SELECT pos FROM ${lines}
    WHERE NOT bad AND contains(line, '"') AND (${splitLineSql('line', shape.delimiter)}) IS NULL`);
  const joiner = new RecordJoiner(shape);
  if ((await db.number(`SELECT count(*)::DOUBLE FROM openers_${name}`)) > 0) {
    const near = `SELECT l.pos, l.line FROM ${lines} l ASOF JOIN openers_${name} o ON l.pos >= o.pos
      WHERE l.pos - o.pos < ${String(MAX_RECORD_LINES)} AND NOT l.bad AND contains(l.line, '"') ORDER BY l.pos`;
    for await (const chunk of db.chunks(near)) {
      const lines = chunk.getRows().map(([pos, text]) => ({ pos: Number(pos), text: String(text) }));
      joiner.scan(lines, false);
    }
    joiner.scan([], true);
  }
  if (joiner.joins.first.length === 0) {
    await db.run(`CREATE VIEW records_${name} AS SELECT pos, line, bad FROM ${lines}`);
    return;
  }
  await db.createNumbers(`joins_${name}`, joiner.joins as unknown as Record<string, number[]>);
  await db.run(`CREATE TABLE records_${name} AS
    SELECT l.pos, l.line, l.bad FROM ${lines} l ASOF LEFT JOIN joins_${name} j ON l.pos >= j.first
      WHERE j.last IS NULL OR l.pos > j.last
    UNION ALL
    SELECT j.first, string_agg(coalesce(l.line, ''), chr(10) ORDER BY l.pos), bool_or(l.bad)
      FROM ${lines} l ASOF JOIN joins_${name} j ON l.pos >= j.first WHERE l.pos <= j.last GROUP BY j.first`);
}
