import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.js';
import { createEngine } from '../../../engine/engine.js';
import { toContentFeatures } from '../../../trainer/fit/content/content-features.js';
import { fitContentSteps } from '../../../trainer/fit/content/content-vectors.js';
import { localStatistics } from '../../../trainer/fit/statistics.js';
import { SILENT_PROGRESS } from '../../../trainer/progress.js';
import { toFloatModel } from '../../../trainer/train/float-model.js';
import { TRAIN_DEFAULTS, trainModel } from '../../../trainer/train/train-model.js';
import { shopCatalog } from '../fit/content/catalogs.js';
import { randomHistory } from '../fit/make-history.js';

const SIZES = { users: 150, items: 60, rows: 2500 };
const catalog = shopCatalog(SIZES.items);
const trained = trainModel(
  { history: randomHistory(3, SIZES), catalog, statistics: localStatistics, progress: SILENT_PROGRESS },
  { ...TRAIN_DEFAULTS, budget: 'quick' },
);
const steps = fitContentSteps(toContentFeatures(catalog), createRandom(TRAIN_DEFAULTS.seed).fork('content'));
const [shipped, float] = [trained.model, toFloatModel(trained, steps)];

describe('the model before rounding', () => {
  it('has factors within half a step of those that ship, and not the same', () => {
    const { dimension, factorScale } = shipped.items;
    const [ours, theirs] = [createEngine(shipped).factors, createEngine(float).factors];
    const steps = ours.map((value, at) => {
      const scale = factorScale[Math.floor(at / dimension)]!;
      return scale === 0 ? theirs[at]! : Math.abs(value - theirs[at]!) / scale;
    });
    expect(Math.max(...steps)).toBeLessThan(0.501);
    expect(Math.max(...steps)).toBeGreaterThan(0.1);
  });

  it('has the rows and content vectors that ship, unrounded, and the same blend', () => {
    expect(float.next.target).toEqual(shipped.next.target);
    expect(float.next.weight).not.toEqual(shipped.next.weight);
    expect(Int8Array.from(float.content!.vectors, Math.round)).toEqual(shipped.content!.vectors);
    expect(float.content!.vectors.some((value) => !Number.isInteger(value))).toBe(true);
    expect(float.settings).toEqual(shipped.settings);
  });

  it('has a Gram matrix of its own factors near the shipped one', () => {
    const largest = Math.max(...shipped.gram.map(Math.abs));
    const gaps = float.gram.map((value, at) => Math.abs(value - shipped.gram[at]!));
    expect(Math.max(...gaps)).toBeLessThan(0.02 * largest);
    expect(Math.max(...gaps)).toBeGreaterThan(0);
  });
});
