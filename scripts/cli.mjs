/** Runs the built command line in this process, so that its exit code, signals and terminal are its own. */
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { ensureBuild } from './build.mjs';
import { inRoot } from './files.mjs';

/** Installs and builds what is missing, then runs `shelfwise ...args`. Relative paths are the caller's, not npm's. */
export async function runCli(args) {
  try {
    await ensureBuild();
  } catch (error) {
    process.stderr.write(`shelfwise: ${error.message}\n`);
    process.exit(1);
  }
  const cli = inRoot('dist/node/cli.js');
  process.argv = [process.execPath, cli, ...args];
  process.chdir(process.env.INIT_CWD ?? process.cwd());
  await import(pathToFileURL(cli).href);
}
