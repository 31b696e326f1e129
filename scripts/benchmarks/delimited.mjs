/** Reading and writing the delimited and line files of the data sets, without any code of the trainer. */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The text of a file, unpacked where its name ends in `.gz`. */
export function readText(file) {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/**
 * The rows below the header, each a list of fields. Quotes as RFC 4180 has them, line breaks inside them too.
 * @param {string} text
 * @param {string} [delimiter]
 */
export function* readRows(text, delimiter = ',') {
  const lines = text.split(/\r?\n/);
  for (let at = 1; at < lines.length; at++) {
    let line = lines[at];
    if (line === '') continue;
    if (!line.includes('"')) {
      yield line.split(delimiter);
      continue;
    }
    while (countQuotes(line) % 2 === 1 && at + 1 < lines.length) line += `\n${lines[++at]}`;
    yield splitQuoted(line, delimiter);
  }
}

const countQuotes = (line) => line.split('"').length - 1;

function splitQuoted(line, delimiter) {
  const fields = [];
  let at = 0;
  while (at <= line.length) {
    const quoted = line[at] === '"' ? /"((?:[^"]|"")*)"/y : undefined;
    if (quoted) {
      quoted.lastIndex = at;
      const [whole, inner] = quoted.exec(line) ?? [line.slice(at), line.slice(at + 1)];
      fields.push(inner.replaceAll('""', '"'));
      at += whole.length + 1;
    } else {
      const found = line.indexOf(delimiter, at);
      const end = found === -1 ? line.length : found;
      fields.push(line.slice(at, end));
      at = end + 1;
    }
  }
  return fields;
}

/** Writes rows of texts and numbers, the header first, as CSV. */
export function writeRows(file, rows) {
  writeFileSync(file, rows.map((row) => `${row.map(quote).join(',')}\n`).join(''));
}

function quote(value) {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The objects of a JSON Lines file. */
export function readJsonLines(file) {
  return readText(file)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

export function writeJsonLines(file, objects) {
  writeFileSync(file, objects.map((object) => `${JSON.stringify(object)}\n`).join(''));
}
