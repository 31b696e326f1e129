/** Between the levels of a category's path, as models name it. */
const LEVELS = ' > ';

/** Whether a category is the named one or lies below it. */
export function isInCategory(path: string, name: string): boolean {
  return path === name || path.startsWith(name + LEVELS);
}
