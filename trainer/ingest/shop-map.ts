import { readFile } from 'node:fs/promises';
import { CATALOG_NUMBER_FIELDS, CATALOG_TEXT_FIELDS } from '../../core/catalog.js';
import { RecommenderError } from '../../core/errors.js';

const EVENT_FIELDS = [
  'user_id',
  'item_id',
  'event_name',
  'timestamp',
  'session_id',
  'order_id',
  'quantity',
  'price',
  'rating',
  'search_term',
  'device',
  'referrer',
  'country',
] as const;

export const CATALOG_FIELDS = ['item_id', ...CATALOG_TEXT_FIELDS, ...CATALOG_NUMBER_FIELDS] as const;

/** Where a field comes from: a column, an SQL expression over the columns, or one value for all rows. */
export type FieldSource =
  | { readonly kind: 'column'; readonly column: string; readonly format?: string }
  | { readonly kind: 'sql'; readonly sql: string }
  | { readonly kind: 'constant'; readonly value: string };

export interface MapSection {
  readonly fields: ReadonlyMap<string, FieldSource>;
  /** SQL condition; rows that do not meet it are filtered by the rule `where`. */
  readonly where?: string;
  /** SQL condition of rows that are no product (postage, fees). Replaces the default. */
  readonly nonProduct?: string;
  readonly delimiter?: string;
  /** The catalog is derived from the event rows; column names are the events' then. */
  readonly fromEvents: boolean;
}

/** How a shop's own columns become Shelfwise's. Documented in docs/maps and the contracts. */
export interface ShopMap {
  readonly file?: string;
  readonly events: MapSection;
  readonly catalog: MapSection;
}

/** Whether a section holds any SQL of the shop's own. */
export function hasSql(section: MapSection): boolean {
  const isSql = section.where !== undefined || section.nonProduct !== undefined;
  return isSql || [...section.fields.values()].some((source) => source.kind === 'sql');
}

/** Canonical column names throughout. */
export const NO_SECTION: MapSection = { fields: new Map(), fromEvents: false };
const SETTINGS = ['constant', 'where', 'non_product', 'delimiter', 'from'];

/**
 * Reads a map; without a file nothing is mapped and canonical column names hold.
 * @throws RecommenderError `input/missing-file`, `input/bad-map` with the line where JSON breaks.
 */
export async function readMap(file: string | undefined): Promise<ShopMap> {
  if (file === undefined) return { events: NO_SECTION, catalog: NO_SECTION };
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new RecommenderError('input/missing-file', 'expected a readable map', { place: { file }, cause: error });
  }
  return parseMap(parseJson(text, file), file);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\u{feff}/u, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const position = Number(/position (\d+)/.exec(reason)?.[1] ?? text.length);
    const before = text.slice(0, position).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    throw new RecommenderError('input/bad-map', `expected JSON, got an error at column ${String(column)}: ${reason}`, {
      place: { file, line: before.length },
      cause: error,
    });
  }
}

/** @throws RecommenderError `input/bad-map` naming the entry that is wrong. */
function parseMap(input: unknown, file: string): ShopMap {
  const root = toObject(input, 'the map', file);
  const unknown = [...root.keys()].find((key) => key !== 'events' && key !== 'catalog');
  if (unknown !== undefined) throw bad(file, `only "events" and "catalog", got ${JSON.stringify(unknown)}`);
  const section = (name: string, known: readonly string[]): MapSection =>
    root.has(name) ? parseSection(toObject(root.get(name), `"${name}"`, file), { name, known, file }) : NO_SECTION;
  return { file, events: section('events', EVENT_FIELDS), catalog: section('catalog', CATALOG_FIELDS) };
}

interface SectionContext {
  readonly name: string;
  readonly known: readonly string[];
  readonly file: string;
}

function parseSection(entries: ReadonlyMap<string, unknown>, context: SectionContext): MapSection {
  const fields = new Map<string, FieldSource>();
  for (const [key, value] of entries) {
    if (!SETTINGS.includes(key)) fields.set(assertKnown(key, context), parseSource(value, key, context));
  }
  if (entries.has('constant'))
    addConstants(fields, toObject(entries.get('constant'), '"constant"', context.file), context);
  const text = (key: string): string | undefined => optionalText(entries.get(key), key, context);
  const where = text('where');
  const nonProduct = text('non_product');
  const delimiter = parseDelimiter(text('delimiter'), context);
  const fromEvents = parseFrom(text('from'), context);
  const idle = fromEvents ? ['where', 'non_product', 'delimiter'].find((key) => entries.has(key)) : undefined;
  if (idle !== undefined) throw bad(context.file, `no "${idle}" beside "from": "events": that of "events" holds`);
  return {
    fields,
    fromEvents,
    ...(where === undefined ? {} : { where }),
    ...(nonProduct === undefined ? {} : { nonProduct }),
    ...(delimiter === undefined ? {} : { delimiter }),
  };
}

function addConstants(
  fields: Map<string, FieldSource>,
  constants: ReadonlyMap<string, unknown>,
  context: SectionContext,
): void {
  for (const [key, value] of constants) {
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw bad(context.file, `"constant" of ${JSON.stringify(key)} to be a text or number, got ${typeof value}`);
    }
    fields.set(assertKnown(key, context), { kind: 'constant', value: String(value) });
  }
}

function parseDelimiter(delimiter: string | undefined, { file }: SectionContext): string | undefined {
  if (delimiter === undefined || /^[,;|\t]$/.test(delimiter)) return delimiter;
  throw bad(file, `"delimiter" to be one of , ; | and tab, got ${JSON.stringify(delimiter)}`);
}

function parseFrom(from: string | undefined, { file, name }: SectionContext): boolean {
  if (from === undefined || (from === 'events' && name === 'catalog')) return from !== undefined;
  throw bad(file, `"from" only as "from": "events" in "catalog", got ${JSON.stringify(from)}`);
}

function parseSource(value: unknown, key: string, context: SectionContext): FieldSource {
  if (typeof value === 'string') return { kind: 'column', column: value };
  const entries = toObject(value, `${JSON.stringify(key)} (a column name or an object)`, context.file);
  const known = ['column', 'format', 'sql'];
  const unknown = [...entries.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw bad(context.file, `"column", "format" or "sql" in ${JSON.stringify(key)}, got ${JSON.stringify(unknown)}`);
  const text = (name: string): string | undefined => optionalText(entries.get(name), name, context);
  const column = text('column');
  const sql = text('sql');
  const format = text('format');
  if (format !== undefined && key !== 'timestamp')
    throw bad(context.file, `"format" only for "timestamp", got one for "${key}"`);
  if (sql !== undefined && column === undefined && format === undefined) return { kind: 'sql', sql };
  if (column === undefined || sql !== undefined) throw bad(context.file, `either "column" or "sql" for "${key}"`);
  return { kind: 'column', column, ...(format === undefined ? {} : { format }) };
}

function assertKnown(key: string, { name, known, file }: SectionContext): string {
  if (known.includes(key)) return key;
  throw bad(file, `a field of "${name}" (${known.join(', ')}), got ${JSON.stringify(key)}`);
}

function optionalText(value: unknown, key: string, context: SectionContext): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value !== '') return value;
  throw bad(context.file, `"${key}" to be a text, got ${value === '' ? 'an empty one' : typeof value}`);
}

function toObject(value: unknown, what: string, file: string): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw bad(file, `${what} to be an object, got ${Array.isArray(value) ? 'an array' : typeof value}`);
  }
  return new Map(Object.entries(value));
}

function bad(file: string, expected: string): RecommenderError {
  return new RecommenderError('input/bad-map', `expected ${expected}`, { place: { file } });
}
