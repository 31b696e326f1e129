import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../scripts/build.mjs';

const dist = path.resolve(import.meta.dirname, '../../dist');
const read = (file: string): string => readFileSync(path.join(dist, file), 'utf8');

interface Manifest {
  readonly workers: Readonly<
    Record<'worker' | 'personal' | 'reports', { readonly file: string; readonly sha256: string }>
  >;
  readonly files: Readonly<Record<string, { readonly sizeBytes: number; readonly integrity: string }>>;
}

let manifest: Manifest;

beforeAll(async () => {
  await ensureBuild();
  manifest = JSON.parse(read('browser/manifest.json')) as Manifest;
});

describe.each(['worker', 'personal', 'reports'] as const)('the built %s', (name) => {
  it('is named after its hash, which the manifest repeats', () => {
    const { file, sha256 } = manifest.workers[name];
    const digest = createHash('sha256')
      .update(read(`browser/${file}`))
      .digest();
    expect(file).toBe(`${name}.${digest.toString('hex').slice(0, 16)}.js`);
    expect(sha256).toBe(digest.toString('base64'));
  });

  it('is one classic script that imports nothing, so that it runs from a blob', () => {
    const code = read(`browser/${manifest.workers[name].file}`);
    expect(() => new vm.Script(code)).not.toThrow();
    expect(code).not.toMatch(/\bimport\s*\(/);
  });
});

describe('the built page scripts', () => {
  it.each([
    ['index.js', /^(index|side-workers-.*)\.js$/],
    ['shelfwise.js', /^shelfwise\.js$/],
  ])('%s knows the workers it was built with', (_file, names) => {
    const code = Object.keys(manifest.files)
      .filter((name) => names.test(name))
      .map((name) => read(`browser/${name}`))
      .join('');
    for (const worker of Object.values(manifest.workers)) {
      expect(code).toContain(worker.file);
      expect(code).toContain(worker.sha256);
    }
  });

  it('has the elements need no other file than the SDK beside them', () => {
    const imports = [...read('browser/elements.js').matchAll(/\bfrom\s*["'`]([^"'`]+)/g)].map((match) => match[1]);
    expect(imports.filter((file) => file !== './index.js')).toEqual([]);
    expect(Object.keys(manifest.files)).toHaveLength(12);
  });

  it('has the panel in one module that imports nothing, whose hash the script tag knows', () => {
    expect(read('browser/privacy.js')).not.toMatch(/\bimport\s*[({"'`]|\bfrom\s*["'`]/);
    expect(read('browser/shelfwise.js')).toContain(manifest.files['privacy.js']?.integrity);
  });

  it('has what a row loads after its list import nothing: the script tag loads it too', () => {
    const [extras = ''] = Object.keys(manifest.files).filter((file) => file.startsWith('row-extras-'));
    expect(read(`browser/${extras}`)).not.toMatch(/\bfrom\s*["'`]|\bimport\s*["'`(]/);
    for (const script of ['elements.js', 'shelfwise.js']) {
      expect(read(`browser/${script}`)).toMatch(new RegExp(`import\\([\`"']\\./${extras}`));
    }
  });

  it('is one classic script for the script tag', () => {
    expect(() => new vm.Script(read('browser/shelfwise.js'))).not.toThrow();
  });

  it('has capture need no other file, so that a script tag loads no second copy of the SDK', () => {
    expect(read('browser/capture.js')).not.toMatch(/\bfrom\s*["'`]/);
    expect(read('browser/shelfwise.js')).toContain('import(`./capture.js`)');
  });

  it('has Shopify’s pixel be one script that imports, fetches and sends nothing', () => {
    const code = read('browser/shopify-pixel.js');
    expect(() => new vm.Script(code)).not.toThrow();
    expect(code).not.toMatch(/\bimport\b|fetch|sendBeacon|XMLHttpRequest|WebSocket|cookie/);
  });

  it('states for each file what a page puts into its integrity attribute', () => {
    for (const [file, { integrity }] of Object.entries(manifest.files)) {
      const digest = createHash('sha384')
        .update(read(`browser/${file}`))
        .digest('base64');
      expect(integrity, file).toBe(`sha384-${digest}`);
    }
  });
});

describe('the built command line', () => {
  it('runs as a program', () => {
    expect(read('node/cli.js')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(path.join(dist, 'node/cli.js')).mode & 0o111).toBe(0o111);
  });
});

describe('the built demo', () => {
  it('has beside it the very files a shop would serve', () => {
    for (const file of Object.keys(manifest.files))
      expect(read(`demo/shelfwise/${file}`)).toBe(read(`browser/${file}`));
  });
});
