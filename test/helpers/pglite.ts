import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openPgliteDatabase } from '../../server/storage/pglite-database.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const START_LIMIT_MS = 120_000;

/** Folders of empty embedded databases for the tests of one file. To make one takes seconds, so they are copies. */
export function usePglite(): { createFolder(): string } {
  let template: string;
  const folders: string[] = [];
  beforeAll(async () => {
    template = await makeTemplate();
  }, START_LIMIT_MS);
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })), START_LIMIT_MS);
  return {
    createFolder() {
      const folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-pglite-'));
      folders.push(folder);
      const database = path.join(folder, 'database');
      cpSync(template, database, { recursive: true });
      return database;
    },
  };
}

/** Made once a version of the embedded database; of several that make it at once the first is kept. */
async function makeTemplate(): Promise<string> {
  const manifest = readFileSync(path.join(ROOT, 'node_modules/@electric-sql/pglite/package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const template = path.join(ROOT, 'dist/test-pglite', version);
  if (existsSync(template)) return template;
  const own = `${template}.${String(process.pid)}`;
  mkdirSync(path.dirname(own), { recursive: true });
  await (await openPgliteDatabase(own)).close();
  if (existsSync(template)) rmSync(own, { recursive: true });
  else renameSync(own, template);
  return template;
}
