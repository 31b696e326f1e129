/** The table of data sets: what was read, what was done to it, and the hashes that tell whether it was the same. */
import { DATA_SETS } from './data-sets.mjs';
import { count, table } from './format.mjs';

const SHOWN_DIGITS = 12;

/**
 * @typedef {object} Measured
 * @property {string | null} set
 * @property {boolean} isPresent
 * @property {Record<string, string>} hashes SHA-256 by file
 * @property {{ users: number, items: number, interactions: number }} [counts] of the whole set after cleaning
 */

/** @param {Measured[]} inputs */
export function dataTable(inputs) {
  const rows = DATA_SETS.map(({ set, title, what, cleaning }) => {
    const found = inputs.find((input) => input.set === set);
    const counts = found?.counts;
    const numbers = counts ? [counts.users, counts.items, counts.interactions].map(count) : ['–', '–', '–'];
    return [title, what, cleaning, ...numbers, hashesOf(found, set)];
  });
  const head = ['set', 'what', 'before measuring', 'users', 'items', 'interactions', 'SHA-256'];
  const note =
    'Counts are of the whole set after cleaning, before a split. Hashes are the first twelve digits; the whole ones stand in `dist/benchmarks`.';
  return `${note}\n\n${table(head, rows)}`;
}

function hashesOf(found, set) {
  if (set === null) return '';
  if (!found?.isPresent) return `skipped: ../shared/data/${set} is absent`;
  const hashes = Object.entries(found.hashes);
  return hashes.map(([file, hash]) => `${file} \`${hash.slice(0, SHOWN_DIGITS)}\``).join('<br>');
}
