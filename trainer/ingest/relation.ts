import path from 'node:path';
import { RecommenderError } from '../../core/errors.js';
import { sqlName, sqlText, type Database } from './database.js';
import { splitLineSql } from './delimited.js';
import { toPlainText } from './plain-text.js';
import { createRecords } from './quoted-records.js';
import type { DelimitedSource, JsonLinesSource, ParquetSource, Source } from './sniff.js';

/** A file as SQL sees it. */
export interface Relation {
  readonly file: string;
  /** A query with the columns `shelfwise pos` (see `base`), `shelfwise ok` (false: not a record), and the file's own. */
  readonly sql: string;
  readonly columns: readonly string[];
  /** Columns whose values are texts; others are typed by Parquet. */
  readonly textColumns: ReadonlySet<string>;
  /** Position of a row = base + its 1-based line (Parquet: row); positions are unique and grow over all files. */
  readonly base: number;
  /** Positions this file takes. */
  readonly span: number;
  /** A query (pos, text) of the rows as they were written, for showing what was rejected. */
  readonly textSql: string;
}

export const POS = '"shelfwise pos"';
export const OK = '"shelfwise ok"';

const MAX_JSON_KEYS = 1000;
/** Longer lines never reach DuckDB, see plain-text.ts. */
const DUCKDB_LINE_BYTES = 1 << 22;

export interface LoadOptions {
  readonly source: Source;
  /** A name for its tables, unique in the database. */
  readonly name: string;
  readonly base: number;
  readonly onBytes?: (bytes: number) => void;
}

/** Makes a file readable by SQL. @throws RecommenderError as toPlainText does, and `input/unknown-format`. */
export async function loadRelation(db: Database, options: LoadOptions): Promise<Relation> {
  const { source } = options;
  if (source.kind === 'parquet') return loadParquet(db, source, options);
  const lines = await loadLines(db, source, options);
  return source.kind === 'delimited'
    ? loadDelimited(db, source, { ...options, lines })
    : loadJsonLines(db, source, { ...options, lines });
}

type Loaded = LoadOptions & { readonly lines: number };

/** Table `lines_NAME (pos, line, bad)`: every physical line, in order, counted twice by different means. */
async function loadLines(
  db: Database,
  source: DelimitedSource | JsonLinesSource,
  options: LoadOptions,
): Promise<number> {
  const { name, base, onBytes } = options;
  const text = await toPlainText({
    path: source.file,
    gzip: source.gzip,
    copyPath: path.join(db.scratch, `${name}.txt`),
    ...(onBytes === undefined ? {} : { onBytes }),
  });
  // Byte 1 occurs in no plain text, so that DuckDB takes each line whole.
  await db.run(`CREATE TABLE raw_${name} AS SELECT line FROM read_csv(${sqlText(path.resolve(text.path))},
    auto_detect = false, header = false, delim = '\u0001', quote = '', escape = '', new_line = '\\n', encoding = 'utf-8',
    max_line_size = ${String(DUCKDB_LINE_BYTES)}, columns = {'line': 'VARCHAR'})`);
  const loaded = await db.number(`SELECT count(*)::DOUBLE FROM raw_${name}`);
  if (loaded !== text.lines) {
    throw new RecommenderError('internal/unexpected', `expected ${text.lines} lines, read ${loaded}`, {
      place: { file: source.file },
    });
  }
  await db.createNumbers(`bad_${name}`, { pos: text.badLines.map((line) => base + line) });
  const isBad = text.badLines.length === 0 ? 'false' : `p IN (SELECT pos FROM bad_${name})`;
  await db.run(`CREATE VIEW lines_${name} AS SELECT p AS pos, line, ${isBad} AS bad
    FROM (SELECT (rowid + 1 + ${String(base)})::UINTEGER AS p, line FROM raw_${name})`);
  return text.lines;
}

async function loadDelimited(db: Database, source: DelimitedSource, { name, base, lines }: Loaded): Promise<Relation> {
  const { delimiter, header, headerLines, file } = source;
  await createRecords(db, name, { delimiter, columns: header.length });
  const columns = header.map((column, index) => `f[${String(index + 1)}] AS ${sqlName(column)}`);
  const records = `SELECT pos, line, bad FROM records_${name} WHERE line <> '' AND pos > ${String(base + headerLines)}`;
  return {
    file,
    columns: header,
    textColumns: new Set(header),
    base,
    span: lines,
    textSql: `SELECT pos, line AS text FROM (${records})`,
    sql: `SELECT pos AS ${POS}, f IS NOT NULL AND len(f) = ${String(header.length)} AS ${OK}, ${columns.join(', ')}
      FROM (SELECT pos, CASE WHEN NOT bad THEN ${splitLineSql('line', delimiter)} END AS f FROM (${records}))`,
  };
}

async function loadJsonLines(db: Database, source: JsonLinesSource, { name, base, lines }: Loaded): Promise<Relation> {
  const { file } = source;
  const records = `SELECT pos, ltrim(line, chr(65279)) AS line, bad FROM lines_${name} WHERE trim(line, E' \\t') <> ''`;
  const isObject = `NOT bad AND json_valid(line) AND json_type(line) = 'OBJECT'`;
  const keys = await db.rows(`SELECT DISTINCT unnest(CASE WHEN ${isObject} THEN json_keys(line) END) AS k
    FROM (${records}) ORDER BY k LIMIT ${String(MAX_JSON_KEYS + 1)}`);
  if (keys.length > MAX_JSON_KEYS) {
    throw new RecommenderError('input/unknown-format', `expected at most ${MAX_JSON_KEYS} different fields`, {
      place: { file, line: 1 },
    });
  }
  const taken = new Set<string>();
  const distinct = keys
    .map(([key]) => String(key))
    .filter((key) => {
      const isNew = key !== '' && !taken.has(key.toLowerCase());
      taken.add(key.toLowerCase());
      return isNew;
    });
  const pointers = distinct.map((key) => sqlText(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
  const columns = distinct.map((key, index) => `f[${String(index + 1)}] AS ${sqlName(key)}`);
  const fields = pointers.length === 0 ? '[]::VARCHAR[]' : `json_extract_string(line, [${pointers.join(', ')}])`;
  return {
    file,
    columns: distinct,
    textColumns: new Set(distinct),
    base,
    span: lines,
    textSql: `SELECT pos, line AS text FROM (${records})`,
    sql: `SELECT ${[`pos AS ${POS}`, `f IS NOT NULL AS ${OK}`, ...columns].join(', ')}
      FROM (SELECT pos, CASE WHEN ${isObject} THEN ${fields} END AS f FROM (${records}))`,
  };
}

async function loadParquet(db: Database, source: ParquetSource, { base }: LoadOptions): Promise<Relation> {
  const { file } = source;
  const scan = `read_parquet(${sqlText(path.resolve(file))}, file_row_number = true)`;
  const described = await describe(db, file, scan);
  const own = described.filter(([name]) => name !== 'file_row_number');
  const pos = `(file_row_number + 1 + ${String(base)})::UINTEGER`;
  const names = own.map(([name]) => sqlName(name)).join(', ');
  const fields = own.map(([name]) => `${sqlText(name)}: ${sqlName(name)}`).join(', ');
  return {
    file,
    columns: own.map(([name]) => name),
    textColumns: new Set(own.filter(([, type]) => type === 'VARCHAR').map(([name]) => name)),
    base,
    span: await db.number(`SELECT count(*)::DOUBLE FROM ${scan}`),
    textSql: `SELECT ${pos} AS pos, to_json({${fields}})::VARCHAR AS text FROM ${scan}`,
    sql: `SELECT ${pos} AS ${POS}, true AS ${OK}, ${names} FROM ${scan}`,
  };
}

async function describe(db: Database, file: string, scan: string): Promise<[string, string][]> {
  try {
    const rows = await db.rows(`DESCRIBE SELECT * FROM ${scan}`);
    return rows.map(([name, type]): [string, string] => [String(name), String(type)]);
  } catch (error) {
    throw new RecommenderError('input/binary-file', 'expected a whole Parquet file, got a damaged one', {
      place: { file },
      cause: error,
    });
  }
}
