import { RecommenderError, toRecommenderError } from '../errors.js';
import type { QuestionWeights } from '../privacy/questions.js';
import { parseReportPolicy } from '../privacy/report-policy.js';
import { parseScenarioSettings, type ScenarioSettings } from '../scenario-settings.js';

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

/** What a manifest says of one model. */
export interface ModelFacts {
  /** Time of the last training event, ISO 8601; null where the history has no clock. */
  readonly asOf: string | null;
  readonly items: number;
  readonly dimension: number;
  readonly sections: readonly Section[];
}

/** Which of an experiment's two models: 0 is arm A, 1 arm B. Without an experiment everybody has 0. */
export type Arm = 0 | 1;
export const ARMS = [0, 1] as const satisfies readonly Arm[];

/** Two models in one manifest, the same for everybody: each device draws for itself which of them it has. */
export interface Experiment {
  /** A device draws once for each name. */
  readonly name: string;
  /** Arm B. Arm A is what the manifest itself names, and what a device has that knows of no experiments. */
  readonly other: ModelFacts;
}

/** `latest.json`, the only mutable file of an artifact. */
export interface Manifest extends ModelFacts {
  readonly format: 'shelfwise-model';
  readonly version: number;
  /** Grows with every publication; a device refuses to go back. */
  readonly sequence: number;
  /** How often each question of the reports is asked. Left out: as compiled. */
  readonly reports?: QuestionWeights;
  /** The shop's rules for its rows, the same for everybody. Left out: none. */
  readonly scenarios?: ScenarioSettings;
  /** One at a time. Left out: none. */
  readonly experiment?: Experiment;
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
  return {
    format: 'shelfwise-model',
    version,
    sequence: toCount(raw['sequence'], 'sequence'),
    ...parseFacts(raw),
    ...(raw['reports'] !== undefined && { reports: parseReportPolicy(raw['reports']) }),
    ...(raw['scenarios'] !== undefined && { scenarios: parseScenarios(raw['scenarios']) }),
    ...(raw['experiment'] !== undefined && { experiment: parseExperiment(raw['experiment']) }),
  };
}

/** The manifest as a device of that arm reads it. Without an experiment there is arm A alone. */
export function toArm(manifest: Manifest, arm: Arm): Manifest {
  return arm === 0 || manifest.experiment === undefined ? manifest : { ...manifest, ...manifest.experiment.other };
}

/** Of both arms; those that they share stand there twice. */
export function allSections({ sections, experiment }: Manifest): readonly Section[] {
  return [...sections, ...(experiment?.other.sections ?? [])];
}

const EXPERIMENT_NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;

export function isExperimentName(name: unknown): name is string {
  return typeof name === 'string' && EXPERIMENT_NAME.test(name);
}

/** Strict as well: a rule that half the devices read otherwise would be no rule. */
function parseScenarios(value: unknown): ScenarioSettings {
  try {
    return parseScenarioSettings(value);
  } catch (cause) {
    const { message } = toRecommenderError(cause);
    throw new RecommenderError('artifact/not-a-manifest', `"scenarios" in the manifest: ${message}`, { cause });
  }
}

/** Strict, unlike the rest: an experiment can say nothing but which two models there are. */
function parseExperiment(value: unknown): Experiment {
  const { name, other, ...more } = toRecord(value, 'experiment');
  refuseOthers(more, 'experiment');
  if (!isExperimentName(name)) {
    throw notManifest('"experiment.name" to be 1 to 40 lower-case letters, digits and hyphens');
  }
  const { asOf, items, dimension, sections, ...others } = toRecord(other, 'experiment.other');
  refuseOthers(others, 'experiment.other');
  return { name, other: parseFacts({ asOf, items, dimension, sections }) };
}

function parseFacts(raw: Readonly<Record<string, unknown>>): ModelFacts {
  const facts: ModelFacts = {
    asOf: typeof raw['asOf'] === 'string' ? raw['asOf'] : null,
    items: toCount(raw['items'], 'items'),
    dimension: toCount(raw['dimension'], 'dimension'),
    sections: parseSections(raw['sections']),
  };
  checkLimits(facts);
  return facts;
}

function toRecord(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw notManifest(`"${where}" to be an object`);
  return value as Record<string, unknown>;
}

function refuseOthers(others: Readonly<Record<string, unknown>>, where: string): void {
  if (Object.keys(others).length > 0) throw notManifest(`nothing in "${where}" but what belongs there`);
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

function checkLimits({ items, dimension, sections }: ModelFacts): void {
  const total = sections.reduce((sum, section) => sum + section.bytes, 0);
  const claims: [string, number, number][] = [
    ['items', items, LIMITS.items],
    ['dimensions', dimension, LIMITS.dimension],
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
