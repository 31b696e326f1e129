import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

const FORBIDDEN: Readonly<Record<string, readonly [file: string, imports: string]>> = {
  'core-imports-nothing': ['core/a.ts', '../engine/a.js'],
  'engine-imports-core': ['engine/b.ts', '@tensorflow/tfjs-core'],
  'personal-model-may-use-tfjs': ['engine/personal-model.ts', 'idb'],
  'src-imports-core': ['src/b.ts', '../worker/a.js'],
  'worker-imports-engine': ['worker/b.ts', '../src/a.js'],
  'store-does-not-know-the-engine': ['worker/store/b.ts', '../../engine/a.js'],
  'trainer-imports-engine': ['trainer/b.ts', '../server/index.js'],
  'serve-may-start-the-server': ['trainer/verbs/serve.ts', '../../server/a.js'],
  'server-imports-core': ['server/b.ts', 'idb'],
  'demo-imports-public-entries': ['demo/b.ts', '../src/a.js'],
  'console-reads-the-core': ['demo/console/b.ts', '../../src/a.js'],
  'plots-are-drawn-by-a-library': ['demo/plots/b.ts', '../../core/a.js'],
  'the-storefront-draws-no-plots': ['demo/c.ts', './plots/a.js'],
  'nothing-shipped-imports-tests': ['server/c.ts', '../test/a.js'],
};
const ALLOWED: readonly (readonly [file: string, imports: string])[] = [
  ['engine/personal-model.ts', '@tensorflow/tfjs-core'],
  ['src/b.ts', 'comlink'],
  ['worker/b.ts', '../engine/a.js'],
  ['worker/store/b.ts', 'idb'],
  ['trainer/b.ts', '../engine/a.js'],
  ['trainer/b.ts', 'node:fs'],
  ['trainer/b.ts', '@duckdb/node-api'],
  ['trainer/verbs/serve.ts', '../../server/index.js'],
  ['server/b.ts', 'hono'],
  ['server/b.ts', 'pg'],
  ['server/b.ts', '@electric-sql/pglite'],
  ['server/b.ts', 'node:http'],
  ['demo/b.ts', '../src/index.js'],
  ['demo/b.ts', '../src/elements/index.js'],
  ['demo/b.ts', 'lit-html'],
  ['demo/console/b.ts', '../../core/events/a.js'],
  ['demo/console/b.ts', 'lit-html'],
  ['demo/console/b.ts', '../plots/a.js'],
  ['demo/plots/b.ts', '@observablehq/plot'],
];
const ROOMS = ['core', 'engine', 'src', 'worker', 'trainer', 'server', 'demo', 'test'];
const TARGETS = [
  ...ROOMS.map((room) => `${room}/a.ts`),
  'core/events/a.ts',
  'demo/plots/a.ts',
  'server/index.ts',
  'src/index.ts',
  'src/elements/index.ts',
];

let tree: string;

beforeAll(() => {
  tree = mkdtempSync(path.join(os.tmpdir(), 'shelfwise-boundaries-'));
  for (const name of ['node_modules', 'package.json', 'tsconfig.base.json', '.dependency-cruiser.cjs']) {
    symlinkSync(path.join(root, name), path.join(tree, name));
  }
  for (const file of TARGETS) write(file, 'export const a = 1;\n');
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(path.join(tree, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(tree, file), text);
}

/** The rules that are broken when each file imports what stands beside it. */
async function brokenRules(imports: readonly (readonly [file: string, imports: string])[]): Promise<string[]> {
  const files = new Map<string, string>();
  for (const [file, from] of imports) {
    files.set(file, `${files.get(file) ?? ''}import * as i${from.replaceAll(/\W/g, '_')} from '${from}';\n`);
  }
  for (const [file, text] of files) write(file, text);
  const output = await cruise();
  for (const file of files.keys()) rmSync(path.join(tree, file));
  const { summary } = JSON.parse(output) as { summary: { violations: { rule: { name: string } }[] } };
  return summary.violations.map(({ rule }) => rule.name).filter((name) => name !== 'no-orphans');
}

function cruise(): Promise<string> {
  const program = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...ROOMS];
  return new Promise((resolve) => {
    // A broken rule makes the exit code non-zero; the answer is on standard output all the same.
    execFile(process.execPath, args, { cwd: tree, maxBuffer: 1e8 }, (_, stdout) => resolve(stdout));
  });
}

describe('the direction of imports', () => {
  it('is enforced by a rule for each room', async () => {
    const broken = await brokenRules(Object.values(FORBIDDEN));
    expect(new Set(broken)).toEqual(new Set(Object.keys(FORBIDDEN)));
  });

  it('allows each room what the architecture gives it', async () => {
    expect(await brokenRules(ALLOWED)).toEqual([]);
  });

  it('has no cycles', async () => {
    const circle = [
      ['core/b.ts', './c.js'],
      ['core/c.ts', './b.js'],
    ] as const;
    expect(await brokenRules(circle)).toEqual(['no-cycles']);
  });
});
