import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecommenderError } from '../../core/errors.js';
import { parseListRules } from '../../core/list-rules.js';
import { mergeRules, parseScenarioSettings, rulesFor } from '../../core/scenario-settings.js';
import { parseStatedProfile } from '../../core/stated-profile.js';

const badOption = (message: string): unknown => expect.objectContaining({ code: 'request/bad-option', message });

describe('the settings of scenarios', () => {
  it('are read whole, with names as they are compared', () => {
    const rules = {
      filter: `'price' < 50`,
      booster: 'if on_sale then 2 else 1',
      pin: [{ item_id: 'A', slot: 0 }],
      bury: ['B'],
      exclude: ['C'],
      maxPerCategory: 2,
      variants: 'all',
      unavailable: 'allow',
      inCart: 'allow',
      repeats: 'allow',
      diversity: 0.5,
      minRelevance: 'low',
      rotationRate: 0.2,
      rotationTime: 60,
    };
    expect(parseScenarioSettings({ 'Spring Sale': rules, '*': {} })).toEqual({ 'spring-sale': rules, '*': {} });
    const odd = parseScenarioSettings(JSON.parse('{"__proto__": {"diversity": 1}}'));
    expect(Object.entries(odd)).toEqual([['-proto-', { diversity: 1 }]]);
    expect(odd['constructor']).toBeUndefined();
  });

  it.each([
    [[], 'scenarios: expected an object, got object'],
    ['home', 'scenarios: expected an object, got string'],
    [{ home: 7 }, 'rules: expected an object, got 7'],
    [{ Home: {}, home: {} }, 'scenarios: expected names of 1-100 characters, each once, got string'],
    [{ ' ': {} }, 'scenarios: expected names of 1-100 characters, each once, got string'],
    [{ home: { diversity: 2 } }, 'diversity: expected a number of 0-1, got 2'],
    [{ home: { exclude: new Array<string>(1001).fill('a') } }, 'exclude: expected at most 1000 item ids, got object'],
    [
      Object.fromEntries(Array.from({ length: 51 }, (_, k) => [`s${String(k)}`, {}])),
      'scenarios: expected at most 50 names, got 51',
    ],
  ])('refuse %j', (settings, message) => {
    expect(() => parseScenarioSettings(settings)).toThrow(badOption(message));
  });

  it('refuse a field they do not know and an expression that is none', () => {
    expect(() => parseScenarioSettings({ home: { filtre: '' } })).toThrow(/^filtre: expected one of filter, booster, /);
    expect(() => parseListRules({ filter: 'price' })).toThrow(
      expect.objectContaining({
        code: 'request/bad-expression',
        message: 'filter: expected boolean at character 1, got number',
      }),
    );
    expect(() => parseListRules({ booster: 'on_sale' })).toThrow(
      /^booster: expected number at character 1, got boolean/,
    );
  });

  it('are settings or one of two errors, whatever stands there; what was read reads again as the same', () => {
    const names = ['filter', 'booster', 'pin', 'bury', 'exclude', 'maxPerCategory', 'variants', 'inCart', 'diversity'];
    const anyRules = fc.dictionary(
      fc.oneof(fc.constantFrom(...names), fc.string()),
      fc.oneof(fc.jsonValue(), fc.constantFrom('price < 5', '2', 'one', 'forbid', ['a'], [{ item_id: 'a', slot: 0 }])),
    );
    const anySettings = fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.oneof(anyRules, fc.jsonValue())));
    fc.assert(
      fc.property(anySettings, (settings) => {
        try {
          const read = parseScenarioSettings(settings);
          expect(parseScenarioSettings(JSON.parse(JSON.stringify(read)))).toEqual(read);
        } catch (error) {
          expect((error as RecommenderError).code).toMatch(/^request\/bad-(option|expression)$/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('are heard for all rows, then for the scenario, then for the placement; for a given list only under its own name', () => {
    const model = parseScenarioSettings({
      '*': { diversity: 0.1 },
      'for-you': { diversity: 0.2 },
      home: { diversity: 0.3 },
    });
    const page = parseScenarioSettings({ home: { diversity: 0.4 }, rerank: { diversity: 0.5 } });
    const shares = (...asked: [Parameters<typeof rulesFor>[1], string]): (number | undefined)[] =>
      rulesFor([model, undefined, page], ...asked).map(({ diversity }) => diversity);
    expect(shares('for-you', 'Home')).toEqual([0.1, 0.2, 0.3, 0.4]);
    expect(shares('for-you', 'for-you')).toEqual([0.1, 0.2]);
    expect(shares('trending', 'constructor')).toEqual([0.1]);
    expect(shares('rerank', 'home')).toEqual([0.5]);
  });

  it('add up, and of what cannot the strongest is heard', () => {
    const merged = mergeRules([
      {
        filter: 'on_sale',
        exclude: ['a'],
        bury: ['b'],
        pin: [{ item_id: 'a', slot: 0 }],
        diversity: 0.1,
        repeats: 'allow',
      },
      { booster: '2', filter: 'in_stock', exclude: ['c'], pin: [{ item_id: 'b', slot: 0 }], diversity: 0.2 },
    ]);
    expect(merged).toEqual({
      filter: ['on_sale', 'in_stock'],
      booster: ['2'],
      exclude: ['a', 'c'],
      bury: ['b'],
      pin: [
        { item_id: 'b', slot: 0 },
        { item_id: 'a', slot: 0 },
      ],
      diversity: 0.2,
      repeats: 'allow',
    });
  });
});

describe('what a shopper says of themselves', () => {
  it('is kept as far as it was asked for', () => {
    const said = { favourite_categories: ['Lamps'], favourite_brands: ['Oak'], price_level: 'low' } as const;
    expect(parseStatedProfile(said)).toEqual(said);
    expect(parseStatedProfile({})).toEqual({});
  });

  it.each([
    [null, 'the profile'],
    [{ name: 'Ada' }, 'the profile'],
    [{ favourite_brands: 'Oak' }, 'favourite_brands'],
    [{ favourite_brands: [''] }, 'favourite_brands'],
    [{ favourite_categories: ['x'.repeat(201)] }, 'favourite_categories'],
    [{ favourite_categories: new Array<string>(51).fill('a') }, 'favourite_categories'],
    [{ price_level: ['low'] }, 'price_level'],
    [{ price_level: 'toString' }, 'price_level'],
  ])('is refused whole where it is not that: %j', (said, field) => {
    expect(() => parseStatedProfile(said)).toThrow(
      expect.objectContaining({
        code: 'request/bad-option',
        message: expect.stringMatching(`^${field}: expected `) as string,
      }),
    );
  });
});
