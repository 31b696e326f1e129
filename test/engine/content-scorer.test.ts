import { describe, expect, it } from 'vitest';
import type { ContentTable } from '../../core/artifact/content-section.js';
import { createRandom } from '../../core/random.js';
import { toEventCode } from '../../core/events/event-names.js';
import { DEFAULT_EVENT_WEIGHTS } from '../../core/events/event-weights.js';
import { createEngine } from '../../engine/engine.js';
import { Profile } from '../../engine/profile.js';
import { jsKernel } from '../../engine/kernels.js';
import { contentCosine, createContentScorer } from '../../engine/scorers/content-scorer.js';
import { describeScorer } from '../contract/scorer.js';
import { smallModel } from '../helpers/small-model.js';

const engine = createEngine(smallModel());
const { count } = engine.model.items;

function randomContent(items: number, dimension: number): ContentTable {
  const random = createRandom(4);
  const vectors = new Int8Array(items * dimension);
  for (let i = 0; i < items; i++) {
    const row = Float64Array.from({ length: dimension }, () => random.normal());
    const norm = Math.hypot(...row);
    row.forEach((value, k) => {
      vectors[i * dimension + k] = Math.round((127 * value) / norm);
    });
  }
  return { dimension, vectors };
}

describeScorer('content', engine, createContentScorer(randomContent(count, 8), jsKernel));

/** Two items that point the same way, one at right angles to them, one of which nothing is said. */
const content: ContentTable = { dimension: 2, vectors: Int8Array.from([127, 0, 127, 0, 0, 127, 0, 0]) };

function profileOf(events: readonly { item: number; event: 'view_item' | 'purchase' }[]): Profile {
  const profile = new Profile(DEFAULT_EVENT_WEIGHTS);
  events.forEach(({ item, event }, time) => {
    profile.add({ item, event: toEventCode(event), time, rating: NaN });
  });
  return profile;
}

describe('the content scorer', () => {
  it('rates items by how alike they are to the known ones, in proportion to how much those were wanted', () => {
    const out = new Float32Array(4);
    const profile = profileOf([
      { item: 0, event: 'purchase' },
      { item: 2, event: 'view_item' },
    ]);
    createContentScorer(content, jsKernel).score(profile, out);
    expect([...out]).toEqual([0.75, 0.75, 0.25, 0].map((value) => expect.closeTo(value, 6) as number));
  });

  it('is silent where the model ships no content', () => {
    const scorer = createContentScorer(undefined, jsKernel);
    const out = new Float32Array(4).fill(NaN);
    const profile = profileOf([{ item: 0, event: 'purchase' }]);
    scorer.score(profile, out);
    expect([...out]).toEqual([0, 0, 0, 0]);
    expect(scorer.explain(profile, 1).size).toBe(0);
  });

  it('gives the cosine of two items, 0 where one of them has no text', () => {
    expect(contentCosine(content, 0, 1)).toBeCloseTo(1, 6);
    expect(contentCosine(content, 0, 2)).toBe(0);
    expect(contentCosine(content, 0, 3)).toBe(0);
  });
});
