/** `npm run bench`: builds bench/index.ts and runs it. `--json FILE` writes every raw figure. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild } from './build.mjs';
import { inRoot } from './files.mjs';
import { findBrowser } from './find-browser.mjs';

await ensureBuild();
const { build } = await import('vite');
await build({ configFile: inRoot('vite.config.ts'), mode: 'bench' });
process.env.CHROMIUM_PATH ??= await findBrowser();

const bench = inRoot('dist/bench/index.js');
process.argv = [process.execPath, bench, ...withAbsoluteFile(process.argv.slice(2))];
await import(pathToFileURL(bench).href);

/** The benchmarks run in the repository's root; a file named by the caller is relative to where the caller stands. */
function withAbsoluteFile(args) {
  const from = process.env.INIT_CWD ?? process.cwd();
  return args.map((arg, at) => (args[at - 1] === '--json' ? path.resolve(from, arg) : arg));
}
