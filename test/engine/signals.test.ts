import { describe, expect, it } from 'vitest';
import { toEventCode } from '../../core/events/event-names.js';
import { createEngine, type Engine } from '../../engine/engine.js';
import { Profile } from '../../engine/profile.js';
import { scoreSignals, SIGNAL_NAMES, type SignalName } from '../../engine/signals.js';
import { describeScorer } from '../contract/scorer.js';
import { smallModel } from '../helpers/small-model.js';

const plain = createEngine(smallModel());
const rich = createEngine(smallModel({ rich: true }));

for (const name of ['factors', 'session', 'next', 'nextLast', 'nextAll'] as const) {
  describeScorer(`${name}, without optional sections`, plain, plain.signals[name]);
}
for (const name of SIGNAL_NAMES) describeScorer(`${name}, with all sections`, rich, rich.signals[name]);

function profileOf(items: readonly number[]): Profile {
  const profile = new Profile(plain.model.settings.eventWeights);
  items.forEach((item, time) => {
    profile.add({ item, event: toEventCode('view_item'), time, rating: NaN });
  });
  return profile;
}

const scoresOf = ({ model, signals }: Engine, items: readonly number[]): Record<SignalName, Float32Array> =>
  scoreSignals(signals, profileOf(items), model.items.count);

describe('the signals', () => {
  it('are silent where the model lacks what they read', () => {
    const scores = scoresOf(plain, [0, 5, 9]);
    for (const name of ['prototypes', 'content', 'contentLast'] as const) {
      expect(scores[name].every((score) => score === 0)).toBe(true);
      expect(plain.signals[name].explain(profileOf([0, 5, 9]), 3).size).toBe(0);
    }
    expect(plain.signals.prototypeScorer).toBeUndefined();
  });

  it('tell the last step from the whole history', () => {
    const [both, last] = [scoresOf(rich, [0, 5]), scoresOf(rich, [5])];
    expect(both.nextLast).toEqual(last.nextLast);
    expect(both.contentLast).toEqual(last.contentLast);
    expect(both.nextAll).not.toEqual(last.nextAll);
    expect(both.content).not.toEqual(last.content);
  });

  it('take the last three steps for the session', () => {
    const long = scoresOf(rich, [7, 11, 0, 4, 8]);
    expect(long.session).toEqual(scoresOf(rich, [0, 4, 8]).factors);
    expect(long.session).not.toEqual(long.factors);
  });

  it('reach new items through what these resemble', () => {
    const cold = rich.model.cold!;
    const scores = scoresOf(rich, [32, 36]);
    for (const name of ['next', 'nextAll'] as const) {
      const [from, to] = [cold.start[38]!, cold.start[39]!];
      const expected = [...cold.target.subarray(from, to)].map(
        (item, k) => cold.weight[from + k]! * scores[name][item]!,
      );
      expect(scores[name][38]).toBeGreaterThan(0);
      expect(scores[name][38]).toBeCloseTo(
        expected.reduce((a, b) => a + b, 0),
        5,
      );
    }
  });
});
