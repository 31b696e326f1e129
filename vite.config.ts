import { readFileSync, readdirSync } from 'node:fs';
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

/** What the elements load after their first list: one file of this name for both ways of loading them. */
const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as { version: string };
const EXTRAS_FILE = `row-extras-${version}.js`;

/** A classic script has no chunks of its own: what it loads later are the module builds' files, which lie beside it. */
function filesBeside(): Plugin {
  const files: readonly (readonly [RegExp, string])[] = [
    [/\/row-extras\.js$/, `./${EXTRAS_FILE}`],
    [/^\.\/capture\/index\.js$/, './capture.js'],
  ];
  return {
    name: 'files-beside',
    enforce: 'pre',
    resolveId(source) {
      const file = files.find(([pattern]) => pattern.test(source))?.[1];
      return file === undefined ? undefined : { id: file, external: 'absolute' };
    },
  };
}

const base: UserConfig = { root, base: './', publicDir: false, logLevel: 'warn' };

/** A library build keeps white space for a bundler's sake; these files are loaded as they are. */
const MODULES = {
  preserveEntrySignatures: 'allow-extension',
  output: {
    minify: true,
    comments: false,
    chunkFileNames: ({ name }: { readonly name: string }) => (name === 'row-extras' ? EXTRAS_FILE : '[name]-[hash].js'),
  },
} as const;

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
      rolldownOptions: MODULES,
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
    // Of the libraries in it: their licences ask that they go with every copy.
    license: { fileName: 'licenses.md' },
    rolldownOptions: { input: demoPages() },
  },
});

const TARGETS: Record<string, () => UserConfig> = {
  worker: () => classicScript('worker/index.ts', 'shelfwiseWorker'),
  personal: () => classicScript('worker/personal.ts', 'shelfwisePersonal'),
  reports: () => classicScript('worker/reports.ts', 'shelfwiseReports'),
  'script-tag': () => ({ ...classicScript('src/script-tag.ts', 'shelfwiseScript'), plugins: [filesBeside()] }),
  'shopify-pixel': () => classicScript('src/capture/shopify/pixel-script.ts', 'shelfwisePixel'),
  page: () => modules({ index: inRoot('src/index.ts'), elements: inRoot('src/elements/index.ts') }),
  // On its own, so that a page with the script tag loads no second copy of the page script with it.
  capture: () => modules({ capture: inRoot('src/capture/index.ts') }),
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
