import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  FORMAT_VERSION,
  MANIFEST_FILE,
  parseManifest,
  toArm,
  type Manifest,
  type ModelFacts,
  type Section,
  type SectionName,
} from '../core/artifact/manifest.js';
import { decodeModel, type Model } from '../core/artifact/model.js';
import { decodeDisplay, type Display } from '../core/artifact/display-section.js';
import { RecommenderError } from '../core/errors.js';

export type Sections = ReadonlyMap<SectionName, Uint8Array>;

const JSON_SECTIONS: readonly SectionName[] = ['display', 'report', 'blend'];

/** What a manifest says of a model beside its sections. Rules left out stay as they are in the folder. */
export type Facts = Omit<ModelFacts, 'sections'> & Pick<Manifest, 'reports' | 'scenarios'>;

export interface WriteOptions {
  /** The sequence is higher than this one. Default 0. */
  readonly above?: number;
  /** Arm B beside what is written as arm A. */
  readonly experiment?: { readonly name: string; readonly sections: Sections; readonly facts: Facts };
}

/**
 * Writes content-hashed section files and, last and atomically, `latest.json`. The sequence grows by one unless the folder
 * already holds exactly this. Older files stay: a device may be half-way through them, and a roll-back names them.
 */
export function writeArtifact(
  directory: string,
  sections: Sections,
  facts: Facts,
  { above = 0, experiment }: WriteOptions = {},
): Manifest {
  mkdirSync(directory, { recursive: true });
  const previous = readPrevious(directory);
  const { reports, scenarios = previous?.scenarios, ...own } = facts;
  const content = {
    ...own,
    sections: writeSections(directory, sections),
    ...(reports !== undefined && { reports }),
    ...(scenarios !== undefined && { scenarios }),
    ...(experiment !== undefined && { experiment: writeExperiment(directory, experiment) }),
  };
  const sequence = Math.max(above + 1, nextSequence(previous, content));
  const manifest: Manifest = { format: 'shelfwise-model', version: FORMAT_VERSION, sequence, ...content };
  writeAtomically(join(directory, MANIFEST_FILE), toText(manifest));
  return manifest;
}

/** `parseManifest` of it gives the manifest again. */
function toText({ reports, ...manifest }: Manifest): string {
  const policy = reports === undefined ? {} : { reports: { weights: reports } };
  return `${JSON.stringify({ ...manifest, ...policy }, null, 2)}\n`;
}

type Content = Pick<Manifest, 'sections' | 'scenarios' | 'experiment'>;

/** That of the folder, where it holds this content already. */
function nextSequence(previous: Manifest | undefined, content: Content): number {
  if (previous === undefined) return 1;
  const textOf = ({ sections, scenarios, experiment }: Content): string =>
    JSON.stringify([sections, scenarios, experiment?.name, experiment?.other.sections]);
  return previous.sequence + (textOf(previous) === textOf(content) ? 0 : 1);
}

function writeExperiment(
  directory: string,
  { name, sections, facts }: NonNullable<WriteOptions['experiment']>,
): NonNullable<Manifest['experiment']> {
  const { asOf, items, dimension } = facts;
  return { name, other: { asOf, items, dimension, sections: writeSections(directory, sections) } };
}

function writeSections(directory: string, sections: Sections): Section[] {
  return [...sections].map(([name, bytes]) => writeSection(directory, name, bytes));
}

function writeSection(directory: string, name: SectionName, bytes: Uint8Array): Section {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = `${name}.${sha256.slice(0, 16)}.${JSON_SECTIONS.includes(name) ? 'json' : 'bin'}`;
  writeAtomically(join(directory, file), bytes);
  return { name, file, bytes: bytes.length, sha256 };
}

function writeAtomically(path: string, content: string | Uint8Array): void {
  writeFileSync(`${path}.tmp`, content);
  renameSync(`${path}.tmp`, path);
}

function readPrevious(directory: string): Manifest | undefined {
  const path = join(directory, MANIFEST_FILE);
  return existsSync(path) ? atPlace(path, () => parseManifest(readFileSync(path, 'utf8'))) : undefined;
}

/** One model, read and verified whole. */
export interface ArmArtifact {
  /** Of an experiment's arm B: as a device of that arm reads it. */
  readonly manifest: Manifest;
  readonly sections: Sections;
  readonly model: Model;
  readonly display: Display | undefined;
  /** The training report as written, undefined where the artifact has none. */
  readonly report: unknown;
}

/** What a model directory holds: arm A, or the one model there is. */
export interface Artifact extends ArmArtifact {
  /** Arm B, where there is an experiment. */
  readonly other: ArmArtifact | undefined;
}

/**
 * Reads and verifies a whole artifact directory, of an experiment both models: lengths, hashes, then contents.
 * @throws RecommenderError `artifact/…` with the file it is about.
 */
export function readArtifact(directory: string): Artifact {
  const path = join(directory, MANIFEST_FILE);
  if (!existsSync(path)) {
    throw new RecommenderError('artifact/missing', `expected a model directory with ${MANIFEST_FILE}`, {
      place: { file: path },
    });
  }
  return atPlace(path, () => {
    const manifest = parseManifest(readFileSync(path, 'utf8'));
    const other = manifest.experiment && readArm(directory, toArm(manifest, 1));
    return { ...readArm(directory, manifest), other };
  });
}

function readArm(directory: string, manifest: Manifest): ArmArtifact {
  const sections = new Map(manifest.sections.map((section) => [section.name, readSection(directory, section)]));
  const display = sections.get('display');
  const report = sections.get('report');
  return {
    manifest,
    sections,
    model: decodeModel(manifest, sections),
    display: display === undefined ? undefined : decodeDisplay(display),
    report: report === undefined ? undefined : (JSON.parse(new TextDecoder().decode(report)) as unknown),
  };
}

function readSection(directory: string, section: Section): Uint8Array {
  const path = join(directory, section.file);
  const place = { file: path };
  if (!existsSync(path)) throw new RecommenderError('artifact/missing', 'expected this section file', { place });
  const bytes = readFileSync(path);
  if (bytes.length !== section.bytes) {
    const message = `expected ${String(section.bytes)} bytes, got ${String(bytes.length)}`;
    throw new RecommenderError('artifact/wrong-length', message, { place });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== section.sha256) {
    const message = `expected SHA-256 ${section.sha256.slice(0, 16)}…, got ${sha256.slice(0, 16)}…`;
    throw new RecommenderError('artifact/wrong-hash', message, { place });
  }
  return new Uint8Array(bytes);
}

/** Adds the file to coded errors that do not name one. */
function atPlace<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RecommenderError) || error.place !== undefined) throw error;
    throw new RecommenderError(error.code, error.message, { cause: error, place: { file } });
  }
}
