/** The tree as the scripts see it. Node's own modules only: these run before anything is installed. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(fileURLToPath(import.meta.url), '../..');

const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', '.git', '.shelfwise']);

export const inRoot = (...parts) => path.join(ROOT, ...parts);

/** Every file below `start` (a path in the repository), as sorted repository paths with `/`; nothing if it is absent. */
export function filesBelow(start) {
  const absolute = inRoot(start);
  if (!existsSync(absolute)) return [];
  if (statSync(absolute).isFile()) return [start];
  return readdirSync(absolute, { withFileTypes: true })
    .filter((entry) => !NOT_OURS.has(entry.name))
    .flatMap((entry) => {
      const file = start === '.' ? entry.name : `${start}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(file);
      return entry.isFile() ? [file] : [];
    })
    .sort();
}

/** SHA-256, in hex, over the names and contents of all files below `starts`. */
export function hashOf(starts) {
  const hash = createHash('sha256').update(process.version);
  for (const file of starts.flatMap(filesBelow)) {
    const content = readFileSync(inRoot(file));
    hash.update(`\n${file} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

/** The text of a file of the repository, or undefined where it is absent. */
export function textOf(file) {
  return existsSync(inRoot(file)) ? readFileSync(inRoot(file), 'utf8') : undefined;
}
