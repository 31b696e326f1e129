import { readdirSync } from 'node:fs';
import path from 'node:path';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const root = import.meta.dirname;
const inRoot = (...parts: string[]): string => path.join(root, ...parts);

/** Every page of the demo, named by its folder so that the addresses stay what they are in the tree. */
function demoPages(): string[] {
  return readdirSync(inRoot('demo'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .map((file) => inRoot('demo', file))
    .sort();
}

/** The command line's entry and one entry a thread, all side by side so that `./name.js` finds them. */
function nodeEntries(): Record<string, string> {
  const threads = readdirSync(inRoot('trainer'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    /-worker\.ts$/.test(file),
  );
  const names = threads.map((file) => [path.basename(file, '.ts'), inRoot('trainer', file)]);
  return {
    cli: inRoot('trainer/cli.ts'),
    'pglite-thread': inRoot('server/storage/pglite-thread.js'),
    ...(Object.fromEntries(names) as Record<string, string>),
  };
}

/** The demo runs what a shop runs: its imports of the SDK's entries stay imports of the built files. */
function builtSdk(): Plugin {
  const entries = new Map([
    [inRoot('src/index.ts'), 'index.js'],
    [inRoot('src/elements/index.ts'), 'elements.js'],
    [inRoot('src/privacy/index.ts'), 'privacy.js'],
  ]);
  return {
    name: 'built-sdk',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
      const file = resolved && entries.get(resolved.id);
      return file ? { id: inRoot('demo/shelfwise', file), external: 'relative' } : resolved;
    },
  };
}

const base: UserConfig = { root, base: './', publicDir: false, logLevel: 'warn' };

/** One self-contained classic script: a Worker made from a blob of its text cannot import anything. */
function classicScript(entry: string, globalName: string): UserConfig {
  return {
    ...base,
    define: { 'import.meta.url': 'undefined' }, // a classic script has no such address
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: inRoot(entry), formats: ['iife'], name: globalName, fileName: 'script' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  };
}

function modules(entry: Record<string, string>): UserConfig {
  return {
    ...base,
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, formats: ['es'] },
      // A library build keeps white space for a bundler's sake; these files are loaded as they are.
      rolldownOptions: { preserveEntrySignatures: 'allow-extension', output: { minify: true, comments: false } },
    },
  };
}

const demo = (): UserConfig => ({
  ...base,
  root: inRoot('demo'),
  publicDir: inRoot('public'),
  plugins: [builtSdk()],
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The storefront's policy allows no data: addresses.
    assetsInlineLimit: 0,
    outDir: inRoot('dist/demo'),
    emptyOutDir: true,
    rolldownOptions: { input: demoPages() },
  },
});

const TARGETS: Record<string, () => UserConfig> = {
  worker: () => classicScript('worker/index.ts', 'shelfwiseWorker'),
  personal: () => classicScript('worker/personal.ts', 'shelfwisePersonal'),
  reports: () => classicScript('worker/reports.ts', 'shelfwiseReports'),
  'script-tag': () => classicScript('src/script-tag.ts', 'shelfwiseScript'),
  page: () => modules({ index: inRoot('src/index.ts'), elements: inRoot('src/elements/index.ts') }),
  // By itself, so that it is one file: what it imported would not be covered by its hash.
  privacy: () => modules({ privacy: inRoot('src/privacy/index.ts') }),
  node: () => ({
    ...base,
    build: {
      ssr: true,
      target: 'node20',
      outDir: inRoot('dist/node'),
      emptyOutDir: true,
      rolldownOptions: {
        input: nodeEntries(),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  }),
  bench: () => ({
    ...base,
    build: {
      ssr: true,
      target: 'node20',
      outDir: inRoot('dist/bench'),
      emptyOutDir: true,
      rolldownOptions: { input: { index: inRoot('bench/index.ts') } },
    },
  }),
};

/** One build target a mode; scripts/build.mjs runs them in order and names the results. Any other mode is the demo. */
export default defineConfig(({ mode }) => (TARGETS[mode] ?? demo)());
