/** Programs of the system that tests need: whether one is there, and bringing it by Debian's package manager. */
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './run.mjs';

const PACKAGE_LIMIT_MS = 600_000;

/** The folders of PATH, in its order. */
export const pathFolders = () => (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);

export function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Installs a package where the user may; says so on standard error. @returns {Promise<boolean>} whether it is installed */
export async function installPackage(name) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  process.stderr.write(`no ${name} here: installing the package ${name}\n`);
  const options = { timeoutMs: PACKAGE_LIMIT_MS, env: { DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', ['update'], options);
  const { code } = await run('apt-get', ['install', '-y', '--no-install-recommends', name], options);
  return code === 0;
}
