import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { RecommenderError } from '../core/errors.js';

/**
 * Makes the folder an option names, with those above it, before work begins whose result goes there. One at a time:
 * Node's own recursive mkdir never returns in some folders that take no new ones.
 * @throws RecommenderError `usage/bad-option` where it cannot be made or written to.
 */
export function prepareFolder(option: string, folder: string): void {
  const missing: string[] = [];
  for (let at = path.resolve(folder); !existsSync(at); at = path.dirname(at)) missing.unshift(at);
  try {
    for (const at of missing) mkdirSync(at);
    if (!statSync(folder).isDirectory()) throw new Error('a file of that name');
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    const expected = `expected --${option} to be a folder that can be written`;
    throw new RecommenderError('usage/bad-option', `${expected}, got ${folder}: ${reasonOf(cause)}`, { cause });
  }
}

/**
 * Asks before work begins whether its result can be written; nothing is asked where the option is absent.
 * @throws RecommenderError `usage/bad-option`.
 */
export function assertWritable(option: string, file: string | undefined): void {
  if (file === undefined) return;
  try {
    if (existsSync(file) && statSync(file).isDirectory()) throw new Error('a folder of that name');
    accessSync(existsSync(file) ? file : path.dirname(file), constants.W_OK);
  } catch (cause) {
    const expected = `expected --${option} to be a file that can be written`;
    throw new RecommenderError('usage/bad-option', `${expected}, got ${file}: ${reasonOf(cause)}`, { cause });
  }
}

/** `EACCES: permission denied, access …` without what follows the comma. */
function reasonOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split(',')[0] ?? '';
}
