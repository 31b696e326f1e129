import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rotate, type ShownItem } from '../../../engine/ranking/rotate.js';

const HOUR = 3600;
const NOW = 1_700_000_000;
const list = Array.from({ length: 12 }, (_, item) => ({ item, score: -item }));
const justShown = (item: number, ageHours = 0, count = 1): ShownItem => ({
  item,
  shownAt: NOW - ageHours * HOUR,
  count,
});
const order = (rotationRate: number, shown: readonly ShownItem[]): number[] =>
  rotate(list, { rotationRate, rotationTime: 2 * HOUR, now: NOW, shown }).map(({ item }) => item);
const UNCHANGED = list.map(({ item }) => item);

describe('rotate', () => {
  it('changes nothing at rate 0, after the rotation time, and where nothing was shown', () => {
    expect(order(0, [justShown(0)])).toEqual(UNCHANGED);
    expect(order(1, [justShown(0, 2)])).toEqual(UNCHANGED);
    expect(order(1, [])).toEqual(UNCHANGED);
  });

  it('puts what was just shown last at rate 1, in its old order', () => {
    expect(order(1, [justShown(3), justShown(0)])).toEqual([1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 0, 3]);
  });

  it('lowers an item the more, the higher the rate, the fresher and the more often it was shown', () => {
    const placeOf = (rate: number, shown: ShownItem): number => order(rate, [shown]).indexOf(0);
    expect(placeOf(0.8, justShown(0))).toBeGreaterThan(placeOf(0.5, justShown(0)));
    expect(placeOf(0.8, justShown(0))).toBeGreaterThan(placeOf(0.8, justShown(0, 1)));
    expect(placeOf(0.5, justShown(0, 0, 3))).toBeGreaterThan(placeOf(0.5, justShown(0)));
  });

  it('takes a time in the future for now', () => {
    expect(order(1, [justShown(0, -5)])).toEqual(order(1, [justShown(0)]));
  });

  it('never returns fewer or other items', () => {
    const shown = fc.array(
      fc.record({ item: fc.nat(20), shownAt: fc.integer({ min: NOW - 9 * HOUR, max: NOW + HOUR }), count: fc.nat(50) }),
    );
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), shown, (rate, items) => {
        expect(order(rate, items).sort((a, b) => a - b)).toEqual(UNCHANGED);
      }),
    );
  });
});
