import { describe, expect, it } from 'vitest';
import { attack, type ObservedModel } from '../../../bench/privacy/membership/attack.js';
import { CLUES, readClues } from '../../../bench/privacy/membership/clues.js';
import { toRoc } from '../../../bench/privacy/membership/roc.js';
import { createModel } from '../../../core/artifact/model.js';
import { createRandom } from '../../../core/random.js';
import { createEngine, type Engine } from '../../../engine/engine.js';
import type { History } from '../../../trainer/history.js';
import { smallModelParts } from '../../helpers/small-model.js';
import { buildHistory } from '../../trainer/evaluate/build-history.js';

const ITEMS = 40;
const USERS = 120;
const MODELS = 5;
const DAY = 86_400;
const END = 1_700_000_000;
const { ids } = smallModelParts({ items: ITEMS });

describe('who was in the log', () => {
  const random = createRandom(3);
  const history = drawHistory();
  const masks = Array.from({ length: MODELS }, () =>
    Uint8Array.from(random.shuffle(Array.from({ length: USERS }, (_, at) => at % 2))),
  );
  const observe = (isMember: Uint8Array, engine: Engine): ObservedModel => ({
    isMember,
    clues: Array.from({ length: USERS }, (_, user) => readClues(engine, END, history, user).clues),
  });
  const leaky = masks.map((mask) => observe(mask, leakyEngine(history, mask)));
  const judge = (models: readonly ObservedModel[], columns = [...CLUES.keys()]) =>
    toRoc(attack(models, columns, createRandom(1)), createRandom(2));

  it('is found in a model whose rows hold every pair of its shoppers', () => {
    const { auc, found } = judge(leaky);
    expect(auc.low).toBeGreaterThan(0.9);
    expect(found.low).toBeGreaterThan(0.3);
  });

  it('is found by the counts alone where a count holds a handful of shoppers', () => {
    const { auc } = judge(leaky, [CLUES.indexOf('popularity')]);
    expect(auc.low).toBeGreaterThan(0.55);
  });

  it('is a coin where labels are shuffled', () => {
    const shuffle = (mask: Uint8Array) => Uint8Array.from(random.shuffle([...mask]));
    const { auc, found } = judge(leaky.map(({ clues, isMember }) => ({ clues, isMember: shuffle(isMember) })));
    expect(Math.abs(auc.mean - 0.5)).toBeLessThan(0.08);
    expect(found.mean).toBeLessThan(0.06);
  });

  it('is a coin where the model is the same whoever is in', () => {
    const blind = createEngine(createModel(smallModelParts({ items: ITEMS })));
    const { auc } = judge(masks.map((mask) => observe(mask, blind)));
    expect(Math.abs(auc.mean - 0.5)).toBeLessThan(0.05);
  });
});

describe('a curve of members found', () => {
  const judged = (scores: readonly number[], members: readonly number[]) =>
    scores.map((score, user) => ({ user, score, isMember: members.includes(user) }));

  it('counts the pairs that stand in the right order, and halves those that are level', () => {
    const { auc } = toRoc(judged([4, 3, 3, 1], [0, 2]), createRandom(1));
    expect(auc.mean).toBe(3.5 / 4);
  });

  it('finds those above the first of the others alone where others are few', () => {
    const { found } = toRoc(judged([9, 8, 7, 6, 5], [0, 1, 3]), createRandom(1));
    expect(found.mean).toBeCloseTo(2 / 3, 12);
  });
});

/** Everybody looks at ten items drawn by chance, one a day. */
function drawHistory(): History {
  const random = createRandom(7);
  const rows = Array.from({ length: USERS }, (_, user) =>
    random
      .shuffle([...ids.itemIds.slice(0, ITEMS - 2)])
      .slice(0, 10)
      .map((item, k) => ({
        ...{ user: `u${String(user).padStart(3, '0')}`, item, event: 'view_item' as const },
        time: END - (10 - k) * DAY,
      })),
  );
  return buildHistory(rows.flat(), { items: ids.itemIds });
}

/** A shop that counts its own shoppers and ships every step that one of them made, without any limit. */
function leakyEngine(history: History, isMember: Uint8Array): Engine {
  const parts = smallModelParts({ items: ITEMS });
  const users = new Float64Array(ITEMS);
  const pairs = Array.from({ length: ITEMS }, () => new Map<number, number>());
  for (const [user, from] of history.userStart.subarray(0, USERS).entries()) {
    if (isMember[user] === 0) continue;
    for (let row = from; row < history.userStart[user + 1]!; row++) {
      users[history.item[row]!]!++;
      const next = history.item[row + 1]!;
      const after = pairs[history.item[row]!]!;
      if (row + 1 < history.userStart[user + 1]!) after.set(next, (after.get(next) ?? 0) + 1);
    }
  }
  const start = new Uint32Array(ITEMS + 1);
  pairs.forEach((row, item) => (start[item + 1] = start[item]! + row.size));
  const next = {
    start,
    target: Uint32Array.from(pairs.flatMap((row) => [...row.keys()])),
    weight: Float32Array.from(pairs.flatMap((row) => [...row.values()])),
  };
  const popularity = Float32Array.from(users, Math.log1p);
  return createEngine(createModel({ ...parts, next, items: { ...parts.items, popularity } }));
}
