import { describe, expect, it } from 'vitest';
import { MODEL_SECTIONS, parseManifest, toArm } from '../../../core/artifact/manifest.js';

function manifest(more: object = {}): string {
  const sections = MODEL_SECTIONS.map((name) => ({
    name,
    file: `${name}.0123456789abcdef.bin`,
    bytes: 1,
    sha256: '0123456789abcdef'.repeat(4),
  }));
  const facts = { asOf: null, items: 1, dimension: 1, sections };
  const experiment = { name: 'one', other: facts };
  return JSON.stringify({ format: 'shelfwise-model', version: 1, sequence: 3, ...facts, experiment, ...more });
}

describe('what a manifest says of scenarios', () => {
  it('is nothing by default', () => {
    expect(parseManifest(manifest())).not.toHaveProperty('scenarios');
  });

  it('is the shop’s rules, the same for both arms of an experiment', () => {
    const scenarios = { home: { filter: 'price < 5', pin: [{ item_id: 'A', slot: 2 }] }, '*': { exclude: ['B'] } };
    const parsed = parseManifest(manifest({ scenarios }));
    expect(parsed.scenarios).toEqual(scenarios);
    expect(toArm(parsed, 1).scenarios).toEqual(scenarios);
    expect(parseManifest(JSON.stringify(parsed)).scenarios).toEqual(scenarios);
  });

  it.each([
    [null, /^"scenarios" in the manifest: scenarios: expected an object/],
    [[], /^"scenarios" in the manifest: scenarios: expected an object/],
    [{ home: { filtre: 'price < 5' } }, /^"scenarios" in the manifest: filtre: expected one of filter, /],
    [{ home: { filter: 'price <' } }, /^"scenarios" in the manifest: filter: expected a value at character 8/],
    [{ home: { for: 'user-17' } }, /^"scenarios" in the manifest: for: expected one of filter, /],
  ])('is refused with the whole manifest where it says anything else: %j', (scenarios, message) => {
    const refused = { code: 'artifact/not-a-manifest', message: expect.stringMatching(message) as string };
    expect(() => parseManifest(manifest({ scenarios }))).toThrow(expect.objectContaining(refused) as Error);
  });
});
