/** The Chromium that tests and benchmarks drive, found or brought here in the order the README states. */
import path from 'node:path';
import { installPackage, isProgram, pathFolders } from './programs.mjs';
import { runNode } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_PATHS = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
const DOWNLOAD_LIMIT_MS = 60_000;

const NO_BROWSER =
  'no browser found: install Chromium or Chrome, or set CHROMIUM_PATH to one (for example `apt-get install chromium`)';

/**
 * The path of a browser to run: CHROMIUM_PATH, Playwright's own, the system's, Playwright's download, the package
 * manager's. Throws, with a line that says what to install, when none can be had. What it tries goes to standard error.
 */
export async function findBrowser() {
  const present = await installedBrowser();
  if (present) return present;
  for (const bring of [download, () => installPackage('chromium')]) {
    const found = (await bring()) && (await installedBrowser());
    if (found) return found;
  }
  throw new Error(NO_BROWSER);
}

/** The browser that is here already, or undefined. A CHROMIUM_PATH that names no program is an error, not a miss. */
export async function installedBrowser() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (isProgram(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH: expected a program, came ${chosen}`);
  }
  const { chromium } = await import('playwright-core');
  return [chromium.executablePath(), ...systemPaths()].find((file) => file && isProgram(file));
}

function systemPaths() {
  const folders = pathFolders();
  const onPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return process.platform === 'darwin' ? [...onPath, ...MAC_PATHS] : onPath;
}

async function download() {
  process.stderr.write('no browser here: trying the download of Playwright\n');
  const { code } = await runNode('node_modules/playwright-core/cli.js', ['install', 'chromium'], {
    timeoutMs: DOWNLOAD_LIMIT_MS,
  });
  return code === 0;
}
