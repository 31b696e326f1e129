import { stat } from 'node:fs/promises';
import path from 'node:path';
import { allSections, MANIFEST_FILE, parseManifest, type Manifest } from '../core/artifact/manifest.js';
import { RecommenderError } from '../core/errors.js';
import type { Contents } from './contents.js';
import { isMissing } from './file-tree.js';

const HASHED_FILE = /^[a-z]+\.[0-9a-f]{16}\.(bin|json)$/;

/** Is this the name of a file of a model: the manifest, or a section with its hash? Nothing else is ever opened. */
export function isModelFile(name: string): boolean {
  return name === MANIFEST_FILE || HASHED_FILE.test(name);
}

/**
 * Reads the manifest and looks whether every section it names is there in full length.
 * @throws RecommenderError `artifact/missing`, `artifact/wrong-length` or one of `parseManifest`'s codes.
 */
export async function checkModel(modelDir: string, contents: Contents): Promise<Manifest> {
  const content = await contents.read(path.join(modelDir, MANIFEST_FILE));
  if (content === undefined) throw new RecommenderError('artifact/missing', `expected ${MANIFEST_FILE}, found none`);
  const manifest = parseManifest(new TextDecoder().decode(content.bytes));
  for (const { file, bytes } of allSections(manifest)) {
    const came = await sizeOf(path.join(modelDir, file));
    if (came === undefined) throw new RecommenderError('artifact/missing', `expected ${file}, found none`);
    if (came !== bytes) {
      const message = `expected ${file} to have ${String(bytes)} bytes, got ${String(came)}`;
      throw new RecommenderError('artifact/wrong-length', message);
    }
  }
  return manifest;
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
