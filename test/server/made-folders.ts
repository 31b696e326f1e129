import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MODEL_SECTIONS, type Manifest } from '../../core/artifact/manifest.js';
import type { AppOptions, ShopOptions } from '../../server/app.js';

export interface MadeFolders extends Omit<AppOptions, 'console' | 'shops'>, Omit<ShopOptions, 'reports'> {
  readonly root: string;
  readonly manifest: Manifest;
  remove(): void;
}

export const PAGE = '<!doctype html><html lang="en"><title>Shop</title></html>';
export const LONG_SCRIPT = 'export const words = "again and again";\n'.repeat(200);

/** Makes the folders a server serves, in a place of their own, with a secret beside them that nobody may reach. */
export function makeFolders(): MadeFolders {
  const root = mkdtempSync(path.join(tmpdir(), 'shelfwise-server-'));
  const write = (name: string, text: string): void => {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const sections = MODEL_SECTIONS.map((name) => {
    const text = `bytes of ${name}`;
    const sha256 = createHash('sha256').update(text).digest('hex');
    const file = `${name}.${sha256.slice(0, 16)}.bin`;
    write(`model/${file}`, text);
    return { name, file, bytes: text.length, sha256 };
  });
  const manifest: Manifest = {
    format: 'shelfwise-model',
    version: 1,
    sequence: 7,
    asOf: '2026-10-01T00:00:00.000Z',
    items: 3,
    dimension: 8,
    sections,
  };
  write('model/latest.json', JSON.stringify(manifest));
  write('model/notes.txt', 'not part of the model');
  write('secret.txt', 'nobody may read this');
  write('data/catalog.json', '[{"item_id":"a"}]');
  write('data/shop.json', '{"name":"Shop"}');
  write('data/pictures.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  write('data/events.csv', 'user_id,item_id\nu1,a\n');
  write('sdk/index.js', LONG_SCRIPT);
  write('sdk/worker.0123456789abcdef.js', LONG_SCRIPT);
  write('demo/index.html', PAGE);
  write('demo/console/index.html', PAGE);
  write('demo/assets/index-Ab3_x-9Z.js', LONG_SCRIPT);
  write('demo/.env', 'nobody may read this');
  const dir = (name: string): string => path.join(root, name);
  return {
    root,
    manifest,
    modelDir: dir('model'),
    dataDir: dir('data'),
    sdkDir: dir('sdk'),
    demoDir: dir('demo'),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
