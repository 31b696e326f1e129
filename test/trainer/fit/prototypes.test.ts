import { describe, expect, it } from 'vitest';
import { decodePrototypes, encodePrototypes, type Prototypes } from '../../../core/artifact/prototypes-section.js';
import type { CatalogItem } from '../../../core/catalog.js';
import { DEFAULT_EVENT_WEIGHTS as eventWeights } from '../../../core/events/event-weights.js';
import { createRandom } from '../../../core/random.js';
import { fitIals } from '../../../trainer/fit/ials.js';
import { toInteractions } from '../../../trainer/fit/interactions.js';
import { fitPrototypes, withPriorScale } from '../../../trainer/fit/prototypes/fit-prototypes.js';
import { clusterDirections } from '../../../trainer/fit/prototypes/spherical-k-means.js';
import { makeHistory } from './make-history.js';

const GROUPS = 3;
const ITEMS = 60;
const MIN_USERS = 5;

/** Users who take nine of ten items of their own third of the catalog. */
function shopOf(users: number): ReturnType<typeof toInteractions> {
  const random = createRandom(5);
  const rows = Array.from({ length: users * 8 }, (_, k) => {
    const user = k % users;
    const group = random.next() < 0.9 ? user % GROUPS : random.int(GROUPS);
    return { user, item: group + GROUPS * random.int(ITEMS / GROUPS), time: k };
  });
  return toInteractions(makeHistory(rows, { users, items: ITEMS }), { eventWeights, minUsers: MIN_USERS });
}

const catalog: CatalogItem[] = Array.from({ length: ITEMS }, (_, i) => ({
  item_id: `i${String(i)}`,
  item_category: ['Bedroom', 'Kitchen', 'Garden'][i % GROUPS]!,
  item_category2: ['Textiles', 'Pans', 'Seeds'][i % GROUPS]!,
  item_brand: i % GROUPS === 0 ? 'Plainware' : 'Other',
}));
const interactions = shopOf(900);
const options = { dimension: 8, epochs: 4, alpha0: 0.1, lambda: 0.05 };
const factors = fitIals(interactions, options, createRandom(1));
const fit = (items: readonly CatalogItem[] = catalog): Prototypes =>
  fitPrototypes({ interactions, factors, catalog: items }, { minUsers: MIN_USERS }, createRandom(2))!;

describe('fitting prototypes', () => {
  it('finds the groups of users, each known for its own items, most of all', () => {
    const { share, start, item, logLift, logBackground } = fit();
    expect(share.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
    const groups = Array.from(share, (_, k) => {
      const listed = Array.from(item.subarray(start[k], start[k + 1]));
      const counts = Array.from({ length: GROUPS }, (__, g) => listed.filter((i) => i % GROUPS === g).length);
      expect(Math.max(...counts)).toBeGreaterThan(0.9 * listed.length);
      return counts.indexOf(Math.max(...counts));
    });
    expect(new Set(groups).size).toBe(GROUPS);
    expect(logLift.every((lift) => lift > 0)).toBe(true);
    expect(logBackground.every((lift) => lift < 0)).toBe(true);
  });

  it('makes the probabilities of all items of a prototype add up to 1', () => {
    const { start, item, logLift, logBackground } = fit();
    const users = Array.from(
      { length: ITEMS },
      (_, i) => interactions.byItem.start[i + 1]! - interactions.byItem.start[i]!,
    );
    const all = users.reduce((a, b) => a + b, 0);
    logBackground.forEach((background, k) => {
      const lifts = new Float64Array(ITEMS).fill(background);
      for (let at = start[k]!; at < start[k + 1]!; at++) lifts[item[at]!] = logLift[at]!;
      const sum = users.reduce((total, count, i) => total + (count / all) * Math.exp(lifts[i]!), 0);
      expect(sum).toBeCloseTo(1, 5);
    });
  });

  it('names each from its categories and the brand that is most of it', () => {
    const { names } = fit();
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('Bedroom, mostly Plainware');
    expect(names.some((name) => name.startsWith('Garden'))).toBe(true);
  });

  it('gives no names without a catalog', () => {
    expect(fit(catalog.map(({ item_id }) => ({ item_id }))).names.every((name) => name === '')).toBe(true);
  });

  it('tells prototypes of one category apart by their next category, or by number', () => {
    const one = fit(
      catalog.map(({ item_id }, i) => ({ item_id, item_category: `C${String(i % GROUPS === 0 ? 0 : 1)}` })),
    );
    expect(new Set(one.names).size).toBe(one.names.length);
  });

  it('lists no item that fewer than minUsers of the prototype took', () => {
    const strict = fitPrototypes({ interactions, factors, catalog }, { minUsers: 60 }, createRandom(2))!;
    expect(strict.item.length).toBeLessThan(fit().item.length);
    const lists = fitPrototypes({ interactions, factors, catalog }, { minUsers: 100_000 }, createRandom(2));
    expect(lists).toBeUndefined();
  });

  it('makes none of a history too small for two', () => {
    const small = shopOf(300);
    const few = fitIals(small, options, createRandom(1));
    expect(
      fitPrototypes({ interactions: small, factors: few, catalog }, { minUsers: 5 }, createRandom(2)),
    ).toBeUndefined();
  });

  it('is the same for the same seed, and travels', () => {
    expect(fit()).toEqual(fit());
    const decoded = decodePrototypes(encodePrototypes(withPriorScale(fit(), 0.5)));
    expect(decoded.priorScale).toBe(0.5);
    expect({ ...decoded, logLift: 0, priorScale: 0 }).toEqual({ ...fit(), logLift: 0 });
  });
});

describe('spherical k-means', () => {
  const random = createRandom(9);
  const rows = Float64Array.from({ length: 300 * 4 }, (_, at) => {
    const [row, k] = [Math.floor(at / 4), at % 4];
    if (row === 299) return 0;
    return (k === row % 3 ? 1 + row : 0) + 0.05 * (1 + row) * random.normal();
  });

  it('puts rows of one direction together whatever their length, and a row of zeros nowhere', () => {
    const { assignment, count } = clusterDirections(rows, { dimension: 4, clusters: 3, minRows: 10 }, createRandom(1));
    expect(count).toBe(3);
    for (let row = 0; row < 299; row++) expect(assignment[row]).toBe(assignment[row % 3]);
    expect(assignment[299]).toBe(-1);
  });

  it('leaves no cluster below the least size', () => {
    const { assignment, count } = clusterDirections(rows, { dimension: 4, clusters: 40, minRows: 30 }, createRandom(1));
    const sizes = Array.from({ length: count }, (_, k) => assignment.filter((cluster) => cluster === k).length);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(30);
    expect(sizes.reduce((a, b) => a + b, 0)).toBe(299);
  });

  it('makes nothing of no rows', () => {
    const options = { dimension: 4, clusters: 3, minRows: 1 };
    expect(clusterDirections(new Float64Array(0), options, createRandom(1)).count).toBe(0);
    expect(clusterDirections(new Float64Array(8), options, createRandom(1)).count).toBe(0);
  });
});
