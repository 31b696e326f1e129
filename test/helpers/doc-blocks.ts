import { readFileSync } from 'node:fs';

/** The blocks of one section of a document by the file each names after its language. */
export function docBlocks(file: string, heading: string): Readonly<Record<string, string>> {
  const text = readFileSync(file, 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`${file}: expected a section "${heading}"`);
  const blocks = [...section.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)];
  return Object.fromEntries(blocks.map(([, name, code]) => [name ?? '', code ?? '']));
}
