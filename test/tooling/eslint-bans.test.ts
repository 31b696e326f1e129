import path from 'node:path';
import { ESLint } from 'eslint';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

// The snippets are in no project, so the rules that need types are left out; no ban needs them.
const eslint = new ESLint({
  cwd: root,
  overrideConfig: defineConfig({ files: ['**/*.ts'], extends: [tseslint.configs.disableTypeChecked] }),
});

/** The rules that fire on a text, were it the file of that name. */
async function rulesOn(file: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${text}\n`, { filePath: path.join(root, file) });
  return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
}

const NETWORK = {
  'no-restricted-globals': [
    'await fetch("/x");',
    'self.fetch("/x");',
    'globalThis.fetch("/x");',
    'new XMLHttpRequest();',
    'new WebSocket("wss://x");',
    'new WebTransport("https://x");',
    'new EventSource("/x");',
    'new RTCPeerConnection();',
    'importScripts("x.js");',
    'new Worker("x.js");',
    'new window.Worker("x.js");',
    'new SharedWorker("x.js");',
  ],
  'no-restricted-properties': [
    'navigator.sendBeacon("/x");',
    'navigator["sendBeacon"]("/x");',
    'navigator.serviceWorker.register("x.js");',
    'const { fetch } = globalThis; fetch("/x");',
  ],
  'no-restricted-syntax': ['const name = "x"; await import(name);', 'await import(`./${"x"}.js`);'],
};

const STORAGE = {
  'no-restricted-globals': [
    'indexedDB.open("x");',
    'self.indexedDB.open("x");',
    'await caches.open("x");',
    'localStorage.clear();',
    'window.sessionStorage.clear();',
    'await cookieStore.get("x");',
  ],
  'no-restricted-properties': ['document.cookie = "x=1";', 'await navigator.storage.persist();'],
};

const CLOCK = {
  'no-restricted-globals': ['performance.now();'],
  'no-restricted-properties': ['Date.now();'],
  'no-restricted-syntax': ['new Date();', 'Date();'],
};

const casesOf = (bans: Readonly<Record<string, readonly string[]>>): (readonly [string, string])[] =>
  Object.entries(bans).flatMap(([rule, snippets]) => snippets.map((snippet) => [snippet, rule] as const));

const BROWSER_FILES = ['core/a.ts', 'engine/scorers/a.ts', 'src/elements/a.ts', 'worker/a.ts'];
const NETWORK_EXITS = ['worker/artifact-loader.ts', 'worker/report/sender.ts', 'src/worker-starter.ts'];
const STORAGE_OWNERS = ['worker/store/idb-store.ts', 'worker/artifact-cache.ts', 'src/capture/shopify/mailbox.ts'];

describe('the network', () => {
  it.each(casesOf(NETWORK))('is out of reach of the browser rooms: %s', async (snippet, rule) => {
    for (const file of [...BROWSER_FILES, ...STORAGE_OWNERS])
      expect(await rulesOn(file, snippet), file).toContain(rule);
  });

  it.each(casesOf(NETWORK))('may be reached from the three exits: %s', async (snippet, rule) => {
    for (const file of NETWORK_EXITS) expect(await rulesOn(file, snippet), file).not.toContain(rule);
  });

  it('does not stand in the way of types and literal imports', async () => {
    const text = 'export const close = (worker: Worker): void => worker.terminate();\nawait import("./a.js");';
    expect(await rulesOn('src/a.ts', text)).toEqual([]);
  });
});

describe('storage', () => {
  it.each(casesOf(STORAGE))('is out of reach of all but its owners: %s', async (snippet, rule) => {
    for (const file of [...BROWSER_FILES, ...NETWORK_EXITS]) expect(await rulesOn(file, snippet), file).toContain(rule);
  });

  it.each(casesOf(STORAGE))('is its owners’ to use: %s', async (snippet, rule) => {
    for (const file of STORAGE_OWNERS) expect(await rulesOn(file, snippet), file).not.toContain(rule);
  });
});

describe('the clock', () => {
  it.each(casesOf(CLOCK))('is an argument in core and engine: %s', async (snippet, rule) => {
    for (const file of ['core/a.ts', 'engine/a.ts']) expect(await rulesOn(file, snippet), file).toContain(rule);
    expect(await rulesOn('worker/a.ts', snippet)).not.toContain(rule);
  });

  it('lets pure code make a date of a given time', async () => {
    expect(await rulesOn('core/a.ts', 'export const at = (ms: number): Date => new Date(ms);')).toEqual([]);
  });
});

describe('randomness', () => {
  it.each(['Math.random();', 'const { random } = Math; random();'])(
    'is injected in all that ships: %s',
    async (snippet) => {
      for (const room of ['core', 'engine', 'src', 'worker', 'trainer', 'server', 'demo']) {
        expect(await rulesOn(`${room}/a.ts`, snippet), room).toContain('no-restricted-properties');
      }
    },
  );
});

describe('the console', () => {
  it('is written to by the log hook, the command line’s output and the server alone', async () => {
    for (const file of ['core/a.ts', 'engine/a.ts', 'src/a.ts', 'worker/a.ts', 'trainer/a.ts', 'demo/a.ts']) {
      expect(await rulesOn(file, 'console.warn("x");'), file).toEqual(['no-console']);
    }
    for (const file of ['src/log.ts', 'trainer/output.ts', 'server/app.ts']) {
      expect(await rulesOn(file, 'console.warn("x");'), file).toEqual([]);
    }
  });
});

describe('style', () => {
  const branches = Array.from({ length: 12 }, (_, at) => `if (n === ${at}) return ${at};`).join('\n');
  it.each([
    ['no-restricted-syntax', 'export default 1;'],
    ['no-restricted-syntax', 'const a = 1; export { a as default };'],
    ['no-restricted-syntax', 'export enum Colour { Red }'],
    ['no-restricted-syntax', 'export * from "./a.js";'],
    ['no-restricted-syntax', 'import { a } from "./a"; a();'],
    ['@typescript-eslint/no-explicit-any', 'export const a = (b: any): unknown => b;'],
    ['max-params', 'export function f(a: 1, b: 1, c: 1, d: 1, e: 1): unknown { return [a, b, c, d, e]; }'],
    ['complexity', `export function f(n: number): number {\n${branches}\nreturn 0; }`],
    ['max-lines-per-function', `export function f(): number[] {\nreturn [\n${'1,\n'.repeat(60)}];\n}`],
    ['max-lines', 'export const a = [\n' + '1,\n'.repeat(300) + '];'],
    ['no-eval', 'eval("1");'],
    ['no-new-func', 'new Function("return 1")();'],
  ])('forbids what %s names', async (rule, text) => {
    expect(await rulesOn('core/a.ts', text)).toContain(rule);
  });

  it('wants file names in kebab-case', async () => {
    expect(await rulesOn('core/topN.ts', 'export const a = 1;')).toEqual(['no-restricted-syntax']);
  });
});
