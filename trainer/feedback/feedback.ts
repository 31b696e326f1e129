import { RecommenderError } from '../../core/errors.js';
import { AGGREGATES_FORMAT, AGGREGATES_VERSION } from '../../core/privacy/publish/aggregates.js';

/** A share as told: of the reports that named anything at all. */
export interface ToldShare {
  /** Null: too small to be published. */
  readonly value: number | null;
  readonly standardError: number;
}

/** What devices told since the log ended, as far as it teaches a model. */
export interface Feedback {
  /** Weeks that reports came of, at least 1. */
  readonly weeks: number;
  /** By item id, and by name of a group of categories. */
  readonly items: ReadonlyMap<string, ToldShare>;
  readonly categories: ReadonlyMap<string, ToldShare>;
}

/** With fewer reports that named anything a question teaches nothing. */
const FEWEST_TELLING = 200;

/**
 * Reads a document of published aggregates.
 * @param file for the error's place.
 * @throws RecommenderError `input/bad-aggregates`.
 */
export function parseFeedback(text: string, file: string): Feedback {
  const bad = (expected: string): RecommenderError =>
    new RecommenderError('input/bad-aggregates', `expected ${expected}`, { place: { file } });
  const raw = parseRecord(text);
  if (raw?.['format'] !== AGGREGATES_FORMAT) throw bad(`JSON with "format": "${AGGREGATES_FORMAT}"`);
  if (raw['version'] !== AGGREGATES_VERSION) throw bad(`"version": ${String(AGGREGATES_VERSION)}`);
  const questions = toRecord(raw['questions']);
  const weeks = Array.isArray(raw['series']) ? raw['series'].filter((week) => isAbove0(toRecord(week)['reports'])) : [];
  return {
    weeks: Math.max(1, weeks.length),
    items: readShares(questions['item'], 'id', bad),
    categories: readShares(questions['category'], 'category', bad),
  };
}

/** Shares among the reports that named something: whoever did nothing says nothing of what is wanted. */
function readShares(
  question: unknown,
  key: 'id' | 'category',
  bad: (expected: string) => RecommenderError,
): ReadonlyMap<string, ToldShare> {
  const { cells } = toRecord(question);
  if (cells === undefined) return new Map();
  if (!Array.isArray(cells)) throw bad('"cells" to be a list');
  const told = cells.map((cell: unknown) => {
    const { [key]: name, value, standardError, n } = toRecord(cell);
    if (typeof name !== 'string' || !isNumber(n) || !(value === null || isNumber(value))) {
      throw bad(`cells of "${key}", "value" and "n"`);
    }
    return { name, value, standardError: isNumber(standardError) ? standardError : Infinity, n };
  });
  const none = told.find(({ name }) => name === '');
  const telling = 1 - Math.min(1, Math.max(0, none?.value ?? 0));
  const shares = new Map<string, ToldShare>();
  for (const { name, value, standardError, n } of told) {
    if (name === '' || n * telling < FEWEST_TELLING) continue;
    shares.set(name, {
      value: value === null ? null : value / telling,
      standardError: standardError / telling,
    });
  }
  return shares;
}

function parseRecord(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return toRecord(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isAbove0(value: unknown): boolean {
  return isNumber(value) && value > 0;
}
