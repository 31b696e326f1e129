import { parseManifest } from '../../core/artifact/manifest.js';
import { RecommenderError } from '../../core/errors.js';
import type { AskedByModel, AskedCategories } from '../../core/privacy/publish/publish-categories.js';
import type { Database } from '../storage/database.js';
import { readManifestText, readPublishedModel, type PublishedModel } from './published-model.js';

/** The models of a shop that reports may come of: the one in its folder and all that were there before. */
export interface ModelRegistry {
  /** Looks into the folder and the database. Called at the start; later it looks by itself. */
  refresh(): Promise<void>;
  /**
   * What devices with that model are asked about categories, by arm; undefined where no such model was published. Looks anew
   * where it does not know one, though not at once again.
   * @throws RecommenderError `server/database`; `artifact/…` where the folder holds something else than a whole model.
   */
  categoriesOf(sequence: number): Promise<readonly AskedCategories[] | undefined>;
  /** All models known by now. */
  known(): AskedByModel;
  /** The model in the folder; undefined where there is none. */
  published(): PublishedModel | undefined;
}

export interface ModelRegistryOptions {
  readonly database: Database;
  readonly shop: string;
  readonly modelDir: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Whoever sends reports of models that never were makes the server look no more often than this. */
const LOOK_GAP_MS = 3_000;

export function createModelRegistry(options: ModelRegistryOptions): ModelRegistry {
  const { database, shop, modelDir, now } = options;
  let published: PublishedModel | undefined;
  let manifestText: string | undefined;
  let known: AskedByModel = new Map();
  let lookedAt = -Infinity;
  let looking: Promise<void> | undefined;

  const look = async (): Promise<void> => {
    lookedAt = now();
    known = await readKnown(database, shop);
    const text = await readManifestText(modelDir);
    if (text === manifestText) return;
    published = text === undefined ? undefined : await register(options, text);
    if (published !== undefined) known = new Map([...known, [published.sequence, published.categories]]);
    manifestText = text;
  };
  const refresh = (): Promise<void> => (looking ??= look().finally(() => (looking = undefined)));
  return {
    refresh,
    async categoriesOf(sequence) {
      const mayLook = Math.abs(now() - lookedAt) >= LOOK_GAP_MS || looking !== undefined;
      if (!known.has(sequence) && mayLook) {
        await refresh().catch((error: unknown) => {
          // An unreadable folder says nothing of the models that the database knows.
          if (!known.has(sequence)) throw error;
        });
      }
      return known.get(sequence);
    },
    known: () => known,
    published: () => published,
  };
}

/**
 * Keeps what is needed to read reports of a model for as long as there are any. A sequence means one model: under a second
 * one, answers already counted would be read wrongly.
 */
async function register(
  { database, shop, modelDir }: ModelRegistryOptions,
  manifestText: string,
): Promise<PublishedModel> {
  const model = await readPublishedModel(modelDir, parseManifest(manifestText));
  // Both arms at once: a server that saw one of them would refuse the reports of the other.
  await database.transaction(async (queries) => {
    for (const [arm, { names, choices }] of model.categories.entries()) {
      await queries.query(
        `INSERT INTO shelfwise.models (shop, sequence, arm, categories, choices)
         VALUES ($1::text, $2::bigint, $3::smallint, $4::json, $5::int) ON CONFLICT DO NOTHING`,
        [shop, model.sequence, arm, JSON.stringify(names), choices],
      );
    }
  });
  const stored = (await readKnown(database, shop)).get(model.sequence);
  if (JSON.stringify(stored) !== JSON.stringify(model.categories)) {
    const expected = `expected model ${String(model.sequence)} to have the categories it has in the database`;
    throw new RecommenderError('server/other-model', `${expected}: publish it under a higher sequence`);
  }
  await database.query(
    `INSERT INTO shelfwise.manifests (shop, sequence, manifest) VALUES ($1::text, $2::bigint, $3::text)
     ON CONFLICT (shop, sequence) DO UPDATE SET manifest = excluded.manifest`,
    [shop, model.sequence, manifestText],
  );
  return model;
}

async function readKnown(database: Database, shop: string): Promise<AskedByModel> {
  const rows = await database.query(
    `SELECT sequence::float8 AS sequence, categories, choices
     FROM shelfwise.models WHERE shop = $1::text ORDER BY sequence, arm`,
    [shop],
  );
  const known = new Map<number, readonly AskedCategories[]>();
  for (const { sequence, categories, choices } of rows) {
    const asked = { names: categories as readonly string[], choices: Number(choices) };
    known.set(Number(sequence), [...(known.get(Number(sequence)) ?? []), asked]);
  }
  return known;
}
