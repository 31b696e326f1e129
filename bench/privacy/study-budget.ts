import { createCategoryDomain } from '../../core/privacy/category-domain.js';
import { createHashFamily } from '../../core/privacy/hashed-choice.js';
import { makeReport, type ReportFrame } from '../../core/privacy/make-report.js';
import { BLEND_GROUPS, createMechanisms, PLACEMENTS, type Question } from '../../core/privacy/questions.js';
import { createRandom } from '../../core/random.js';
import type { ShopEvent } from '../../core/events/shop-event.js';
import type { Engine } from '../../engine/engine.js';
import { rankList } from '../../engine/rank-list.js';
import { blendGradient } from '../../engine/report/blend-gradient.js';
import { holdOutLast } from '../../engine/report/held-out.js';
import { gatherEvidence } from '../../engine/report/gather-evidence.js';
import { createSeededBytes } from '../../trainer/simulate/seeded-bytes.js';

/** The privacy loss that reports of two shoppers show, from the counts of their answers alone. */
export interface BudgetStudy {
  readonly question: Question;
  /** Which of the two reports more often what is counted. */
  readonly of: 'one' | 'other';
  /** Reports of each of the two. */
  readonly samples: number;
  /** ln of how much likelier the most telling answers are for this shopper than for the other. */
  readonly epsilon: number;
  /** Half the interval of it: 95 % that all twelve of a study hold their truth (Bonferroni). */
  readonly halfWidth: number;
}

/** Two shoppers as unlike as a question can tell, and the answers that tell best which of them reported. */
interface Pair {
  readonly question: Question;
  readonly parameter: number;
  readonly one: readonly ShopEvent[];
  readonly other: readonly ShopEvent[];
  /** Answers likelier of `one`, and likelier of `other`: disjoint. */
  readonly tellsOne: (answer: number) => boolean;
  readonly tellsOther: (answer: number) => boolean;
}

const EPOCH = 2968;
const Z = 2.87;
/** The group whose gradient is asked for: position in BLEND_GROUPS. */
const GROUP = BLEND_GROUPS.indexOf('factors');

/**
 * Reports made the way devices make them, from events to text, for pairs of shoppers, one question after another.
 * @param engine over a shop with at least two categories.
 */
export function studyBudget(engine: Engine, samples: number, seed = 1): BudgetStudy[] {
  return pairsOf(engine).flatMap((pair) => {
    const bytes = createSeededBytes(createRandom(seed).fork(pair.question));
    const frame: ReportFrame = {
      ...{ id: '0'.repeat(32), epoch: EPOCH, model: 1, arm: 0 },
      ...{ question: pair.question, parameter: pair.parameter },
    };
    const mechanisms = createMechanisms();
    const tally = (events: readonly ShopEvent[]): { one: number; other: number } => {
      const found = { one: 0, other: 0 };
      for (let k = 0; k < samples; k++) {
        const inputs = { evidence: gatherEvidence(frame, engine, events), rendered: new Set<never>() };
        const { answer } = makeReport(frame, inputs, mechanisms, bytes);
        if (pair.tellsOne(answer)) found.one++;
        if (pair.tellsOther(answer)) found.other++;
      }
      return found;
    };
    const [a, b] = [tally(pair.one), tally(pair.other)];
    const { question } = pair;
    return [
      { question, of: 'one' as const, samples, ...toLoss(a.one, b.one, samples) },
      { question, of: 'other' as const, samples, ...toLoss(b.other, a.other, samples) },
    ];
  });
}

/** ln(a / b) and half its interval (delta method). */
function toLoss(a: number, b: number, samples: number): { epsilon: number; halfWidth: number } {
  const error = Math.sqrt((1 - a / samples) / a + (1 - b / samples) / b);
  return { epsilon: Math.log(a / b), halfWidth: Z * error };
}

function pairsOf(engine: Engine): Pair[] {
  const { ids, items } = engine.model;
  const categories = createCategoryDomain(ids, items);
  const first = 0;
  const second = [...items.category].findIndex((category) => category !== items.category[first]);
  const [one, other] = [[look(engine, first)], [look(engine, second)]];
  const choiceOf = (item: number): number => categories.choiceOf[items.category[item]!]!;
  const { item, weight } = createMechanisms();
  const parameter = firstApart(ids.itemIds[first]!, ids.itemIds[second]!, item.choices);
  const bucketOf = (text: number): number =>
    createHashFamily(EPOCH, item.choices).bucketOf(ids.itemIds[text]!, parameter);
  const placement = PLACEMENTS.indexOf('for-you');
  const bought: ShopEvent = {
    ...{ name: 'purchase', time: 1e12 },
    items: [{ item_id: ids.itemIds[first]!, item_list_id: 'for-you' }],
  };
  const dismissed: ShopEvent = { ...bought, name: 'dismiss_item' };
  const exactly = (answer: number) => (came: number) => came === answer;
  const visits = lastVisits(engine);
  return [
    {
      ...{ question: 'item', parameter, one, other },
      ...{ tellsOne: exactly(bucketOf(first)), tellsOther: exactly(bucketOf(second)) },
    },
    {
      ...{ question: 'category', parameter: 0, one, other },
      ...{ tellsOne: exactly(choiceOf(first)), tellsOther: exactly(choiceOf(second)) },
    },
    {
      ...{ question: 'placement', parameter: placement, one: [bought], other: [] },
      ...{ tellsOne: exactly(5), tellsOther: exactly(0) },
    },
    {
      ...{ question: 'model', parameter: 0, one: visits.foreseen, other: [] },
      ...{ tellsOne: exactly(1), tellsOther: exactly(0) },
    },
    {
      ...{ question: 'weight', parameter: GROUP, one: visits.highest, other: visits.lowest },
      ...{
        tellsOne: (answer: number) => answer >= weight.cells - weight.window,
        tellsOther: (answer: number) => answer < weight.window,
      },
    },
    {
      ...{ question: 'dismissal', parameter: 0, one: [dismissed], other: [] },
      ...{ tellsOne: exactly(1 + placement), tellsOther: exactly(0) },
    },
  ];
}

function look({ model }: Engine, item: number, time = 1e12): ShopEvent {
  return { name: 'view_item', time, items: [{ item_id: model.ids.itemIds[item]! }] };
}

/** A hash function that tells two items apart: in one that does not, neither can be told from the other at all. */
function firstApart(a: string, b: string, buckets: number): number {
  const family = createHashFamily(EPOCH, buckets);
  const other = family.bucketsOf(b);
  return family.bucketsOf(a).findIndex((bucket, h) => bucket !== other[h]);
}

/** Of all visits to item 0 and then one more: one that the model foresees, and those of the highest and lowest gradient. */
function lastVisits(engine: Engine): Record<'foreseen' | 'highest' | 'lowest', ShopEvent[]> {
  const visits = Array.from({ length: engine.model.items.count - 1 }, (_, k) => [
    look(engine, 0),
    look(engine, k + 1, 1e12 + 60_000),
  ]);
  const judged = visits.map((events) => {
    const held = holdOutLast(engine.model, events)!;
    const list = rankList(engine, held.before, { count: 10, repeats: 'forbid', now: held.time });
    return {
      events,
      isForeseen: list.some(({ item }) => item === held.item),
      gradient: blendGradient(engine, held, GROUP),
    };
  });
  const byGradient = [...judged].sort((a, b) => a.gradient - b.gradient);
  const [lowest, highest] = [byGradient[0]!, byGradient.at(-1)!];
  const foreseen = judged.find(({ isForeseen }) => isForeseen);
  if (foreseen === undefined || lowest.gradient > -1 || highest.gradient < 1) {
    throw new Error('expected a model that foresees something and has gradients beyond the clip');
  }
  return { foreseen: foreseen.events, highest: highest.events, lowest: lowest.events };
}
