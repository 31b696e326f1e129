import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { WORDS } from '../../../src/privacy/words.js';

it('the panel says of ε what docs/privacy.md says, word for word', () => {
  const text = readFileSync(new URL('../../../docs/privacy.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');
  expect(text).toContain(`"${WORDS.epsilon}"`);
  expect(Math.exp(4)).toBeLessThan(55);
  expect(WORDS.epsilon).toContain('55 times');
});
