import { RecommenderError } from '../errors.js';
import type { QuestionWeights } from '../privacy/questions.js';
import { parseReportPolicy } from '../privacy/report-policy.js';

/** The format this code writes and the newest it reads. */
export const FORMAT_VERSION = 1;
export const MANIFEST_FILE = 'latest.json';

/** Nothing larger is ever allocated, whatever a manifest claims. */
export const LIMITS = {
  items: 200_000,
  dimension: 256,
  totalBytes: 64 * 1024 * 1024,
  manifestBytes: 64 * 1024,
} as const;

/** `display` and `ids` name the items; `report` is for people; the rest is the model. */
export const SECTION_NAMES = [
  'ids',
  'items',
  'next',
  'gram',
  'blend',
  'content',
  'cold',
  'prototypes',
  'context',
  'together',
  'habits',
  'demand',
  'display',
  'report',
] as const;
export type SectionName = (typeof SECTION_NAMES)[number];

/** The sections a device needs before it can score. `display` follows, `report` is never fetched by a device. */
export const MODEL_SECTIONS = ['ids', 'items', 'next', 'gram', 'blend'] as const satisfies readonly SectionName[];

/** Sections that a model may lack, because the shop's data gave no reason for them; the engine is silent there. */
export const OPTIONAL_SECTIONS = [
  'content',
  'cold',
  'prototypes',
  'context',
  'together',
  'habits',
  'demand',
] as const satisfies readonly SectionName[];

export interface Section {
  readonly name: SectionName;
  /** A plain file name beside the manifest; holds the first 16 hex digits of the hash. */
  readonly file: string;
  readonly bytes: number;
  /** SHA-256, lower-case hex. */
  readonly sha256: string;
}

/** `latest.json`, the only mutable file of an artifact. */
export interface Manifest {
  readonly format: 'shelfwise-model';
  readonly version: number;
  /** Grows with every publication; a device refuses to go back. */
  readonly sequence: number;
  /** Time of the last training event, ISO 8601; null where the history has no clock. */
  readonly asOf: string | null;
  readonly items: number;
  readonly dimension: number;
  readonly sections: readonly Section[];
  /** How often each question of the reports is asked. Left out: as compiled. */
  readonly reports?: QuestionWeights;
}

/**
 * Parses `latest.json`. Sections of unknown names are ignored, so that a newer trainer may add some.
 * @throws RecommenderError `artifact/not-a-manifest`, `artifact/newer-format`, `artifact/too-large`, `artifact/bad-section`.
 */
export function parseManifest(text: string): Manifest {
  const raw = parseObject(text);
  if (raw['format'] !== 'shelfwise-model') throw notManifest('"format": "shelfwise-model"');
  const version = toCount(raw['version'], 'version');
  if (version > FORMAT_VERSION) {
    throw new RecommenderError(
      'artifact/newer-format',
      `expected model format ${String(FORMAT_VERSION)} or older, got ${String(version)}: update Shelfwise`,
    );
  }
  const manifest: Manifest = {
    format: 'shelfwise-model',
    version,
    sequence: toCount(raw['sequence'], 'sequence'),
    asOf: typeof raw['asOf'] === 'string' ? raw['asOf'] : null,
    items: toCount(raw['items'], 'items'),
    dimension: toCount(raw['dimension'], 'dimension'),
    sections: parseSections(raw['sections']),
    ...(raw['reports'] !== undefined && { reports: parseReportPolicy(raw['reports']) }),
  };
  checkLimits(manifest);
  return manifest;
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new RecommenderError('artifact/not-a-manifest', 'expected a JSON manifest, got something else', { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notManifest('a JSON object');
  return value as Record<string, unknown>;
}

function parseSections(value: unknown): Section[] {
  if (!Array.isArray(value)) throw notManifest('"sections" to be a list');
  const sections = value.map(parseSection).filter((section) => section !== undefined);
  for (const name of MODEL_SECTIONS) {
    if (sections.filter((section) => section.name === name).length !== 1) {
      throw new RecommenderError('artifact/bad-section', `expected exactly one section "${name}" in the manifest`);
    }
  }
  return sections;
}

function parseSection(value: unknown): Section | undefined {
  const raw = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const name = SECTION_NAMES.find((known) => known === raw['name']);
  if (name === undefined) return undefined;
  const { file, sha256 } = raw;
  if (typeof file !== 'string' || !/^[a-z]+\.[0-9a-f]{16}\.(bin|json)$/.test(file)) {
    throw new RecommenderError('artifact/bad-section', `expected section "${name}" to name a file NAME.HASH.bin`);
  }
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) {
    throw new RecommenderError('artifact/bad-section', `expected section "${name}" to carry a SHA-256 in hex`);
  }
  return { name, file, bytes: toCount(raw['bytes'], `${name}.bytes`), sha256 };
}

function checkLimits(manifest: Manifest): void {
  const total = manifest.sections.reduce((sum, section) => sum + section.bytes, 0);
  const claims: [string, number, number][] = [
    ['items', manifest.items, LIMITS.items],
    ['dimensions', manifest.dimension, LIMITS.dimension],
    ['bytes', total, LIMITS.totalBytes],
  ];
  for (const [what, came, limit] of claims) {
    if (came > limit) {
      throw new RecommenderError(
        'artifact/too-large',
        `expected at most ${String(limit)} ${what}, got ${String(came)}`,
      );
    }
  }
}

function toCount(value: unknown, field: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw notManifest(`"${field}" to be a whole number of at least 0`);
  }
  return value;
}

function notManifest(expected: string): RecommenderError {
  return new RecommenderError('artifact/not-a-manifest', `expected ${expected} in the manifest`);
}
