/** Code of the tree that a script measures with, bundled for Node: TensorFlow.js comes in parts that only a bundler finds. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, inRoot } from './files.mjs';

/**
 * @param {string} entry a TypeScript file of the repository
 * @param {string} outFolder where the bundle goes, a path in the repository
 * @returns {Promise<any>} what the entry exports
 */
export async function loadBundled(entry, outFolder) {
  const name = path.basename(entry, '.ts');
  await bundleTo(outFolder, { [name]: entry });
  return import(pathToFileURL(inRoot(outFolder, `${name}.js`)).href);
}

/**
 * Bundles entries side by side, each as NAME.js.
 * @param {string} outFolder a path in the repository
 * @param {Record<string, string>} entries files of the repository by name
 */
export async function bundleTo(outFolder, entries) {
  const { build } = await import('vite');
  const input = Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, inRoot(file)]));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: [/^@tensorflow\//] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: inRoot(outFolder),
      minify: false,
      rolldownOptions: { input, output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' } },
    },
  });
}
