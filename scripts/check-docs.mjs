/**
 * What a document points to exists, and nothing in the tree names the machine it was written on: every relative link
 * and heading link in *.md resolves; no text file holds an absolute path of this machine, a package registry's host, or
 * talk of whoever wrote it instead of the product.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, filesBelow, inRoot } from './files.mjs';

const MAX_TEXT_BYTES = 2_000_000;
const UNCHECKED = new Set(['package-lock.json', 'LICENSE']);

/** The complaints about one Markdown text. `exists` and `headingsOf` answer for repository paths. */
export function brokenLinks(file, text, { exists, headingsOf }) {
  return linksOf(text).flatMap((link) => {
    const [target, heading] = decodeURI(link).split('#');
    const to = target ? path.posix.join(path.posix.dirname(file), target) : file;
    if (!exists(to)) return [`${file}: the link ${link} leads nowhere`];
    if (heading && to.endsWith('.md') && !headingsOf(to).has(heading)) {
      return [`${file}: the link ${link} names a heading that is not there`];
    }
    return [];
  });
}

/** Relative addresses of a Markdown text's links and pictures, code left out. */
function linksOf(text) {
  const prose = withoutCode(text).replace(/`[^`\n]*`/g, '');
  const inline = [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].map((match) => match[1]);
  const named = [...prose.matchAll(/^\[[^\]]+\]:\s*<?([^\s>]+)/gm)].map((match) => match[1]);
  const html = [...prose.matchAll(/\b(?:src|href)="([^"]+)"/g)].map((match) => match[1]);
  return [...inline, ...named, ...html].filter((link) => !/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(link));
}

const withoutCode = (text) => text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '');

/**
 * The anchors a Markdown text offers, made from its headings the way code hosts make them.
 * @param {string} text
 * @returns {Set<string>}
 */
export function headingAnchors(text) {
  const seen = new Map();
  const titles = [...withoutCode(text).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map((match) => match[1]);
  return new Set(titles.map((title) => numbered(seen, slug(title))));
}

function slug(title) {
  const plain = title.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');
  return plain
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

function numbered(seen, anchor) {
  const before = seen.get(anchor) ?? 0;
  seen.set(anchor, before + 1);
  return before === 0 ? anchor : `${anchor}-${before}`;
}

/** Strings that must not stand in the tree, each with what it is. `machinePaths` are this machine's own folders. */
export function forbiddenWords(machinePaths) {
  const paths = machinePaths.map((folder) => `${folder.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}[\\\\/]`);
  return [
    { what: 'a path of this machine', pattern: new RegExp(`(?<![\\w.-])(${[...paths, '/Users/\\w'].join('|')})`) },
    {
      what: "a package registry's host",
      pattern: /https?:\/\/[a-z0-9.-]*(npm|pypi|maven|crates|debian)[a-z0-9.-]*[:/]/i,
    },
    { what: 'talk of the writer', pattern: /(?<!user[- _])\bagents?\b/i },
  ];
}

/** The complaints about one text: file and line of each forbidden string. */
export function forbiddenIn(file, text, words) {
  return text
    .split('\n')
    .flatMap((line, at) =>
      words
        .filter(({ pattern }) => pattern.test(line))
        .map(({ what }) => `${file}:${at + 1}: ${what}: ${line.trim().slice(0, 120)}`),
    );
}

function machinePaths() {
  return [path.dirname(ROOT), os.homedir()].filter((folder) => folder !== '/' && folder !== os.tmpdir());
}

function isText(file) {
  if (UNCHECKED.has(file) || statSync(inRoot(file)).size > MAX_TEXT_BYTES) return false;
  return !readFileSync(inRoot(file)).subarray(0, 8000).includes(0);
}

function complaints() {
  const read = (file) => readFileSync(inRoot(file), 'utf8');
  const tree = {
    exists: (file) => !file.startsWith('..') && existsSync(inRoot(file)),
    headingsOf: (file) => headingAnchors(read(file)),
  };
  const files = filesBelow('.').filter(isText);
  const words = forbiddenWords(machinePaths());
  return files.flatMap((file) => [
    ...(file.endsWith('.md') ? brokenLinks(file, read(file), tree) : []),
    ...forbiddenIn(file, read(file), words),
  ]);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const found = complaints();
  for (const line of found) process.stderr.write(`${line}\n`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
