import { describe, expect, it } from 'vitest';
import { brokenLinks, forbiddenIn, forbiddenWords, headingAnchors } from '../../scripts/check-docs.mjs';

const tree = {
  exists: (file: string): boolean => ['README.md', 'docs/privacy.md', 'docs'].includes(file),
  headingsOf: (): Set<string> => headingAnchors('# Privacy\n## What *leaves*, and when?\n## Privacy\n'),
};

describe('links of a document', () => {
  it.each([
    '[a](docs/privacy.md)',
    '[a](docs/privacy.md#what-leaves-and-when)',
    '[a](docs/privacy.md#privacy-1)',
    '[a](docs "the folder")',
    '[a](#privacy)',
    '[a](https://example.org/gone)',
    '`[a](gone.md)`',
    '```\n[a](gone.md)\n```',
  ])('hold: %s', (text) => {
    expect(brokenLinks('README.md', text, tree)).toEqual([]);
  });

  it.each(['[a](gone.md)', '[a](docs/privacy.md#gone)', '![a](gone.png)', '[a]: gone.md', '<img src="gone.png">'])(
    'are missed: %s',
    (text) => {
      expect(brokenLinks('README.md', text, tree)).toHaveLength(1);
    },
  );

  it('start where the document stands', () => {
    expect(brokenLinks('docs/privacy.md', '[up](../README.md)', tree)).toEqual([]);
  });
});

describe('strings that must not stand in the tree', () => {
  const words = forbiddenWords(['/srv/checkouts']);
  // Put together here: the check reads this file too.
  const writer = ['ag', 'ent'].join('');
  const registry = ['registry.n', 'pmjs.example'].join('');

  it.each(['see /srv/checkouts/x', `https://${registry}/x`, `the ${writer} wrote this`])('are found: %s', (line) => {
    expect(forbiddenIn('a.ts', `one\n${line}`, words)).toEqual([expect.stringMatching(/^a\.ts:2: /)]);
  });

  it.each([`the user ${writer} header`, 'a/srv/checkouts/x', 'reagents', 'npm install'])('leave alone: %s', (line) => {
    expect(forbiddenIn('a.ts', line, words)).toEqual([]);
  });
});
