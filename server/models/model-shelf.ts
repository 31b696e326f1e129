import { rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  allSections,
  ARMS,
  MANIFEST_FILE,
  parseManifest,
  type Arm,
  type Manifest,
} from '../../core/artifact/manifest.js';
import type { ModelVersion } from '../../core/artifact/model-versions.js';
import { RecommenderError } from '../../core/errors.js';
import type { ScenarioSettings } from '../../core/scenario-settings.js';
import { readManifestText, readWhole } from '../reports/published-model.js';
import type { Database } from '../storage/database.js';

/** The models that a shop has served, any of which can be served again while its files are there. */
export interface ModelShelf {
  /** Newest first. @throws RecommenderError `server/database`. */
  list(): Promise<ModelVersion[]>;
  /**
   * Serves a model again under a sequence above all there were, for a device refuses to go back. Nothing is written before
   * every file was found and has its hash.
   * @param arm of an experiment: that model alone. Default: as it was.
   * @returns the new sequence; undefined where no such model was ever served.
   * @throws RecommenderError `artifact/missing`, `artifact/wrong-hash`, `server/unwritable-model`, `server/database`.
   */
  publish(sequence: number, arm?: Arm): Promise<number | undefined>;
  /**
   * Publishes the model that is served with other rules for its rows; its files stay as they are.
   * @returns the new sequence; undefined where no model is served.
   * @throws RecommenderError `artifact/not-a-manifest`, `server/unwritable-model`, `server/database`.
   */
  setScenarios(scenarios: ScenarioSettings): Promise<number | undefined>;
}

export interface ModelShelfOptions {
  readonly database: Database;
  readonly shop: string;
  readonly modelDir: string;
}

/** Any number that nobody else uses: who holds it may give out the next sequence. */
const SEQUENCE_LOCK = 0x5e1f_0003;

export function createModelShelf({ database, shop, modelDir }: ModelShelfOptions): ModelShelf {
  /** Gives out the next sequence, one server at a time. @param toContent from what is served now. */
  const write = (
    toContent: (served: RawManifest | undefined) => RawManifest | undefined,
  ): Promise<number | undefined> =>
    database.transaction(async (queries) => {
      await queries.query('SELECT pg_advisory_xact_lock($1::bigint)', [SEQUENCE_LOCK]);
      const [highest] = await queries.query(
        'SELECT max(sequence)::float8 AS sequence FROM shelfwise.models WHERE shop = $1::text',
        [shop],
      );
      const text = await readManifestText(modelDir);
      const served = parseKnown(text);
      const content = toContent(served && text !== undefined ? toRaw(text) : undefined);
      if (content === undefined) return undefined;
      const next = 1 + Math.max(Number(highest?.['sequence'] ?? 0), served?.sequence ?? 0);
      await writeManifest(modelDir, { ...content, sequence: next });
      return next;
    });
  return {
    async list() {
      const served = await readServed(modelDir);
      const rows = await database.query(
        `SELECT sequence::float8 AS sequence, max(manifest) AS manifest
         FROM (SELECT DISTINCT sequence FROM shelfwise.models WHERE shop = $1::text) AS models
         LEFT JOIN (SELECT * FROM shelfwise.manifests WHERE shop = $1::text) AS manifests USING (sequence)
         GROUP BY sequence ORDER BY sequence DESC`,
        [shop],
      );
      return Promise.all(
        rows.map(({ sequence, manifest }) =>
          toVersion(modelDir, Number(sequence), { served, text: typeof manifest === 'string' ? manifest : undefined }),
        ),
      );
    },
    async publish(sequence, arm) {
      const [row] = await database.query(
        'SELECT manifest FROM shelfwise.manifests WHERE shop = $1::text AND sequence = $2::bigint',
        [shop, sequence],
      );
      if (typeof row?.['manifest'] !== 'string') return undefined;
      const content = arm === undefined ? toRaw(row['manifest']) : toAlone(row['manifest'], arm);
      for (const section of allSections(parseManifest(JSON.stringify(content)))) await readWhole(modelDir, section);
      // Rules are the shop's word of today, whichever model they are applied to.
      return write((served) => ({ ...content, scenarios: served?.['scenarios'] }));
    },
    setScenarios: (scenarios) => write((served) => served && { ...served, scenarios }),
  };
}

async function toVersion(
  modelDir: string,
  sequence: number,
  { served, text }: { readonly served: Manifest | undefined; readonly text: string | undefined },
): Promise<ModelVersion> {
  const isServed = served?.sequence === sequence;
  const manifest = parseKnown(text);
  if (manifest === undefined) {
    return { sequence, isServed, isWhole: false, asOf: null, items: null, experiment: null, report: null };
  }
  const { asOf, items, experiment, sections } = manifest;
  const report = sections.find(({ name }) => name === 'report')?.file ?? null;
  const isWhole = await hasAllFiles(modelDir, manifest);
  return { sequence, isServed, isWhole, asOf, items, experiment: experiment?.name ?? null, report };
}

async function hasAllFiles(modelDir: string, manifest: Manifest): Promise<boolean> {
  const found = allSections(manifest).map(async ({ file, bytes }) => {
    const there = await stat(path.join(modelDir, file)).catch(() => undefined);
    return there?.size === bytes;
  });
  return (await Promise.all(found)).every(Boolean);
}

async function readServed(modelDir: string): Promise<Manifest | undefined> {
  return parseKnown(await readManifestText(modelDir));
}

/** A text of another version, or half a file, is no manifest that could be served. */
function parseKnown(text: string | undefined): Manifest | undefined {
  try {
    return text === undefined ? undefined : parseManifest(text);
  } catch {
    return undefined;
  }
}

type RawManifest = Readonly<Record<string, unknown>>;

/** All of it, what this version has no name for too. It was a manifest when it was kept. */
function toRaw(text: string): RawManifest {
  return JSON.parse(text) as RawManifest;
}

/** One model of an experiment, its manifest saying nothing of the other. */
function toAlone(text: string, arm: Arm): RawManifest {
  const { experiment, ...own } = toRaw(text) as RawManifest & { readonly experiment?: { readonly other: RawManifest } };
  return arm === ARMS[0] ? own : { ...own, ...experiment?.other };
}

/** Atomically: a device reads the old one or the new one. */
async function writeManifest(modelDir: string, manifest: RawManifest): Promise<void> {
  const file = path.join(modelDir, MANIFEST_FILE);
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  parseManifest(text); // what no device could read is not written
  try {
    await writeFile(`${file}.tmp`, text);
    await rename(`${file}.tmp`, file);
  } catch (cause) {
    const message = 'expected the folder of the model to be writable by the server';
    throw new RecommenderError('server/unwritable-model', message, { cause });
  }
}
