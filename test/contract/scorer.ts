import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toEventCode } from '../../core/events/event-names.js';
import { Profile } from '../../engine/profile.js';
import type { Engine } from '../../engine/engine.js';
import type { Scorer } from '../../engine/scorers/scorer.js';

const VIEW = toEventCode('view_item');

/** What every scorer keeps, whatever it computes. */
export function describeScorer(name: string, engine: Engine, scorer: Scorer): void {
  const { count } = engine.model.items;
  const profileOf = (items: readonly number[]): Profile => {
    const profile = new Profile(engine.model.settings.eventWeights);
    items.forEach((item, time) => {
      profile.add({ item, event: VIEW, time, rating: NaN });
    });
    return profile;
  };
  const scoreOf = (profile: Profile): Float32Array => {
    const out = new Float32Array(count).fill(NaN);
    scorer.score(profile, out);
    return out;
  };
  const histories = fc.array(fc.nat(count - 1), { maxLength: 12 });

  describe(`the scorer ${name}`, () => {
    it('gives zeros to a shopper of whom nothing is known', () => {
      expect(scoreOf(profileOf([])).every((score) => score === 0)).toBe(true);
    });

    it('gives finite numbers, the same for the same history, whatever was asked before', () => {
      fc.assert(
        fc.property(histories, histories, (one, other) => {
          const first = scoreOf(profileOf(one));
          scoreOf(profileOf(other));
          expect(scoreOf(profileOf(one))).toEqual(first);
          expect(first.every(Number.isFinite)).toBe(true);
        }),
      );
    });

    it('sees a new event of a profile it has scored before', () => {
      const profile = profileOf([0]);
      const before = scoreOf(profile);
      profile.add({ item: 1, event: VIEW, time: 9, rating: NaN });
      expect(scoreOf(profile)).not.toEqual(before);
      expect(scoreOf(profile)).toEqual(scoreOf(profileOf([0, 1])));
    });

    it('explains a score as shares of the known items that add up to it', () => {
      fc.assert(
        fc.property(histories, fc.nat(count - 1), (items, item) => {
          const profile = profileOf(items);
          const shares = scorer.explain(profile, item);
          const sum = [...shares.values()].reduce((a, b) => a + b, 0);
          expect(sum).toBeCloseTo(scoreOf(profile)[item]!, 4);
          for (const index of shares.keys()) expect(profile.known.has(index)).toBe(true);
        }),
      );
    });
  });
}
