import { describe, expect, it } from 'vitest';
import { createSeededBytes } from '../../../trainer/simulate/seeded-bytes.js';
import { privatiseChoice } from '../../../core/privacy/choice.js';
import {
  createHashFamily,
  estimateHashed,
  HASH_FUNCTIONS,
  hashedError,
  privatiseBucket,
} from '../../../core/privacy/hashed-choice.js';
import { privatiseMean } from '../../../core/privacy/mean.js';
import type { Aggregates, Figure } from '../../../core/privacy/publish/aggregates.js';
import { sumCounts, type AnswerCount } from '../../../core/privacy/publish/epoch-counts.js';
import { pool } from '../../../core/privacy/publish/figures.js';
import { finish, publishAggregates, type PublishInput } from '../../../core/privacy/publish/publish-aggregates.js';
import { publishItems } from '../../../core/privacy/publish/publish-items.js';
import { checkUsage } from '../../../core/privacy/publish/usage-check.js';
import { BLEND_GROUPS, createMechanisms, PLACEMENT_STAGES, PLACEMENTS } from '../../../core/privacy/questions.js';
import { createRandom } from '../../../core/random.js';

const MECHANISMS = createMechanisms();
const EPOCHS = [100, 101, 102];
const CATALOG = Array.from({ length: 1500 }, (_, k) => ({
  id: `item-${String(k)}`,
  name: `Name ${String(k)}`,
  recentEvents: k < 12 ? 0.5 ** (k - 12) : 0, // as ITEM_SHARES has them
}));
const NONE = 0.25;
/** What shoppers truly did: a quarter nothing, item k looked at half as often as the one before; the rest never. */
const ITEM_SHARES = Array.from({ length: 12 }, (_, k) => (1 - NONE) * 0.5 ** (k + 1));
const FEWER = { names: ['', 'lamps', 'rugs'], choices: 8 };
const MORE = { names: ['', 'lamps', 'rugs', 'vases'], choices: 8 };
/** Two models, the second with a category more. */
const CATEGORIES = new Map([
  [1, [FEWER]],
  [2, [MORE]],
]);
const CATEGORY_SHARES = { '': 0.2, lamps: 0.5, rugs: 0.3, vases: 0 };
const STAGE_SHARES = [0.5, 0.2, 0.15, 0.1, 0.04, 0.01];
const HIT_SHARES = [0.3, 0.2] as const;
const WEIGHT = 0.4;
/** None, then by placement. */
const DISMISSED_SHARES = [0.93, 0.01, 0, 0, 0, 0.03, 0, 0, 0, 0.02, 0, 0.01];

type Told = Omit<AnswerCount, 'count'>;

/** Reports of `people` devices of one epoch, through the devices' own mechanisms. */
function tell(epoch: number, people: number, seed: number): AnswerCount[] {
  const random = createRandom(seed);
  const bytes = createSeededBytes(createRandom(seed + 1000));
  const family = createHashFamily(epoch, MECHANISMS.item.choices);
  const draw = (shares: readonly number[]): number => {
    let rest = random.next();
    return Math.max(
      0,
      shares.findIndex((share) => (rest -= share) < 0),
    );
  };
  const questions: ((k: number) => Told)[] = [
    (k) => {
      const item = draw([NONE, ...ITEM_SHARES]);
      const parameter = k % HASH_FUNCTIONS;
      const bucket = family.bucketOf(item === 0 ? '' : CATALOG[item - 1]!.id, parameter);
      return { ...told('item', parameter), answer: privatiseBucket(MECHANISMS.item, bucket, bytes) };
    },
    (k) => {
      const model = 1 + (k % 2);
      const { names, choices } = CATEGORIES.get(model)![0]!;
      const choice = draw(names.map((name) => CATEGORY_SHARES[name as keyof typeof CATEGORY_SHARES]));
      const answer = privatiseChoice(MECHANISMS.category(choices), choice, bytes);
      return { ...told('category', 0), model, answer };
    },
    () => ({
      ...told('placement', 3),
      answer: privatiseChoice(MECHANISMS.placement, draw(STAGE_SHARES), bytes),
    }),
    (k) => {
      const arm = (k % 2) as 0 | 1;
      const hit = random.next() < HIT_SHARES[arm] ? 1 : 0;
      return { ...told('model', 0), arm, answer: privatiseChoice(MECHANISMS.model, hit, bytes) };
    },
    () => ({ ...told('weight', 5), answer: privatiseMean(MECHANISMS.weight, WEIGHT, bytes) }),
    () => ({
      ...told('dismissal', 0),
      answer: privatiseChoice(MECHANISMS.dismissal, draw(DISMISSED_SHARES), bytes),
    }),
  ];
  const counts: AnswerCount[] = [];
  for (const ask of questions) for (let k = 0; k < people; k++) counts.push({ ...ask(k), count: 1 });
  return counts;
}

function told(question: AnswerCount['question'], parameter: number): Omit<Told, 'answer'> {
  return { question, parameter, model: 1, arm: 0 };
}

function publish(counts: readonly (readonly AnswerCount[])[], more: Partial<PublishInput> = {}): Aggregates {
  const epochs = EPOCHS.map((epoch, k) => ({ epoch, counts: sumCounts(counts[k] ?? [], MECHANISMS) }));
  return finish(publishAggregates({ shop: 'default', epochs, categories: CATEGORIES, catalog: CATALOG, ...more }));
}

function expectClose(figure: Figure, truth: number): void {
  expect(Math.abs(figure.value! - truth) / figure.standardError!).toBeLessThan(4.5);
}

const PEOPLE = 30_000;
const aggregates = publish(EPOCHS.map((epoch, k) => tell(epoch, PEOPLE, 1 + k)));
const answers = aggregates.questions;

describe('published aggregates', () => {
  it('say what they are of', () => {
    expect(aggregates).toMatchObject({
      format: 'shelfwise-aggregates',
      version: 1,
      shop: 'default',
      epochs: [100, 102],
      epsilon: 4,
      reports: 6 * 3 * PEOPLE,
    });
    expect(JSON.parse(JSON.stringify(aggregates))).toEqual(aggregates);
  });

  it('are close to what shoppers did: items, over epochs with hash functions of their own', () => {
    const { cells, n, predictedError } = answers.item!;
    expect(n).toBe(3 * PEOPLE);
    expect(cells).toHaveLength(CATALOG.length + 1);
    expect(cells[0]).toMatchObject({ id: '', belowThreshold: false });
    expect(cells[1]).toMatchObject({ id: 'item-0', name: 'Name 0', belowThreshold: false });
    for (const [k, share] of [NONE, ...ITEM_SHARES.slice(0, 5)].entries()) expectClose(cells[k]!, share);
    expect(predictedError).toBeLessThan(cells[1]!.standardError!);
    // Without collisions it would be a third of that: a quarter of all named the same, nothing.
    expect(predictedError! / hashedError(MECHANISMS.item, n, { share: 0, sumOfSquares: 0 })).toBeGreaterThan(2.5);
  });

  it('are close to what shoppers did: categories, over models that ask about different ones', () => {
    const { cells, n, predictedError } = answers.category!;
    expect(n).toBe(3 * PEOPLE);
    const byName = new Map(cells.map((cell) => [cell.category, cell]));
    for (const [name, share] of Object.entries(CATEGORY_SHARES)) {
      if (share > 0) expectClose(byName.get(name)!, share);
    }
    expect(byName.get('lamps')!.n).toBe(3 * PEOPLE);
    expect(byName.get('vases')).toMatchObject({ value: null, belowThreshold: true, n: 1.5 * PEOPLE });
    expect(predictedError! / byName.get('rugs')!.standardError!).toBeGreaterThan(0.7);
  });

  it('are close to what shoppers did: placements, arms, weights, dismissals', () => {
    expect(answers.placement!.map(({ placement }) => placement)).toEqual(PLACEMENTS);
    expect(answers.placement!.map(({ n }) => n > 0)).toEqual(PLACEMENTS.map((_, k) => k === 3));
    const { cells } = answers.placement![3]!;
    expect(cells.map(({ stage }) => stage)).toEqual(PLACEMENT_STAGES);
    cells.forEach((cell, k) => expectClose(cell, STAGE_SHARES[k]!));
    expect(cells.reduce((sum, cell) => sum + cell.derivedShare, 0)).toBeCloseTo(1, 12);
    const [model] = answers.model!;
    expect(model).toMatchObject({ model: 1, n: 3 * PEOPLE, arms: [{ arm: 0 }, { arm: 1 }] });
    model!.arms.forEach((arm) => expectClose(arm, HIT_SHARES[arm.arm]));
    expectClose(model!.difference!, HIT_SHARES[0] - HIT_SHARES[1]);
    expect(model!.difference).toMatchObject({ n: 3 * PEOPLE, verdict: 'A better' });
    const told = answers.weight!.filter(({ n }) => n > 0);
    expect(told.map(({ group }) => group)).toEqual([BLEND_GROUPS[5]]);
    expectClose(told[0]!, WEIGHT);
    expect(told[0]!.predictedError).toBeGreaterThan(0);
    const { n, predictedError, cells: rows } = answers.dismissal!;
    expect(n).toBe(3 * PEOPLE);
    expect(rows.map(({ placement }) => placement)).toEqual(PLACEMENTS);
    rows.forEach((row, k) => expectClose(row, DISMISSED_SHARES[1 + k]!));
    expect(rows.every((row) => row.n === n && row.derivedShare >= 0)).toBe(true);
    expect(rows.reduce((sum, row) => sum + row.derivedShare, 0)).toBeLessThan(0.1); // the rest named none
    expect(predictedError! / rows[1]!.standardError!).toBeCloseTo(1, 1); // nobody dismissed there
    expect(predictedError!).toBeLessThan(rows[4]!.standardError!);
  });

  it('hold back shares under max(50 / n, 3 standard errors), and all that would give them away', () => {
    for (const { cells, n } of [answers.item!, answers.category!]) {
      const shown = cells.filter((cell) => cell.value !== null);
      expect(shown.length).toBeGreaterThan(2);
      for (const cell of shown) {
        expect(cell.belowThreshold).toBe(false);
        expect(cell.value).toBeGreaterThanOrEqual(Math.max(50 / cell.n, 3 * cell.standardError!));
      }
      const held = cells.filter((cell) => cell.n === n && cell.value === null);
      expect(held.every((cell) => cell.belowThreshold && cell.derivedShare === null)).toBe(true);
      expect(new Set(held.map((cell) => cell.standardError)).size).toBeLessThanOrEqual(1);
    }
    expect(answers.item!.cells.filter((cell) => cell.belowThreshold).length).toBeGreaterThan(1400);
  });

  it('of few reports hold everything back that fewer than 50 gave', () => {
    const item = publish([tell(100, 60, 9)], { questions: ['item'] }).questions.item!;
    expect(item.cells.every((cell) => cell.value === null || cell.value >= 50 / 60)).toBe(true);
  });

  it('without reports have no cells, and no number that JSON does not know', () => {
    const none = publish([]);
    expect(JSON.parse(JSON.stringify(none))).toEqual(none);
    expect(none.reports).toBe(0);
    expect(none.questions.item).toEqual({ n: 0, predictedError: null, cells: [] });
    expect(none.questions.category).toEqual({ n: 0, predictedError: null, cells: [] });
    expect(none.questions.placement!.every(({ cells }) => cells.length === 0)).toBe(true);
    expect(none.questions.model).toEqual([]);
    expect(none.questions.weight!.every(({ value }) => value === null)).toBe(true);
    expect(none.questions.dismissal).toEqual({ n: 0, predictedError: null, cells: [] });
    expect(none.poisoning.hashFunctions).toMatchObject({ n: 0, z: null, flagged: false });
  });

  it('hold the question that was asked for, and the trend of every epoch', () => {
    const asked = publish([[], tell(101, 500, 4)], { questions: ['model'] });
    expect(Object.keys(asked.questions)).toEqual(['model']);
    expect(asked.series.map(({ epoch, day, reports }) => [epoch, day, reports])).toEqual([
      [100, '1971-12-02', 0],
      [101, '1971-12-09', 3000],
      [102, '1971-12-16', 0],
    ]);
    expect(asked.series[1]).toMatchObject({
      n: { item: 500, category: 500, placement: 500, model: 500, weight: 500, dismissal: 500 },
      placement: [{ placement: PLACEMENTS[3], n: 500 }],
      model: [{ model: 1, n: 500 }],
      dismissal: { n: 500, cells: PLACEMENTS.map((placement) => ({ placement, n: 500 })) },
    });
  });

  it('leave out what no report can have said, and reports of models that are not known', () => {
    const odd: AnswerCount[] = [
      { ...told('item', 300), answer: 2, count: 5 },
      { ...told('placement', 0), answer: 6, count: 5 },
      { ...told('model', 0), arm: 2, answer: 1, count: 5 },
      { ...told('category', 0), model: 77, answer: 1, count: 5 },
      { ...told('dismissal', 0), answer: 12, count: 5 },
    ];
    const { questions, reports } = publish([odd]);
    expect(reports).toBe(5);
    expect(questions.category).toEqual({ n: 0, predictedError: null, cells: [] });
  });
});

describe('floods of one item', () => {
  const honest = EPOCHS.map((epoch, k) => tell(epoch, 3_000, 20 + k));
  const forged = (id: string, reports: number): AnswerCount[] => {
    const family = createHashFamily(102, MECHANISMS.item.choices);
    return Array.from({ length: reports }, (_, k) => {
      const parameter = k % HASH_FUNCTIONS;
      return { ...told('item', parameter), answer: family.bucketOf(id, parameter), count: 1 };
    });
  };
  const withForged = (id: string, reports: number): Aggregates =>
    publish([honest[0]!, honest[1]!, [...honest[2]!, ...forged(id, reports)]]);

  it('are none where shoppers do what they did before', () => {
    expect(publish(honest).poisoning.items).toEqual([]);
  });

  it('name the item and about how many reports push it, and no other', () => {
    const { items } = withForged('item-40', 400).poisoning;
    expect(items).toMatchObject([{ id: 'item-40', name: 'Name 40' }]);
    expect(items![0]!.reports).toBeGreaterThan(300);
    expect(items![0]!.reports).toBeLessThan(500);
    expect(items![0]!.share).toBeGreaterThan(items![0]!.believed);
  });

  it('are not told of an item that may have grown so far by itself', () => {
    // The first item has three eighths of the answers: twice that is believed within a week already.
    expect(withForged('item-0', 400).poisoning.items).toEqual([]);
  });

  it('are not looked for where items were not asked for, nor where nobody reported', () => {
    expect(publish(honest, { questions: ['placement'] }).poisoning).not.toHaveProperty('items');
    expect(publish([]).poisoning.items).toEqual([]);
  });
});

describe('pooling epochs', () => {
  it('gives one epoch in portions exactly what the estimator gives it at once', () => {
    const counts = sumCounts(tell(100, 2_000, 3), MECHANISMS).item;
    const texts = ['', ...CATALOG.map(({ id }) => id)];
    const family = createHashFamily(100, MECHANISMS.item.choices);
    const whole = estimateHashed(MECHANISMS.item, { counts, family }, texts);
    const { cells } = finish(publishItems(MECHANISMS.item, [{ epoch: 100, counts }], CATALOG));
    for (const [k, cell] of cells.entries()) {
      if (cell.value === null) expect(whole[k]!.value).toBeLessThan(Math.max(50 / 2_000, 3 * whole[k]!.standardError));
      else expect(cell).toMatchObject(whole[k]!);
    }
  });

  it('weighs by reports, adds independent errors, and passes over epochs without any', () => {
    const few = { value: 0.1, standardError: 0.03, errorOfNothing: 0.02, n: 100 };
    const many = { value: 0.2, standardError: 0.01, errorOfNothing: 0.01, n: 300 };
    const none = { value: 0, standardError: Infinity, errorOfNothing: Infinity, n: 0 };
    const pooled = pool([few, none, many]);
    expect(pooled.n).toBe(400);
    expect(pooled.value).toBeCloseTo(0.175, 12);
    expect(pooled.standardError).toBeCloseTo(Math.hypot(0.03 / 4, (3 * 0.01) / 4), 12);
    expect(pool([none])).toMatchObject({ n: 0 });
  });
});

describe('the use of public parameters', () => {
  const drawUniformly = (cells: number, n: number, seed: number): number[] => {
    const random = createRandom(seed);
    const used = new Array<number>(cells).fill(0);
    for (let k = 0; k < n; k++) used[random.int(cells)]!++;
    return used;
  };

  it.each([
    [256, 1_280],
    [256, 40_000],
    [11, 55],
    [8, 5_000],
  ])('of %i, drawn %i times by devices, raises no alarm and has the spread it should', (cells, n) => {
    const deviations = Array.from({ length: 400 }, (_, seed) => checkUsage(drawUniformly(cells, n, seed), n).z!);
    const mean = deviations.reduce((sum, z) => sum + z, 0) / 400;
    const spread = Math.sqrt(deviations.reduce((sum, z) => sum + (z - mean) ** 2, 0) / 400);
    expect(Math.abs(mean)).toBeLessThan(0.25);
    expect(spread).toBeGreaterThan(0.85);
    expect(spread).toBeLessThan(1.15);
    expect(deviations.every((z) => z < 5)).toBe(true);
  });

  it.each([0.01, 0.05])('shows a flood of %f of the reports with one hash function', (share) => {
    const used = drawUniformly(256, 40_000, 1);
    used[77]! += share * 40_000;
    expect(checkUsage(used, 100_000)).toMatchObject({ flagged: true, cells: 256, n: 40_000 * (1 + share) });
  });

  it('says nothing of a handful', () => {
    expect(checkUsage([3, 0, 0, 0, 0, 0, 0, 0], 3)).toMatchObject({ z: null, flagged: false, share: 1 });
  });
});
