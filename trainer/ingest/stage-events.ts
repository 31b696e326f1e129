import { EVENT_ALIASES } from '../../core/events/event-aliases.js';
import { EVENT_NAMES, toEventCode, type EventName } from '../../core/events/event-names.js';
import { RecommenderError } from '../../core/errors.js';
import { sqlText, type Database } from './database.js';
import { condition, FieldResolver, isTooLongSql } from './fields.js';
import { OK, POS, type Relation } from './relation.js';
import { CATALOG_FIELDS, type ShopMap } from './shop-map.js';
import { NON_PRODUCT_PATTERN } from './non-product.js';
import { timeClassSql, timeSql } from './timestamps.js';
import { verdictCode, type Verdict } from './verdicts.js';
import { VISIT_WORDS, visitWordSql } from './visit-words.js';

/** Events that speak of a page or a whole cart, so that an item may be missing. */
const ITEMLESS: readonly EventName[] = [
  'search',
  'view_search_results',
  'view_cart',
  'view_item_list',
  'begin_checkout',
];
const MAX_PRICE = 1e7;
/** 1990-01-01 and 2101-01-01 in epoch seconds. */
const FIRST_TIME = 631_152_000;
const LAST_TIME = 4_133_980_800;

const NUMBERS = ['quantity', 'price', 'rating'] as const;

/** Fields of a catalog that is derived from event rows; `item_id` is the events' own. */
export function derivedFields(map: ShopMap): string[] {
  return map.catalog.fromEvents
    ? CATALOG_FIELDS.filter((field) => field !== 'item_id' && map.catalog.fields.has(field))
    : [];
}

/** Makes the empty table `staged`: one row an event row, judged by itself (`verdict`), texts still as texts. */
export async function createStaged(db: Database, map: ShopMap): Promise<void> {
  const names = EVENT_ALIASES.map(([name, event]) => `(${sqlText(name)}, ${String(toEventCode(event))})`);
  await db.run(
    `CREATE TABLE event_names AS SELECT col0 AS name, col1::UTINYINT AS code FROM (VALUES ${names.join(', ')})`,
  );
  const derived = derivedFields(map).map((field) => `, catalog_${field} VARCHAR`);
  await db.run(`CREATE TABLE staged (pos UINTEGER, verdict UTINYINT, time_class UTINYINT, user_id VARCHAR,
    item_id VARCHAR, event UTINYINT, time DOUBLE, session_key UINTEGER, order_key UINTEGER, quantity DOUBLE,
    price DOUBLE, rating DOUBLE, ${VISIT_WORDS.map(({ field }) => `${field} VARCHAR`).join(', ')}${derived.join('')})`);
}

export interface StagedFile {
  readonly relation: Relation;
  /** SQL text of the timestamp column; undefined where there is none. */
  readonly timestamp: string | undefined;
  /** SQL text of the event's name; undefined where there is none. */
  readonly eventName: string | undefined;
  readonly rows: number;
}

/**
 * Reads a file's rows into `staged`.
 * @throws RecommenderError `input/missing-column`, `input/absent-map-column`, `input/bad-map`.
 */
export async function stageEvents(db: Database, relation: Relation, map: ShopMap): Promise<StagedFile> {
  const fields = new FieldResolver(map.events, relation, map.file);
  await fields.check(db);
  if (map.catalog.fromEvents) await new FieldResolver(map.catalog, relation, map.file).check(db);
  const timestamp = fields.text('timestamp');
  const eventName = fields.text('event_name');
  const typed = typedQuery(fields, relation, map);
  await db.run(`INSERT INTO staged BY NAME SELECT pos, (${verdictSql(timestamp !== undefined)})::UTINYINT AS verdict, time_class, user_id,
    item_id, event, coalesce(time, 0) AS time, session_key, order_key, quantity, price, rating,
    ${VISIT_WORDS.map(({ field }) => field).join(', ')}
    ${derivedFields(map)
      .map((field) => `, catalog_${field}`)
      .join('')} FROM (${typed})`);
  const rows = await db.number(`SELECT count(*)::DOUBLE FROM staged
    WHERE pos > ${String(relation.base)} AND pos <= ${String(relation.base + relation.span)}`);
  return { relation, timestamp, eventName, rows };
}

/** Three layers, so that each text is cleaned once: texts, then what is read off them, then what needs the class of the time. */
function typedQuery(fields: FieldResolver, relation: Relation, map: ShopMap): string {
  const format = fields.format('timestamp');
  const classed = `SELECT *, ${timeClassSql('time_text', format)} AS time_class,
    ${keySql('session_text')} AS session_key, ${keySql('order_text')} AS order_key
    FROM (${textsQuery(fields, relation, map)})`;
  return `SELECT t.*, ${timeSql('time_text', 'time_class', format)} AS time,
    CASE WHEN event_text IS NULL THEN ${code('purchase')} ELSE n.code END AS event,
    ${NUMBERS.map((name) => `number(${name}_text) AS ${name}`).join(', ')}
    FROM (${classed}) t LEFT JOIN event_names n ON n.name = t.event_text`;
}

function textsQuery(fields: FieldResolver, relation: Relation, map: ShopMap): string {
  const { where, nonProduct } = map.events;
  const item = requireField(fields, relation, 'item_id');
  const session = fields.textOrNull('session_id');
  const order = fields.textOrNull('order_id');
  const catalog = new FieldResolver(map.catalog, relation, map.file);
  const columns = [
    `${POS} AS pos`,
    `coalesce(${OK}, false) AS ok`,
    `${where === undefined ? 'true' : condition(where)} AS wanted`,
    `${nonProduct === undefined ? matches(item, NON_PRODUCT_PATTERN) : condition(nonProduct)} AS non_product`,
    `${userSql(fields, relation)} AS user_id`,
    `${item} AS item_id`,
    `${fields.textOrNull('event_name')} AS event_text`,
    `${fields.textOrNull('timestamp')} AS time_text`,
    `coalesce(${session}, 'order ' || ${order}) AS session_text`,
    `${order} AS order_text`,
    ...VISIT_WORDS.map(({ field }) => `${visitWordSql(fields.textOrNull(field))} AS ${field}`),
    ...NUMBERS.map((name) => `${fields.textOrNull(name)} AS ${name}_text`),
    ...derivedFields(map).map((field) => `${catalog.textOrNull(field)} AS catalog_${field}`),
  ];
  return `SELECT ${columns.join(', ')} FROM (${relation.sql})`;
}

function matches(text: string, pattern: string): string {
  return `coalesce(regexp_full_match(${text}, ${sqlText(pattern)}), false)`;
}

/** A user is a user id; where the file has none, its session (or order) stands for the user. */
function userSql(fields: FieldResolver, relation: Relation): string {
  const user = fields.text('user_id');
  const session = fields.text('session_id');
  if (user === undefined) return session ?? requireField(fields, relation, 'order_id', 'user_id or session_id');
  return session === undefined ? user : `coalesce(${user}, 'session:' || ${session})`;
}

function requireField(fields: FieldResolver, relation: Relation, field: string, named = field): string {
  const text = fields.text(field);
  if (text !== undefined) return text;
  throw new RecommenderError(
    'input/missing-column',
    `expected a column ${named} (or a map that names it), found ${relation.columns.join(', ')}`,
    { place: { file: relation.file, line: 1 } },
  );
}

/** 32 bits that tell neighbouring sessions of one user apart; 0 where there is none. */
function keySql(text: string): string {
  return `CASE WHEN ${text} IS NULL THEN 0 ELSE ((hash(${text}) >> 32) | 1) END::UINTEGER`;
}

function code(name: EventName): string {
  return String(toEventCode(name));
}

function verdictSql(hasClock: boolean): string {
  const itemless = ITEMLESS.map(code).join(', ');
  const isUnreadable = NUMBERS.map((name) => `(${name}_text IS NOT NULL AND ${name} IS NULL)`).join(' OR ');
  const isSale = `event IN (${code('purchase')}, ${code('add_to_cart')})`;
  const cases: readonly (readonly [Verdict, string])[] = [
    ['malformed-line', 'NOT ok'],
    ['where', 'NOT wanted'],
    ['unknown-event-name', 'event IS NULL'],
    ['missing-item', `item_id IS NULL AND event NOT IN (${itemless})`],
    ['item-id-too-long', isTooLongSql('item_id')],
    ['bad-timestamp', hasClock ? 'time IS NULL' : 'false'],
    ['impossible-time', hasClock ? `time < ${String(FIRST_TIME)} OR time >= ${String(LAST_TIME)}` : 'false'],
    ['bad-number', isUnreadable],
    ['impossible-price', `abs(price) > ${String(MAX_PRICE)}`],
    ['missing-user', 'user_id IS NULL'],
    ['no-item-event', 'item_id IS NULL'],
    ['non-product', 'non_product'],
    ['cancellation', `event = ${code('refund')} OR (${isSale} AND quantity < 0)`],
    ['zero-quantity', `${isSale} AND quantity = 0`],
    ['negative-price', `event = ${code('purchase')} AND price < 0`],
    ['zero-price', `event = ${code('purchase')} AND price = 0`],
  ];
  const whens = cases.map(([verdict, sql]) => `WHEN ${sql} THEN ${String(verdictCode(verdict))}`);
  return `CASE ${whens.join('\n')} ELSE 0 END`;
}

/** Names that are accepted, for messages. */
export const KNOWN_EVENTS = EVENT_NAMES.join(', ');
