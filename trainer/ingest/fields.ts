import { RecommenderError } from '../../core/errors.js';
import { sqlName, sqlText, type Database } from './database.js';
import type { Relation } from './relation.js';
import type { FieldSource, MapSection } from './shop-map.js';

const MAX_ITEM_ID_LENGTH = 200;

/** Texts that mean "nothing" in exports of databases, pandas and trackers. */
const NOTHING = ['', 'NULL', 'null', '\\N', 'NaN', 'nan', 'None', 'undefined'];

/** "12.50", "1e3", "GBP 12.50", "12.50 GBP", "£12.50": the number, as text. */
const MONEY = '(?:[A-Z]{3}|[£$€¥])?\\s*([+-]?\\d+(?:\\.\\d+)?)\\s*(?:[A-Z]{3}|[£$€¥])?';

/**
 * Makes the SQL functions the queries use: `clean(text)` trims and turns what means nothing into NULL, `number(text)`
 * reads a finite number or gives NULL.
 */
export async function createFunctions(db: Database): Promise<void> {
  const nothing = NOTHING.map(sqlText).join(', ');
  await db.run(`CREATE MACRO trimmed(v) AS trim(v::VARCHAR, E' \\t\\r\\n')`);
  await db.run(`CREATE MACRO clean(v) AS CASE WHEN trimmed(v) IN (${nothing}) THEN NULL ELSE trimmed(v) END`);
  await db.run(`CREATE MACRO finite(x) AS CASE WHEN isfinite(x) THEN x END`);
  await db.run(`CREATE MACRO money(v) AS CASE WHEN regexp_full_match(v, ${sqlText(MONEY)})
    THEN TRY_CAST(regexp_extract(v, ${sqlText(MONEY)}, 1) AS DOUBLE) END`);
  await db.run('CREATE MACRO number(v) AS finite(coalesce(TRY_CAST(v AS DOUBLE), money(v)))');
}

/** The fields of one file in SQL, by the map or, where it says nothing, by their canonical names. */
export class FieldResolver {
  constructor(
    private readonly section: MapSection,
    private readonly relation: Relation,
    private readonly mapFile: string | undefined,
  ) {}

  /**
   * SQL text of a field, undefined where the file has none.
   * @throws RecommenderError `input/absent-map-column`.
   */
  text(field: string): string | undefined {
    const raw = this.raw(field);
    return raw === undefined ? undefined : `clean(${raw})`;
  }

  /** SQL text of a field, NULL where the file has none. */
  textOrNull(field: string): string {
    return this.text(field) ?? 'NULL::VARCHAR';
  }

  /** The strptime format of a field that is text; a typed column needs none. */
  format(field: string): string | undefined {
    const source = this.section.fields.get(field);
    if (source?.kind !== 'column' || source.format === undefined) return undefined;
    return this.relation.textColumns.has(this.column(source.column)) ? source.format : undefined;
  }

  private raw(field: string): string | undefined {
    const source: FieldSource | undefined = this.section.fields.get(field);
    if (source?.kind === 'constant') return sqlText(source.value);
    if (source?.kind === 'sql') return tryExpression(source.sql);
    if (source?.kind === 'column') return sqlName(this.column(source.column));
    const own = findColumn(this.relation, field);
    return own === undefined ? undefined : sqlName(own);
  }

  private column(name: string): string {
    const found = findColumn(this.relation, name);
    if (found !== undefined) return found;
    const { file, columns } = this.relation;
    throw new RecommenderError(
      'input/absent-map-column',
      `expected the column ${JSON.stringify(name)} that the map names, found ${columns.join(', ')}`,
      { place: { file, line: 1 } },
    );
  }

  /**
   * Tries every SQL expression of the section against the file, without reading rows.
   * @throws RecommenderError `input/bad-map`, or `input/absent-map-column` where only a column is missing.
   */
  async check(db: Database): Promise<void> {
    for (const [field, source] of this.section.fields) {
      if (source.kind === 'sql') await this.checkExpression(db, field, tryExpression(source.sql));
      if (source.kind === 'column' && source.format !== undefined) {
        await this.checkExpression(db, `format of ${field}`, `try_strptime('', ${sqlText(source.format)})`);
      }
    }
    const { where, nonProduct } = this.section;
    if (where !== undefined) await this.checkExpression(db, 'where', condition(where));
    if (nonProduct !== undefined) await this.checkExpression(db, 'non_product', condition(nonProduct));
  }

  private async checkExpression(db: Database, what: string, sql: string): Promise<void> {
    try {
      await db.rows(`SELECT ${sql} FROM (${this.relation.sql}) LIMIT 0`);
    } catch (error) {
      const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
      const isAbsent = reason.includes('not found in FROM clause');
      const found = isAbsent ? `; ${this.relation.file} has ${this.relation.columns.join(', ')}` : '';
      throw new RecommenderError(
        isAbsent ? 'input/absent-map-column' : 'input/bad-map',
        `expected SQL over the file's columns for "${what}", got: ${reason}${found}`,
        { place: isAbsent ? { file: this.relation.file, line: 1 } : { file: this.mapFile ?? '' }, cause: error },
      );
    }
  }
}

/**
 * Whether an item id is one that no device takes (see `parseShopEvent`): its 200 characters are UTF-16 units, of which
 * an emoji has two.
 */
export function isTooLongSql(id: string): string {
  const astral = `regexp_replace(${id}, '[^\\x{10000}-\\x{10FFFF}]', '', 'g')`;
  const limit = String(MAX_ITEM_ID_LENGTH);
  return `(length(${id}) > ${limit} OR (strlen(${id}) > ${limit} AND length(${id}) + length(${astral}) > ${limit}))`;
}

function findColumn(relation: Relation, name: string): string | undefined {
  if (relation.columns.includes(name)) return name;
  return relation.columns.find((column) => column.toLowerCase() === name.toLowerCase());
}

/** An expression of a map; a row for which it fails has no value. The line break ends a comment in the expression. */
function tryExpression(sql: string): string {
  return `TRY((${sql}\n))`;
}

/** A condition of a map; false where it fails or has no answer. */
export function condition(sql: string): string {
  return `coalesce(TRY((${sql}\n)::BOOLEAN), false)`;
}
