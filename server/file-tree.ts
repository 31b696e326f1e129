import { readdirSync } from 'node:fs';
import path from 'node:path';

/** Address below a folder (`assets/index.js`) -> absolute path of the file. */
export type FileTree = ReadonlyMap<string, string>;

/**
 * Lists the regular files below a folder once, at the start. An address that is not in the list has no file, so no
 * address, however written, reaches outside. Symbolic links and dot files are left out; an absent folder is empty.
 */
export function listFileTree(dir: string): FileTree {
  const files = new Map<string, string>();
  const walk = (folder: string, prefix: string): void => {
    for (const entry of readEntries(folder)) {
      if (entry.name.startsWith('.')) continue;
      const absolute = path.join(folder, entry.name);
      if (entry.isDirectory()) walk(absolute, `${prefix}${entry.name}/`);
      else if (entry.isFile()) files.set(prefix + entry.name, absolute);
    }
  };
  walk(path.resolve(dir), '');
  return files;
}

function readEntries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Is this the error of a file or folder that does not exist (or of a file where a folder should be)? */
export function isMissing(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
