import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeDisplay, displayValues, encodeDisplay } from '../../../core/artifact/display-section.js';
import { decodeIds, encodeIds } from '../../../core/artifact/ids-section.js';
import { decodeModel, encodeModel } from '../../../core/artifact/model.js';
import {
  MODEL_SECTIONS,
  OPTIONAL_SECTIONS,
  parseManifest,
  type Manifest,
  type SectionName,
} from '../../../core/artifact/manifest.js';
import { decodeNext, encodeNext } from '../../../core/artifact/next-section.js';
import { RecommenderError } from '../../../core/errors.js';
import { smallModelParts } from '../../helpers/small-model.js';

const parts = smallModelParts();
const encoded = encodeModel(parts);
const rich = encodeModel(smallModelParts({ rich: true }));
const manifest = manifestOf(encoded);

function manifestOf(sections: ReadonlyMap<SectionName, Uint8Array>): Manifest {
  return {
    format: 'shelfwise-model',
    version: 1,
    sequence: 1,
    asOf: '2023-11-14T22:13:20.000Z',
    items: parts.items.count,
    dimension: parts.items.dimension,
    sections: [...sections].map(([name, bytes]) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { name, file: `${name}.${sha256.slice(0, 16)}.bin`, bytes: bytes.length, sha256 };
    }),
  };
}

/** A golden file; where it is missing it is written from `sections`, to be looked at and committed. */
function readGolden(name: string, sections?: ReadonlyMap<SectionName, Uint8Array>): Map<SectionName, Uint8Array> {
  const file = new URL(`../../vectors/${name}`, import.meta.url);
  if (!existsSync(file) && sections !== undefined) {
    const texts = [...sections].map(([section, bytes]) => [section, Buffer.from(bytes).toString('base64')]);
    writeFileSync(file, `${JSON.stringify(Object.fromEntries(texts), null, 2)}\n`);
  }
  const golden = JSON.parse(readFileSync(file, 'utf8')) as Record<SectionName, string>;
  return new Map(
    Object.entries(golden).map(([section, text]) => [
      section as SectionName,
      new Uint8Array(Buffer.from(text, 'base64')),
    ]),
  );
}

describe('the artifact', () => {
  it('decodes to exactly what was encoded', () => {
    const { itemToIndex, ...model } = decodeModel(manifest, encoded);
    expect(model).toEqual(parts);
    expect(itemToIndex.get('item-007')).toBe(7);
  });

  it('reads what an earlier release wrote: features it had not are 0, sections it had not are absent', () => {
    const golden = readGolden('artifact-v1.json');
    const { itemToIndex: _, ...model } = decodeModel(manifest, golden);
    expect(model).toEqual(parts);
    expect(model.settings.blend.cold).toEqual(model.settings.blend.forbid);
  });

  it.each([...encoded.keys()].filter((name) => name !== 'blend'))(
    'keeps the bytes of section "%s" of format version 1',
    (name) => {
      expect(encoded.get(name)).toEqual(readGolden('artifact-v1.json').get(name));
    },
  );

  it('keeps the bytes of all sections of format version 1, and reads them', () => {
    expect([...rich.keys()].sort()).toEqual([...MODEL_SECTIONS, ...OPTIONAL_SECTIONS].sort());
    const golden = readGolden('artifact-v1-all-sections.json', rich);
    expect(rich).toEqual(golden);
    const { itemToIndex: _, ...model } = decodeModel(manifest, golden);
    expect(model).toEqual(smallModelParts({ rich: true }));
  });

  it('answers any truncation with a coded error', () => {
    for (const [name, bytes] of rich) {
      for (let length = 0; length < bytes.length; length += Math.max(1, bytes.length >> 6)) {
        const sections = new Map(rich).set(name, bytes.slice(0, length));
        expect(() => decodeModel(manifest, sections)).toThrow(RecommenderError);
      }
    }
  });

  it('answers any flipped bit with a coded error or a model of the same sizes', () => {
    const names = [...rich.keys()];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), fc.integer({ min: 0, max: 7 }), (name, at, bit) => {
        const bytes = rich.get(name)!.slice();
        bytes[at % bytes.length]! ^= 1 << bit;
        try {
          const model = decodeModel(manifest, new Map(rich).set(name, bytes));
          expect(model.items.count).toBe(parts.items.count);
        } catch (error) {
          expect(error).toBeInstanceOf(RecommenderError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps ids that look like properties of an object', () => {
    const ids = { itemIds: ['__proto__', 'constructor', 'toString', 'ü😀'], categories: [''], brands: [''] };
    expect(decodeIds(encodeIds(ids))).toEqual(ids);
  });

  it('keeps any rows to one part in 255 of the row’s largest weight', () => {
    const row = fc.uniqueArray(fc.nat(30), { maxLength: 20 });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 31, maxLength: 31 }),
        fc.double({ min: 1e-3, max: 10, noNaN: true }),
        (rows, top) => {
          const start = Uint32Array.from([0, ...rows.map((_, i) => rows.slice(0, i + 1).flat().length)]);
          const target = Uint32Array.from(rows.flat());
          const weight = Float32Array.from(target, (_, k) => top / (1 + (k % 7)));
          const decoded = decodeNext(encodeNext({ start, target, weight }));
          expect(decoded.target).toEqual(target);
          decoded.weight.forEach((value, k) => expect(Math.abs(value - weight[k]!)).toBeLessThanOrEqual(top / 255));
        },
      ),
    );
  });
});

describe('the manifest', () => {
  const text = JSON.stringify(manifest);

  it('is read back as written', () => {
    expect(parseManifest(text)).toEqual(manifest);
  });

  it.each([
    ['<!doctype html>', 'artifact/not-a-manifest'],
    ['[]', 'artifact/not-a-manifest'],
    ['{"format":"other"}', 'artifact/not-a-manifest'],
    [JSON.stringify({ ...manifest, version: 2 }), 'artifact/newer-format'],
    [JSON.stringify({ ...manifest, items: 200_001 }), 'artifact/too-large'],
    [JSON.stringify({ ...manifest, dimension: 1e9 }), 'artifact/too-large'],
    [JSON.stringify({ ...manifest, items: -1 }), 'artifact/not-a-manifest'],
    [JSON.stringify({ ...manifest, sections: manifest.sections.slice(1) }), 'artifact/bad-section'],
    [
      JSON.stringify({ ...manifest, sections: manifest.sections.map((s) => ({ ...s, file: '../x' })) }),
      'artifact/bad-section',
    ],
    [
      JSON.stringify({ ...manifest, sections: manifest.sections.map((s) => ({ ...s, bytes: 1e9 })) }),
      'artifact/too-large',
    ],
  ])('refuses %.40s with its own code', (bad, code) => {
    expect(() => parseManifest(bad)).toThrow(expect.objectContaining({ code }));
  });

  it('ignores sections of names it does not know', () => {
    const more = { ...manifest, sections: [...manifest.sections, { name: 'encoder', file: 'x' }] };
    expect(parseManifest(JSON.stringify(more)).sections).toEqual(manifest.sections);
  });
});

describe('the display section', () => {
  const items = [
    { item_id: 'a', item_name: 'Lamp', price: 12.5, currency: 'EUR', description: 'long' },
    { item_id: 'b', image_link: '/pictures.svg#b' },
  ];

  it('gives each item its own fields, without descriptions and without a prototype', () => {
    const display = decodeDisplay(encodeDisplay(items));
    expect({ ...displayValues(display, 0) }).toEqual({ item_name: 'Lamp', price: 12.5, currency: 'EUR' });
    expect({ ...displayValues(display, 1) }).toEqual({ image_link: '/pictures.svg#b' });
    expect(Object.getPrototypeOf(displayValues(display, 1))).toBeNull();
  });

  it.each(['', '[]', '{"count":2,"text":{"item_name":[1,2]}}', '{"count":3,"text":{"item_name":["a","b"]}}'])(
    'refuses %s',
    (text) => {
      expect(() => decodeDisplay(new TextEncoder().encode(text))).toThrow(
        expect.objectContaining({ code: 'artifact/bad-section' }),
      );
    },
  );
});
