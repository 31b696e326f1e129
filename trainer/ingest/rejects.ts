import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { RecommenderError } from '../../core/errors.js';
import type { Database } from './database.js';
import type { RowNote } from './ingestion.js';
import type { Relation } from './relation.js';
import { fromVerdictCode, LAST_REJECT_CODE } from './verdicts.js';

/** A table (pos, verdict) whose rows came from these relations. */
export interface Judged {
  readonly table: string;
  readonly relations: readonly Relation[];
}

const FIRST = 10;
const SHOWN_LENGTH = 200;

function rejectedSql({ table }: Judged, relation: Relation): string {
  return `SELECT s.pos, s.verdict, t.text FROM ${table} s JOIN (${relation.textSql}) t ON t.pos = s.pos
    WHERE s.verdict BETWEEN 1 AND ${String(LAST_REJECT_CODE)} AND s.pos > ${String(relation.base)}
      AND s.pos <= ${String(relation.base + relation.span)} ORDER BY s.pos`;
}

/** The first rejected rows in file order. */
export async function firstRejected(db: Database, judged: Judged): Promise<RowNote[]> {
  const notes: RowNote[] = [];
  for (const relation of judged.relations) {
    if (notes.length >= FIRST) break;
    const rows = await db.rows(`${rejectedSql(judged, relation)} LIMIT ${String(FIRST - notes.length)}`);
    for (const [pos, verdict, text] of rows) {
      notes.push({
        reason: fromVerdictCode(Number(verdict)) ?? '',
        file: relation.file,
        line: Number(pos) - relation.base,
        text: String(text).slice(0, SHOWN_LENGTH),
      });
    }
  }
  return notes;
}

/**
 * Writes every rejected row to a CSV file `file,line,reason,text`, safe to open in a spreadsheet.
 * @throws RecommenderError `usage/bad-option` where the file cannot be written.
 */
export async function writeRejects(db: Database, path: string, tables: readonly Judged[]): Promise<void> {
  const out = createWriteStream(path, 'utf8');
  try {
    await once(out, 'open');
    out.write('file,line,reason,text\n');
    for (const judged of tables) {
      for (const relation of judged.relations) {
        for await (const chunk of db.chunks(rejectedSql(judged, relation))) {
          const lines = chunk.getRows().map(([pos, verdict, text]) => {
            const line = String(Number(pos) - relation.base);
            return [toCell(relation.file), line, fromVerdictCode(Number(verdict)) ?? '', toCell(String(text))].join(
              ',',
            );
          });
          if (!out.write(`${lines.join('\n')}\n`)) await once(out, 'drain');
        }
      }
    }
    out.end();
    await once(out, 'finish');
  } catch (error) {
    out.destroy();
    throw new RecommenderError('usage/bad-option', 'expected a writable file for rejected rows', {
      place: { file: path },
      cause: error,
    });
  }
}

/** A CSV cell no spreadsheet takes for a formula. */
export function toCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
