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
  const { build } = await import('vite');
  const file = `${path.basename(entry, '.ts')}.mjs`;
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: [/^@tensorflow\//] },
    build: {
      ssr: inRoot(entry),
      target: 'node20',
      outDir: inRoot(outFolder),
      minify: false,
      rolldownOptions: { output: { entryFileNames: file } },
    },
  });
  return import(pathToFileURL(inRoot(outFolder, file)).href);
}
