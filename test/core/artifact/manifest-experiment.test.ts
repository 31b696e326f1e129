import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allSections, LIMITS, MODEL_SECTIONS, parseManifest, toArm } from '../../../core/artifact/manifest.js';
import { RecommenderError } from '../../../core/errors.js';

function facts(digit: string) {
  const hash = digit.repeat(64);
  const sections = MODEL_SECTIONS.map((name) => ({
    name,
    file: `${name}.${hash.slice(0, 16)}.bin`,
    bytes: 1,
    sha256: hash,
  }));
  return { asOf: null as string | null, items: 3, dimension: 2, sections };
}

const A = { format: 'shelfwise-model', version: 1, sequence: 3, ...facts('a') };
const B = { ...facts('b'), asOf: '2026-01-01T00:00:00.000Z', items: 4 };
const EXPERIMENT = { name: 'new-blend', other: B };

function parse(experiment: unknown): ReturnType<typeof parseManifest> {
  return parseManifest(JSON.stringify({ ...A, experiment }));
}

describe('an experiment in the manifest', () => {
  it('is absent by default', () => {
    expect(parseManifest(JSON.stringify(A))).not.toHaveProperty('experiment');
  });

  it('is read back as written, with both models in full', () => {
    const manifest = parse(EXPERIMENT);
    expect(manifest).toEqual({ ...A, experiment: EXPERIMENT });
    expect(allSections(manifest)).toEqual([...A.sections, ...B.sections]);
  });

  it('makes a manifest for each arm: the sequence is the same, the model is not', () => {
    const manifest = parse(EXPERIMENT);
    expect(toArm(manifest, 0)).toEqual(manifest);
    expect(toArm(manifest, 1)).toEqual({ ...manifest, ...B });
    const plain = parseManifest(JSON.stringify(A));
    expect(toArm(plain, 1)).toEqual(plain);
  });

  it('may have sections of names this version does not know', () => {
    const other = { ...B, sections: [...B.sections, { name: 'encoder', file: 'x' }] };
    expect(parse({ ...EXPERIMENT, other }).experiment).toEqual(EXPERIMENT);
  });

  it.each<[unknown, string]>([
    [null, 'artifact/not-a-manifest'],
    ['new-blend', 'artifact/not-a-manifest'],
    [[EXPERIMENT, EXPERIMENT], 'artifact/not-a-manifest'],
    [{ name: 'new-blend' }, 'artifact/not-a-manifest'],
    [{ other: B }, 'artifact/not-a-manifest'],
    [{ ...EXPERIMENT, share: 0.1 }, 'artifact/not-a-manifest'],
    [{ ...EXPERIMENT, third: B }, 'artifact/not-a-manifest'],
    [{ ...EXPERIMENT, name: 'New blend' }, 'artifact/not-a-manifest'],
    [{ ...EXPERIMENT, name: '' }, 'artifact/not-a-manifest'],
    [{ ...EXPERIMENT, name: 'x'.repeat(41) }, 'artifact/not-a-manifest'],
    [{ ...EXPERIMENT, other: { ...B, sequence: 9 } }, 'artifact/not-a-manifest'],
    [{ ...EXPERIMENT, other: { ...B, reports: { weights: {} } } }, 'artifact/not-a-manifest'],
    [{ ...EXPERIMENT, other: { ...B, items: -1 } }, 'artifact/not-a-manifest'],
    [{ ...EXPERIMENT, other: { ...B, items: LIMITS.items + 1 } }, 'artifact/too-large'],
    [{ ...EXPERIMENT, other: { ...B, sections: B.sections.slice(1) } }, 'artifact/bad-section'],
    [
      { ...EXPERIMENT, other: { ...B, sections: B.sections.map((section) => ({ ...section, file: '../x' })) } },
      'artifact/bad-section',
    ],
    [
      { ...EXPERIMENT, other: { ...B, sections: B.sections.map((section) => ({ ...section, bytes: 2e7 })) } },
      'artifact/too-large',
    ],
  ])('is refused with the whole manifest where it is %j', (experiment, code) => {
    expect(() => parse(experiment)).toThrow(expect.objectContaining({ code }));
  });

  it('of anything else is a coded error, whatever stands there', () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    const near = fc.record(
      { name: fc.oneof(fc.constant('new-blend'), json), other: fc.oneof(fc.constant(B), json), more: json },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(json, near), (experiment) => {
        try {
          expect(parse(experiment).experiment).toEqual(experiment);
        } catch (error) {
          expect(error).toBeInstanceOf(RecommenderError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('with a field of arm B in place of another is a coded error or a model within the limits', () => {
    const fields = fc.constantFrom(
      ...Object.keys(B),
      ...['name', 'file', 'bytes', 'sha256'].map((f) => `section.${f}`),
    );
    fc.assert(
      fc.property(fields, fc.jsonValue({ maxDepth: 1 }), (field, value) => {
        const [, ofSection] = field.split('.');
        const sections = B.sections.map((section, k) => (k === 2 ? { ...section, [ofSection ?? '']: value } : section));
        const other = ofSection === undefined ? { ...B, [field]: value } : { ...B, sections };
        try {
          const parsed = parse({ ...EXPERIMENT, other }).experiment!.other;
          expect(parsed.items).toBeLessThanOrEqual(LIMITS.items);
          expect(parsed.sections.map(({ name }) => name)).toEqual(expect.arrayContaining([...MODEL_SECTIONS]));
        } catch (error) {
          expect(error).toBeInstanceOf(RecommenderError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
