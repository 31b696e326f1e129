import { describe, expect, it } from 'vitest';
import { toEventCode } from '../../core/events/event-names.js';
import { createEngine } from '../../engine/engine.js';
import { Profile } from '../../engine/profile.js';
import { createFactorScorer } from '../../engine/scorers/factor-scorer.js';
import { createPrototypeScorer } from '../../engine/scorers/prototype-scorer.js';
import { toSegment } from '../../engine/segment.js';
import { describeScorer } from '../contract/scorer.js';
import { smallModel } from '../helpers/small-model.js';
import { smallPrototypes } from '../helpers/small-prototypes.js';

const model = smallModel();
const engine = createEngine(model);
const table = smallPrototypes(0.5);
const scorer = createPrototypeScorer(table, model.items.popularity);
const withPrior = createFactorScorer(model, engine.factors, engine.kernel, scorer);
describeScorer('prototypes', engine, scorer);
describeScorer('factors, with the prior', engine, withPrior);

const profileOf = (items: readonly number[]): Profile => {
  const profile = new Profile(model.settings.eventWeights);
  items.forEach((item, time) => {
    profile.add({ item, event: toEventCode('view_item'), time, rating: NaN });
  });
  return profile;
};

describe('the posterior of the prototypes', () => {
  it('is a distribution that grows surer of a taste with every item of it', () => {
    const histories = [[1], [1, 5], [1, 5, 9, 13]];
    const sure = histories.map((items) => scorer.posterior(profileOf(items))![1]!);
    expect(sure[0]!).toBeGreaterThan(table.share[1]!);
    expect(sure[1]!).toBeGreaterThan(sure[0]!);
    expect(sure[2]!).toBeGreaterThan(sure[1]!);
    const sum = scorer.posterior(profileOf([1, 2, 3]))!.reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(1, 12);
  });

  it('is unknown where nothing known carries behaviour', () => {
    expect(scorer.posterior(profileOf([]))).toBeUndefined();
    expect(scorer.posterior(profileOf([39]))).toBeUndefined();
  });

  it('scores the items of the shopper’s taste above those of others, as a probability over the items with behaviour', () => {
    const out = new Float32Array(40);
    scorer.score(profileOf([0, 4, 8]), out);
    const lift = (item: number): number => out[item]! / Math.expm1(model.items.popularity[item]!);
    expect(lift(12)).toBeGreaterThan(lift(13));
    expect(out[39]).toBe(0);
  });

  it('gives the item that says most for a taste the largest share', () => {
    const shares = scorer.explain(profileOf([2, 6, 3]), 10);
    expect(shares.get(6)!).toBeGreaterThan(shares.get(3)!);
  });
});

describe('the factor scorer’s prior', () => {
  it('changes nothing where its scale is 0', () => {
    const off = createFactorScorer(
      model,
      engine.factors,
      engine.kernel,
      createPrototypeScorer(smallPrototypes(0), model.items.popularity),
    );
    const profile = profileOf([3, 4, 20]);
    expect(off.foldIn(profile)).toEqual(engine.signals.factors.foldIn(profile));
    expect(off.explain(profile, 7)).toEqual(engine.signals.factors.explain(profile, 7));
    expect(withPrior.foldIn(profile)).not.toEqual(engine.signals.factors.foldIn(profile));
  });

  it('knows nothing of a shopper of whom nothing is known', () => {
    expect(withPrior.foldIn(profileOf([])).every((value) => value === 0)).toBe(true);
  });
});

describe('the segment', () => {
  it('is the likeliest prototype with its name and share', () => {
    const posterior = Float64Array.of(0.2, 0.7, 0.05, 0.05);
    expect(toSegment(posterior, table)).toEqual({
      index: 1,
      name: 'Vases, mostly Fern',
      share: 0.25,
      probability: 0.7,
    });
  });

  it('has no name where the shop gave none', () => {
    expect(toSegment(Float64Array.of(0, 0, 1, 0), table)).toMatchObject({ index: 2, name: undefined });
  });

  it('is not told where nothing is known or none is likelier than not', () => {
    expect(toSegment(undefined, table)).toBeUndefined();
    expect(toSegment(Float64Array.of(0.4, 0.3, 0.2, 0.1), table)).toBeUndefined();
  });
});
