import { RecommenderError } from '../../core/errors.js';
import { AGGREGATES_FORMAT, AGGREGATES_VERSION } from '../../core/privacy/publish/aggregates.js';

/** A share of something among all reports on a question. */
export interface ToldShare {
  /** Null: too small to be published. */
  readonly value: number | null;
  readonly standardError: number;
}

/** What one question told. */
export interface ToldShares {
  /** The share that named nothing, as estimated. */
  readonly none: number;
  /** How many answers there were to choose from, none among them. */
  readonly choices: number;
  /** By item id, or by name of a group of categories; without none. */
  readonly cells: ReadonlyMap<string, ToldShare>;
}

/** What devices told since the log ended, as far as it teaches a model. */
export interface Feedback {
  /** Weeks that reports came of, at least 1. */
  readonly weeks: number;
  /** What each report cost whoever sent it. */
  readonly epsilon: number;
  /** Undefined where too few named anything. */
  readonly items: ToldShares | undefined;
  readonly categories: ToldShares | undefined;
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
  const { epsilon } = raw;
  if (!isAbove0(epsilon)) throw bad('"epsilon" above 0');
  const questions = toRecord(raw['questions']);
  const weeks = Array.isArray(raw['series']) ? raw['series'].filter((week) => isAbove0(toRecord(week)['reports'])) : [];
  return {
    weeks: Math.max(1, weeks.length),
    epsilon,
    items: readShares(questions['item'], 'id', bad),
    categories: readShares(questions['category'], 'category', bad),
  };
}

function readShares(
  question: unknown,
  key: 'id' | 'category',
  bad: (expected: string) => RecommenderError,
): ToldShares | undefined {
  const { cells } = toRecord(question);
  if (cells === undefined) return undefined;
  if (!Array.isArray(cells)) throw bad('"cells" to be a list');
  const told = cells.map((cell: unknown) => {
    const { [key]: name, value, standardError, n } = toRecord(cell);
    if (typeof name !== 'string' || !isNumber(n) || !(value === null || isNumber(value))) {
      throw bad(`cells of "${key}", "value" and "n"`);
    }
    return { name, value, standardError: isNumber(standardError) ? standardError : Infinity, n };
  });
  const none = told.find(({ name }) => name === '')?.value ?? 0;
  const heard = told.filter(({ name, n }) => name !== '' && n * (1 - none) >= FEWEST_TELLING);
  if (heard.length === 0) return undefined;
  return {
    none,
    choices: told.length,
    cells: new Map(heard.map(({ name, value, standardError }) => [name, { value, standardError }])),
  };
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

function isAbove0(value: unknown): value is number {
  return isNumber(value) && value > 0;
}
