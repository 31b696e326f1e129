import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Blend } from '../../core/artifact/blend-section.js';
import type { VisitContext } from '../../core/context.js';
import { EVENT_NAMES, toEventCode } from '../../core/events/event-names.js';
import { createRandom } from '../../core/random.js';
import { createEngine } from '../../engine/engine.js';
import { chooseBlend, createSlate } from '../../engine/slate.js';
import { explainScore } from '../../engine/explain.js';
import { FEATURE_COUNT } from '../../engine/features.js';
import { networkScore } from '../../engine/network.js';
import { Profile } from '../../engine/profile.js';
import { NETWORK_POOL, rankSlate, scoreLinear, scoreSlate } from '../../engine/slate-scores.js';
import { blendOf, randomNetwork, smallModel } from '../helpers/small-model.js';

const engine = createEngine({ ...smallModel({ items: 400, rich: true }), demand: undefined });
const { model } = engine;
const CONTEXT: VisitContext = { hour: 21, weekday: 5, device: 'mobile', country: 'de', category: 'rugs' };

function profileOf(...items: readonly number[]): Profile {
  const profile = new Profile(model.settings.eventWeights);
  items.forEach((item, time) => {
    profile.add({ item, event: toEventCode('view_item'), time, rating: NaN });
  });
  return profile;
}

const slate = createSlate(engine, profileOf(0, 4, 9), { repeats: 'forbid', context: CONTEXT });
const { weights } = model.settings.blend.forbid;
const linear = scoreLinear(slate, weights);
const pool = rankSlate(linear, NETWORK_POOL);

describe('the scores of a slate', () => {
  it('are features times weights without a network', () => {
    const blend = blendOf({ popularity: 2, factors: 0.5 });
    const scores = scoreSlate(slate, blend);
    slate.items.forEach((item, row) => {
      const factors = Float32Array.of(slate.features[row * FEATURE_COUNT]!)[0]!;
      const popularity = model.items.flags[item] === 0 ? model.items.popularity[item]! : 0;
      expect(scores[row]).toBeCloseTo(2 * popularity + 0.5 * factors, 4);
    });
  });

  it('of the best are what the network adds to the linear score', () => {
    expect(slate.items.length).toBeGreaterThan(2 * NETWORK_POOL);
    const network = randomNetwork(createRandom(5), 6);
    const scores = scoreSlate(slate, { weights, network });
    for (const row of pool) {
      const added = networkScore(network, slate.features, row * FEATURE_COUNT);
      expect(scores[row]).toBeCloseTo(linear[row]! + added, 9);
    }
  });

  it('re-rank only the best by the linear score: the others stay below them, in their order', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 8 }), fc.constantFrom(0.01, 1, 100), (seed, hidden, size) => {
        const drawn = randomNetwork(createRandom(seed), hidden);
        const network = { ...drawn, output: drawn.output.map((value) => size * value) };
        const ranked = rankSlate(scoreSlate(slate, { weights, network }), slate.items.length);
        expect(new Set(ranked.slice(0, NETWORK_POOL))).toEqual(new Set(pool));
        expect(ranked.slice(NETWORK_POOL)).toEqual(rankSlate(linear, slate.items.length).slice(NETWORK_POOL));
      }),
      { numRuns: 50 },
    );
  });

  it('change with a network that has something to say', () => {
    const network = randomNetwork(createRandom(5), 6);
    const ranked = rankSlate(scoreSlate(slate, { weights, network }), NETWORK_POOL);
    expect(ranked).not.toEqual(pool);
  });
});

describe('an explained score', () => {
  const events = fc.array(
    fc.record({ item: fc.nat(399), time: fc.integer({ min: 1, max: 50 }), name: fc.constantFrom(...EVENT_NAMES) }),
    { maxLength: 15 },
  );

  it('is shares of the known items and a rest that add up to it, with every signal, feature and network', () => {
    fc.assert(
      fc.property(events, fc.constantFrom('forbid', 'allow'), (list, repeats) => {
        const profile = new Profile(model.settings.eventWeights);
        for (const { item, time, name } of [...list].sort((a, b) => a.time - b.time)) {
          profile.add({ item, event: toEventCode(name), time, rating: NaN });
        }
        const asked = createSlate(engine, profile, { repeats, context: CONTEXT });
        const blend = chooseBlend(model, profile, { repeats });
        const scores = scoreSlate(asked, blend);
        for (const row of rankSlate(scores, 5)) {
          const { score, shares, rest } = explainScore(engine, profile, asked, { row, blend });
          expect(score).toBe(scores[row]);
          expect([...shares.values()].reduce((a, b) => a + b, rest)).toBeCloseTo(score, 9);
          expect([...shares.keys()].every((item) => profile.known.has(item))).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('leaves to the rest what no event causes: the features of the item and the network’s part', () => {
    const profile = profileOf(0, 4, 9);
    const row = pool[0]!;
    const explain = (blend: Blend): ReturnType<typeof explainScore> =>
      explainScore(engine, profile, slate, { row, blend });
    const network = randomNetwork(createRandom(5), 6);
    const [plain, corrected] = [explain({ weights }), explain({ weights, network })];
    expect(corrected.shares).toEqual(plain.shares);
    expect(corrected.rest - plain.rest).toBeCloseTo(networkScore(network, slate.features, row * FEATURE_COUNT), 9);
    const popular = explain(blendOf({ popularity: 1, contextPage: 1 }));
    expect(popular.shares.size).toBe(0);
    expect(popular.rest).toBe(popular.score);
  });
});

describe('the choice of a blend', () => {
  const { blend } = model.settings;

  it('is the policy’s for a known shopper, the newcomer’s for any other', () => {
    expect(chooseBlend(model, profileOf(1), { repeats: 'allow' })).toBe(blend.allow);
    expect(chooseBlend(model, profileOf(1), { repeats: 'forbid' })).toBe(blend.forbid);
    expect(chooseBlend(model, profileOf(), { repeats: 'allow' })).toBe(blend.newcomer);
  });

  it('is the one for new items where only new ones are asked about', () => {
    const among = (...items: number[]): Blend =>
      chooseBlend(model, profileOf(1), { repeats: 'forbid', among: new Set(items) });
    expect(among(398, 399)).toBe(blend.cold);
    expect(among(397, 398)).toBe(blend.forbid);
    expect(among()).toBe(blend.forbid);
  });
});
