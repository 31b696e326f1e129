/**
 * The sizes the README states are the sizes that ship. Its table between `<!-- sizes:start -->` and `<!-- sizes:end -->`
 * has the columns what, file, size now, limit. A file is a path in the repository, in which `*` stands for a hash, and
 * is measured gzipped; `model` is what the model of a shop with 10,000 items would take, scaled from the test model's
 * bytes an item. Fails where "size now" is off by more than 3 %, and above the limit unless the table owns up to it: a limit
 * followed by `(missed)` must be missed, and the text below says why. `--update` rewrites "size now".
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { inRoot, textOf } from './files.mjs';

const TABLE = /(<!-- sizes:start -->\n)([\s\S]*?)(<!-- sizes:end -->)/;
const TOLERANCE = 0.03;
const MISSED = ' (missed)';
const MODEL_ITEMS = 10_000;
const NOT_MODEL = new Set(['ids', 'display', 'report']);
const UNITS = { B: 1, kB: 1_000, MB: 1_000_000 };

/** The table's rows, or an error that says what is missing. */
export function parseSizes(readme) {
  const table = TABLE.exec(readme)?.[2];
  if (table === undefined)
    throw new Error('README.md: expected a table between <!-- sizes:start --> and <!-- sizes:end -->');
  const lines = table.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) => {
    const [what, file, now, limit] = cellsOf(line);
    if (limit === undefined) throw new Error(`README.md: expected four columns in the sizes table, came: ${line}`);
    const isMissed = limit.endsWith(MISSED);
    const limitBytes = parseBytes(isMissed ? limit.slice(0, -MISSED.length) : limit);
    return { what, file: file.replaceAll('`', ''), nowBytes: parseBytes(now), limitBytes, isMissed };
  });
}

const cellsOf = (line) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** `4.8 kB` as bytes (1 kB = 1000 bytes); undefined for a cell that holds no size yet. */
export function parseBytes(text) {
  const match = /^(\d+(?:\.\d+)?) (B|kB|MB)$/.exec(text);
  return match ? Number(match[1]) * UNITS[match[2]] : undefined;
}

/** Bytes as the README shows them: three figures, unit included. */
export function formatBytes(bytes) {
  const [unit, size] = Object.entries(UNITS).findLast(([, unitSize]) => bytes >= unitSize) ?? ['B', 1];
  const value = bytes / size;
  return `${unit === 'B' ? value : value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2)} ${unit}`;
}

/** What is wrong with one row, given the size measured; nothing when all is well. */
export function complaintsOf({ what, nowBytes, limitBytes, isMissed }, actualBytes) {
  if (limitBytes === undefined) return [`${what}: expected a limit like "5 kB"`];
  const actual = formatBytes(actualBytes);
  const found = [];
  if (isMissed && actualBytes <= limitBytes) found.push(`${what}: ${actual} keeps the limit by now: it is not missed`);
  if (!isMissed && actualBytes > limitBytes)
    found.push(`${what}: ${actual} is above the limit of ${formatBytes(limitBytes)}`);
  if (nowBytes === undefined || Math.abs(nowBytes - actualBytes) > TOLERANCE * actualBytes) {
    const stated = nowBytes === undefined ? 'nothing' : formatBytes(nowBytes);
    found.push(`${what}: the README says ${stated}, it is ${actual} (node scripts/check-sizes.mjs --update)`);
  }
  return found;
}

/** The README with the measured sizes in the third column; the rest of each line stays as it is. */
export function withSizes(readme, actualBytes) {
  return readme.replace(TABLE, (_, start, table, end) => {
    const lines = table.split('\n');
    const rows = lines.flatMap((line, at) => (line.startsWith('|') ? [at] : [])).slice(2);
    rows.forEach((at, row) => {
      const cells = lines[at].split('|');
      cells[3] = ` ${formatBytes(actualBytes[row])} `.padEnd(cells[3].length);
      lines[at] = cells.join('|');
    });
    return start + lines.join('\n') + end;
  });
}

function measure({ what, file }) {
  if (file === 'model') return modelBytes();
  const folder = path.posix.dirname(file);
  const [before, after] = path.posix.basename(file).split('*');
  const matches = (name) => (after === undefined ? name === before : name.startsWith(before) && name.endsWith(after));
  const found = readdirSync(inRoot(folder)).filter(matches);
  if (found.length !== 1) throw new Error(`${what}: expected one file ${file}, found ${found.length}; build first`);
  return gzipSync(readFileSync(inRoot(folder, found[0])), { level: 9 }).length;
}

function modelBytes() {
  const manifest = textOf('dist/test-model/latest.json');
  if (manifest === undefined) throw new Error('model: expected dist/test-model/latest.json, which `npm test` makes');
  const { items, sections } = JSON.parse(manifest);
  const bytes = sections.filter(({ name }) => !NOT_MODEL.has(name)).reduce((sum, section) => sum + section.bytes, 0);
  return Math.round((bytes / items) * MODEL_ITEMS);
}

function main(update) {
  const readme = textOf('README.md') ?? '';
  const rows = parseSizes(readme);
  const actual = rows.map(measure);
  if (update) writeFileSync(inRoot('README.md'), withSizes(readme, actual));
  const checked = update ? parseSizes(textOf('README.md')) : rows;
  const found = checked.flatMap((row, at) => complaintsOf(row, actual[at]));
  if (found.length > 0) throw new Error(found.join('\n'));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    main(process.argv.includes('--update'));
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
