import { describe, expect, it } from 'vitest';
import { DEFAULT_EVENT_WEIGHTS } from '../../../core/events/event-weights.js';
import { createRandom } from '../../../core/random.js';
import { createEngine } from '../../../engine/engine.js';
import type { SlateSource } from '../../../trainer/fit/labelled-slates.js';
import { createValidation } from '../../../trainer/fit/validation.js';
import { chooseDiversity } from '../../../trainer/train/choose-diversity.js';
import { smallModel } from '../../helpers/small-model.js';
import { makeHistory, type Row } from '../fit/make-history.js';

const engine = createEngine(smallModel());
const { category } = engine.model.items;
const ITEMS = 40;

/** Shoppers who take three items of a category, and then one of the same or, if they like variety, of another. */
function askedOf(likesVariety: boolean): Parameters<typeof chooseDiversity> {
  const random = createRandom(4);
  const rows = Array.from({ length: 1500 }, (_, user): Row[] => {
    const all = random.shuffle(Array.from({ length: ITEMS }, (__, item) => item));
    const kind = category[all[0]!]!;
    const same = all.filter((item) => category[item] === kind);
    const others = all.filter((item) => category[item] !== kind);
    const last = likesVariety ? others[0]! : same[3]!;
    return [...same.slice(0, 3), last].map((item, step) => ({ user, item, time: 1_000_000 + 3600 * step }));
  });
  const source = makeHistory(rows.flat(), { users: 1500, items: ITEMS });
  const options = { eventWeights: DEFAULT_EVENT_WEIGHTS, maxUsers: 6000, maxPerUser: 6 };
  const { gate, history } = createValidation(source, options, createRandom(1));
  const slates: SlateSource = { engine, history, trendsAt: () => engine.trends };
  return [slates, gate, { blend: engine.model.settings.blend.forbid, name: 'forbid' }];
}

describe('diversity', () => {
  it('is none where shoppers stay with what they know', () => {
    const { diversity, trials } = chooseDiversity(...askedOf(false));
    expect(trials.map(({ what }) => what)).toEqual([0, 0.1, 0.25, 0.5].map((level) => `diversity ${String(level)}`));
    expect(trials[0]!.ndcg10).toBeGreaterThan(trials[3]!.ndcg10);
    expect(diversity).toBeLessThan(0.5);
  });

  it('is as much as costs nothing where they look for something else', () => {
    const { diversity, trials } = chooseDiversity(...askedOf(true));
    expect(diversity).toBeGreaterThan(0);
    const chosen = trials.find(({ what }) => what === `diversity ${String(diversity)}`)!;
    expect(chosen.ndcg10).toBeGreaterThanOrEqual(trials[0]!.ndcg10);
  });

  it('is none where there is nothing to ask', () => {
    const [source, , at] = askedOf(true);
    expect(chooseDiversity(source, [], at).diversity).toBe(0);
  });
});
