import { CATALOG_TEXT_FIELDS, type CatalogItem } from '../../core/catalog.js';
import type { Catalog } from '../history.js';
import type { Database } from './database.js';
import type { RowNote } from './ingestion.js';
import { priceDeciles } from './price-decile.js';
import type { Relation } from './relation.js';
import { LAST_REJECT_CODE, fromVerdictCode } from './verdicts.js';

export interface ReadCatalog {
  /** Sorted by code point order. */
  readonly itemIds: readonly string[];
  readonly catalog: Catalog;
  readonly rows: number;
  readonly notes: Readonly<Record<string, number>>;
  readonly firstNotes: readonly RowNote[];
}

const POSITIVE = ['price', 'sale_price'] as const;
const NOT_NEGATIVE = ['average_rating', 'review_count'] as const;
const MAX_PRICE = 1e7;
const FIRST = 10;

/**
 * The catalog by item index: ids of the catalog and of `used_items (item_id)` together. Of rows with one id the last
 * holds. A price that is no positive number is left out, and counted.
 */
export async function readCatalog(db: Database, relation: Relation | undefined): Promise<ReadCatalog> {
  await db.run(`CREATE TABLE catalog_best AS SELECT * EXCLUDE (place) FROM (
    SELECT *, row_number() OVER (PARTITION BY item_id ORDER BY pos DESC) AS place FROM catalog_rows WHERE verdict = 0)
    WHERE place = 1`);
  await db.run(`CREATE TABLE final_items AS SELECT item_id, (row_number() OVER (ORDER BY item_id) - 1)::UINTEGER AS place
    FROM (SELECT item_id FROM catalog_best UNION SELECT item_id FROM used_items)`);
  const notes = new Map<string, number>();
  const count = (note: string, by = 1): void => {
    if (by > 0) notes.set(note, (notes.get(note) ?? 0) + by);
  };
  const items = await readItems(db, count);
  const firstNotes = relation === undefined ? [] : await noteDuplicates(db, relation, count);
  await noteVerdicts(db, count);
  return {
    itemIds: items.map((item) => item.item_id),
    catalog: { items, priceDecile: priceDeciles(items) },
    rows: relation === undefined ? 0 : await db.number('SELECT count(*)::DOUBLE FROM catalog_rows'),
    notes: Object.fromEntries(notes),
    firstNotes,
  };
}

type Count = (note: string, by?: number) => void;

async function readItems(db: Database, count: Count): Promise<CatalogItem[]> {
  const items: CatalogItem[] = [];
  const texts = CATALOG_TEXT_FIELDS.map((field) => `c.${field}`);
  const numbers = [...POSITIVE, ...NOT_NEGATIVE].flatMap((field) => [`number(c.${field})`, `c.${field} IS NOT NULL`]);
  const rows = `SELECT f.item_id, ${[...texts, ...numbers].join(', ')}, regexp_extract(c.price, '[A-Z]{3}') AS in_price
    FROM final_items f LEFT JOIN catalog_best c USING (item_id) ORDER BY f.place`;
  for await (const chunk of db.chunks(rows)) {
    for (const row of chunk.getRows()) items.push(toItem(row, count));
  }
  return items;
}

function toItem(row: readonly unknown[], count: Count): CatalogItem {
  const item: { -readonly [K in keyof CatalogItem]: CatalogItem[K] } = { item_id: String(row[0]) };
  CATALOG_TEXT_FIELDS.forEach((field, index) => {
    const text = row[1 + index];
    if (typeof text === 'string') item[field] = text;
  });
  [...POSITIVE, ...NOT_NEGATIVE].forEach((field, index) => {
    const at = 1 + CATALOG_TEXT_FIELDS.length + 2 * index;
    const value = row[at];
    const isPrice = index < POSITIVE.length;
    const isInRange = typeof value === 'number' && (isPrice ? value > 0 && value <= MAX_PRICE : value >= 0);
    if (isInRange) item[field] = value;
    else if (row[at + 1] === true) count(`catalog ${field} ${isPrice ? 'not a positive price' : 'not a number'}`);
  });
  const inPrice = row.at(-1);
  if (item.currency === undefined && item.price !== undefined && typeof inPrice === 'string' && inPrice !== '') {
    item.currency = inPrice;
  }
  return item;
}

const SUPERSEDED = `FROM catalog_rows r JOIN catalog_best b ON b.item_id = r.item_id AND r.pos < b.pos WHERE r.verdict = 0`;
const OTHER_TITLE = `${SUPERSEDED} AND r.item_name IS DISTINCT FROM b.item_name`;
const NOTE_TITLE = 'duplicate catalog id with a different title';

async function noteDuplicates(db: Database, relation: Relation, count: Count): Promise<RowNote[]> {
  count('duplicate catalog id', await db.number(`SELECT count(*)::DOUBLE ${SUPERSEDED}`));
  count(NOTE_TITLE, await db.number(`SELECT count(*)::DOUBLE ${OTHER_TITLE}`));
  const rows =
    await db.rows(`SELECT r.pos, r.item_id, coalesce(r.item_name, ''), coalesce(b.item_name, '') ${OTHER_TITLE}
    ORDER BY r.pos LIMIT ${String(FIRST)}`);
  return rows.map(([pos, id, before, kept]) => ({
    reason: NOTE_TITLE,
    file: relation.file,
    line: Number(pos) - relation.base,
    text: `${String(id)}: ${JSON.stringify(before)}, kept ${JSON.stringify(kept)}`,
  }));
}

async function noteVerdicts(db: Database, count: Count): Promise<void> {
  const rows = await db.rows(
    `SELECT verdict, count(*)::DOUBLE FROM catalog_rows WHERE verdict > 0 GROUP BY verdict ORDER BY verdict`,
  );
  for (const [verdict, rowCount] of rows) {
    const name = fromVerdictCode(Number(verdict)) ?? '';
    const what = Number(verdict) <= LAST_REJECT_CODE ? 'rejected' : 'filtered';
    count(`catalog row ${what}: ${name}`, Number(rowCount));
  }
  const currencies = await db.number('SELECT count(DISTINCT currency)::DOUBLE FROM catalog_best');
  if (currencies > 1) count('currencies in the catalog', currencies);
}
