import { CATALOG_NUMBER_FIELDS, CATALOG_TEXT_FIELDS } from '../../core/catalog.js';
import { RecommenderError } from '../../core/errors.js';
import type { Database } from './database.js';
import { condition, FieldResolver, isTooLongSql } from './fields.js';
import { OK, POS, type Relation } from './relation.js';
import type { ShopMap } from './shop-map.js';
import { derivedFields } from './stage-events.js';
import { verdictCode } from './verdicts.js';

/** Numbers stay texts until they are read: a price may carry its currency. */
const FIELDS: readonly string[] = [...CATALOG_TEXT_FIELDS, ...CATALOG_NUMBER_FIELDS];

/** Makes the empty table `catalog_rows`: item_id and every field as text. */
export async function createCatalogRows(db: Database): Promise<void> {
  const columns = FIELDS.map((field) => `${field} VARCHAR`);
  await db.run(`CREATE TABLE catalog_rows (pos UINTEGER, verdict UTINYINT, item_id VARCHAR, ${columns.join(', ')})`);
}

/** Reads a catalog file. @throws RecommenderError `input/missing-column`, `input/absent-map-column`, `input/bad-map`. */
export async function stageCatalog(db: Database, relation: Relation, map: ShopMap): Promise<void> {
  const fields = new FieldResolver(map.catalog, relation, map.file);
  await fields.check(db);
  const item = fields.text('item_id');
  if (item === undefined) {
    throw new RecommenderError(
      'input/missing-column',
      `expected a column item_id (or a map that names it), found ${relation.columns.join(', ')}`,
      { place: { file: relation.file, line: 1 } },
    );
  }
  const { where, nonProduct } = map.catalog;
  const wanted = where === undefined ? 'true' : condition(where);
  const isProduct = nonProduct === undefined ? 'true' : `NOT ${condition(nonProduct)}`;
  await db.run(`INSERT INTO catalog_rows BY NAME SELECT ${POS} AS pos, (CASE
      WHEN NOT coalesce(${OK}, false) THEN ${String(verdictCode('malformed-line'))}
      WHEN NOT ${wanted} THEN ${String(verdictCode('where'))}
      WHEN ${item} IS NULL THEN ${String(verdictCode('missing-item'))}
      WHEN ${isTooLongSql(item)} THEN ${String(verdictCode('item-id-too-long'))}
      WHEN NOT (${isProduct}) THEN ${String(verdictCode('non-product'))} ELSE 0 END)::UTINYINT AS verdict,
      ${item} AS item_id, ${FIELDS.map((field) => `${fields.textOrNull(field)} AS ${field}`).join(', ')}
    FROM (${relation.sql})`);
}

/**
 * Derives the catalog from used event rows: of each text the most frequent one (of equally frequent ones the first in
 * code point order), of each number the median of the positive ones.
 */
export async function deriveCatalog(db: Database, map: ShopMap): Promise<void> {
  const derived = derivedFields(map);
  const used = `(SELECT s.* FROM staged s JOIN used_items u USING (item_id) WHERE s.verdict = 0)`;
  await db.run(`INSERT INTO catalog_rows BY NAME SELECT DISTINCT item_id, 0 AS verdict, 0 AS pos FROM ${used}`);
  for (const field of derived) {
    const value = `catalog_${field}`;
    const isNumber = (CATALOG_NUMBER_FIELDS as readonly string[]).includes(field);
    const best = isNumber
      ? `SELECT item_id, median(number(${value}))::VARCHAR AS value FROM ${used} WHERE number(${value}) > 0 GROUP BY item_id`
      : `SELECT item_id, value FROM (SELECT item_id, ${value} AS value,
          row_number() OVER (PARTITION BY item_id ORDER BY count(*) DESC, ${value}) AS place
          FROM ${used} WHERE ${value} IS NOT NULL GROUP BY item_id, ${value}) WHERE place = 1`;
    await db.run(`UPDATE catalog_rows SET ${field} = b.value FROM (${best}) b WHERE b.item_id = catalog_rows.item_id`);
  }
}
