import { describe, expect, it } from 'vitest';
import { MODEL_SECTIONS, parseManifest } from '../../../core/artifact/manifest.js';

function manifest(reports?: unknown): string {
  const sections = MODEL_SECTIONS.map((name) => ({
    name,
    file: `${name}.0123456789abcdef.bin`,
    bytes: 1,
    sha256: '0123456789abcdef'.repeat(4),
  }));
  const facts = { format: 'shelfwise-model', version: 1, sequence: 3, asOf: null, items: 1, dimension: 1, sections };
  return JSON.stringify(reports === undefined ? facts : { ...facts, reports });
}

describe('what a manifest says of reports', () => {
  it('is nothing by default', () => {
    expect(parseManifest(manifest())).not.toHaveProperty('reports');
  });

  it('is how often each question is asked', () => {
    expect(parseManifest(manifest({ weights: { item: 0, placement: 30 } })).reports).toEqual({
      item: 0,
      category: 20,
      placement: 30,
      model: 15,
      weight: 5,
      dismissal: 5,
    });
  });

  it.each([
    { epsilon: 8 },
    { periodDays: 1 },
    { weights: { item: 61 } },
    { weights: { everything: 1 } },
    { weights: { item: 0.5 } },
    { weights: [1] },
    'all',
    null,
  ])('is refused with the whole manifest where it says anything else: %j', (reports) => {
    expect(() => parseManifest(manifest(reports))).toThrow(
      expect.objectContaining({ code: 'artifact/not-a-manifest' }) as Error,
    );
  });
});
