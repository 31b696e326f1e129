import {
  CATALOG_NUMBER_FIELDS,
  CATALOG_TEXT_FIELDS,
  type CatalogField,
  type CatalogItem,
  type CatalogNumberField,
  type CatalogTextField,
} from '../catalog.js';
import type { RecommenderError } from '../errors.js';
import { badSection, parseJsonSection } from './bad-section.js';

/**
 * What a row shows of each item, fetched whole: a fetch per item would tell what was shown. Descriptions stay on the
 * shop's own pages. Columns of length `count`; null where an item lacks the field.
 */
export interface Display {
  readonly count: number;
  readonly text: Readonly<Partial<Record<CatalogTextField, readonly (string | null)[]>>>;
  readonly number: Readonly<Partial<Record<CatalogNumberField, readonly (number | null)[]>>>;
}

const MAX_TEXT = 400;
const SHOWN_TEXT_FIELDS = CATALOG_TEXT_FIELDS.filter((field) => field !== 'description');

export type DisplayValues = Readonly<Partial<Record<CatalogField, string | number>>>;

/** JSON, one array a field; fields no item has are left out. Texts are cut at 400 characters. */
export function encodeDisplay(items: readonly CatalogItem[]): Uint8Array<ArrayBuffer> {
  const text: Record<string, (string | null)[]> = {};
  const number: Record<string, (number | null)[]> = {};
  for (const field of SHOWN_TEXT_FIELDS) {
    if (items.some((item) => item[field] !== undefined))
      text[field] = items.map((item) => item[field]?.slice(0, MAX_TEXT) ?? null);
  }
  for (const field of CATALOG_NUMBER_FIELDS) {
    if (items.some((item) => item[field] !== undefined)) number[field] = items.map((item) => item[field] ?? null);
  }
  return new TextEncoder().encode(JSON.stringify({ count: items.length, text, number }));
}

/** @throws RecommenderError `artifact/bad-section`. */
export function decodeDisplay(bytes: Uint8Array): Display {
  const raw = parseJsonSection('display', bytes) as {
    count?: unknown;
    text?: Record<string, unknown>;
    number?: Record<string, unknown>;
  };
  const { count } = raw;
  if (typeof count !== 'number') throw bad('a count');
  const text: Partial<Record<CatalogTextField, (string | null)[]>> = {};
  const number: Partial<Record<CatalogNumberField, (number | null)[]>> = {};
  for (const field of SHOWN_TEXT_FIELDS) {
    const column = raw.text?.[field];
    if (column !== undefined)
      text[field] = parseColumn(column, count, (value) => typeof value === 'string') as (string | null)[];
  }
  for (const field of CATALOG_NUMBER_FIELDS) {
    const column = raw.number?.[field];
    if (column !== undefined) number[field] = parseColumn(column, count, Number.isFinite) as (number | null)[];
  }
  return { count, text, number };
}

/** The fields of one item as a plain object with no prototype, without those it lacks. */
export function displayValues(display: Display, index: number): DisplayValues {
  const values = Object.create(null) as Record<string, string | number>;
  for (const columns of [display.text, display.number]) {
    for (const [field, column] of Object.entries<readonly (string | number | null)[]>(columns)) {
      const value = column[index];
      if (value !== null && value !== undefined) values[field] = value;
    }
  }
  return values;
}

function parseColumn(column: unknown, count: number, isValid: (value: unknown) => boolean): unknown[] {
  if (!Array.isArray(column) || column.length !== count) throw bad(`columns of ${String(count)} values`);
  if (!column.every((value) => value === null || isValid(value))) throw bad('values of the column’s type');
  return column;
}

function bad(expected: string): RecommenderError {
  return badSection('display', expected);
}
