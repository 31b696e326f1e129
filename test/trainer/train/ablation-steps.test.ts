import { describe, expect, it } from 'vitest';
import { FEATURE_GROUPS, FEATURE_NAMES } from '../../../core/artifact/blend-section.js';
import { ABLATION_STEPS, LEFT_OUT_STEPS, WHOLE_STEP } from '../../../trainer/train/ablation-steps.js';

describe('the steps of the ablation', () => {
  it('begin with popularity alone and end with every feature', () => {
    expect([...ABLATION_STEPS[0]!.features]).toEqual(['popularity']);
    expect(ABLATION_STEPS.at(-1)!.features.size).toBe(FEATURE_NAMES.length);
  });

  it('keep all that came before and add something', () => {
    ABLATION_STEPS.slice(1).forEach(({ features, hasNetwork }, at) => {
      const before = ABLATION_STEPS[at]!.features;
      expect(hasNetwork || features.size > before.size).toBe(true);
      for (const name of before) expect(features.has(name)).toBe(true);
    });
  });

  it('let prototypes pull the fold-in only once they are added, and try a network only at the end', () => {
    for (const { name, features, hasPrior } of ABLATION_STEPS) {
      expect([name, hasPrior]).toEqual([name, features.has('prototypes')]);
    }
    expect(ABLATION_STEPS.map(({ hasNetwork }) => hasNetwork).lastIndexOf(false)).toBe(ABLATION_STEPS.length - 2);
  });

  it('leave each part out of the whole once, and nothing else', () => {
    expect(ABLATION_STEPS.find(({ name }) => name === WHOLE_STEP)!.features.size).toBe(FEATURE_NAMES.length);
    const left = LEFT_OUT_STEPS.map(({ features }) => FEATURE_NAMES.filter((name) => !features.has(name)));
    expect(left.slice(0, -1)).toEqual(Object.values(FEATURE_GROUPS));
    expect(left.at(-1)!.filter((name) => !/^(session|next)(Last|All|Rank|$)/.test(name))).toEqual([]);
    expect(left.at(-1)).toEqual(expect.arrayContaining(['session', 'nextLast', 'nextAll']));
    expect(left.at(-1)).not.toContain('next');
  });
});
