import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { decodeDisplay } from '../../core/artifact/display-section.js';
import { decodeIds } from '../../core/artifact/ids-section.js';
import { decodeItems } from '../../core/artifact/items-section.js';
import {
  ARMS,
  MANIFEST_FILE,
  toArm,
  type Manifest,
  type Section,
  type SectionName,
} from '../../core/artifact/manifest.js';
import { RecommenderError } from '../../core/errors.js';
import { createCategoryDomain } from '../../core/privacy/category-domain.js';
import type { AskedCategories } from '../../core/privacy/publish/publish-categories.js';
import type { CatalogEntry } from '../../core/privacy/publish/publish-items.js';
import { isMissing } from '../file-tree.js';

/** What of a model bears on reports: what devices that have it are asked, and about which items. */
export interface PublishedModel {
  readonly sequence: number;
  /** By arm: one, or two where there is an experiment. */
  readonly categories: readonly AskedCategories[];
  /** Of both arms. */
  readonly catalog: readonly CatalogEntry[];
}

interface PublishedArm {
  readonly categories: AskedCategories;
  readonly catalog: readonly CatalogEntry[];
}

/** A model folder's manifest as it stands there; undefined where there is none. */
export async function readManifestText(modelDir: string): Promise<string | undefined> {
  const bytes = await readOrMissing(path.join(modelDir, MANIFEST_FILE));
  return bytes && new TextDecoder().decode(bytes);
}

/** @throws RecommenderError `artifact/missing`, `artifact/wrong-hash`, `artifact/bad-section`. */
export async function readPublishedModel(modelDir: string, manifest: Manifest): Promise<PublishedModel> {
  const arms = manifest.experiment === undefined ? ([0] as const) : ARMS;
  const categories: AskedCategories[] = [];
  const catalog = new Map<string, CatalogEntry>();
  for (const arm of arms) {
    const published = await readArm(modelDir, toArm(manifest, arm));
    categories.push(published.categories);
    for (const entry of published.catalog) if (!catalog.has(entry.id)) catalog.set(entry.id, entry);
  }
  return { sequence: manifest.sequence, categories, catalog: [...catalog.values()] };
}

async function readArm(modelDir: string, manifest: Manifest): Promise<PublishedArm> {
  const ids = decodeIds(await readSection(modelDir, manifest, 'ids'));
  const items = decodeItems(await readSection(modelDir, manifest, 'items'));
  const hasNames = manifest.sections.some(({ name }) => name === 'display');
  const display = hasNames ? decodeDisplay(await readSection(modelDir, manifest, 'display')) : undefined;
  const { names, choices } = createCategoryDomain(ids, items);
  return {
    categories: { names, choices },
    catalog: ids.itemIds.map((id, item) => {
      const name = display?.text.item_name?.[item];
      // The column holds log(1 + events).
      const recentEvents = Math.expm1(items.trend30[item]!);
      return { id, ...(typeof name === 'string' && { name }), recentEvents };
    }),
  };
}

async function readSection(modelDir: string, manifest: Manifest, name: SectionName): Promise<Uint8Array> {
  const section = manifest.sections.find((one) => one.name === name);
  if (section === undefined) throw new RecommenderError('artifact/missing', `expected section "${name}", found none`);
  return readWhole(modelDir, section);
}

/** @throws RecommenderError `artifact/missing`, `artifact/wrong-hash`. */
export async function readWhole(modelDir: string, { name, file, sha256 }: Section): Promise<Uint8Array> {
  const bytes = await readOrMissing(path.join(modelDir, file));
  if (bytes === undefined) throw new RecommenderError('artifact/missing', `expected section "${name}", found none`);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
    throw new RecommenderError('artifact/wrong-hash', `expected section "${name}" to have the hash the manifest says`);
  }
  return new Uint8Array(bytes);
}

async function readOrMissing(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
