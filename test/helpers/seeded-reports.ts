import { privatiseChoice, type ChoiceMechanism } from '../../core/privacy/choice.js';
import { createHashFamily } from '../../core/privacy/hashed-choice.js';
import { privatiseMean } from '../../core/privacy/mean.js';
import {
  BLEND_GROUPS,
  createMechanisms,
  PLACEMENTS,
  QUESTION_FACTS,
  type Question,
} from '../../core/privacy/questions.js';
import { createRandom, type Random } from '../../core/random.js';
import type { Database } from '../../server/storage/database.js';
import { seededBytes } from './seeded-bytes.js';

export interface SeededReports {
  readonly shop: string;
  /** Sequence of the model that they come of. */
  readonly model: number;
  /** The last of them. */
  readonly epoch: number;
  readonly weeks: number;
  /** Of each week. */
  readonly reports: number;
  /** Choices of the category question. */
  readonly categories: number;
  /** Products that are looked at, the first the most. */
  readonly itemIds: readonly string[];
  /** Draws an experiment's arm too. Default false. */
  readonly hasExperiment?: boolean;
  /** Made-up item reports of the last week, all for this product. */
  readonly flood?: { readonly itemId: string; readonly reports: number };
}

/** How far shoppers come with the first placement; each later one is rarer. */
const STAGES = [0.25, 0.2, 0.25, 0.17, 0.08, 0.05];

/** Of those who report, the share that names the first placement; each later one is rarer. */
const MOST_DISMISSED = 0.2;

interface Counter {
  readonly epoch: number;
  readonly question: Question;
  readonly parameter: number;
  readonly arm: number;
  readonly answer: number;
  count: number;
}

/** Counts what so many devices would have told, with the mechanisms that devices use, straight into a database. */
export async function seedReports(database: Database, options: SeededReports): Promise<void> {
  const counters = new Map<string, Counter>();
  const add = (counter: Omit<Counter, 'count'>): void => {
    const key = JSON.stringify(counter);
    const there = counters.get(key) ?? { ...counter, count: 0 };
    there.count++;
    counters.set(key, there);
  };
  const draw = createDraw(options);
  for (let week = 0; week < options.weeks; week++) {
    for (let k = 0; k < options.reports; k++) add(draw(options.epoch - week));
  }
  const { flood, epoch } = options;
  for (let k = 0; k < (flood?.reports ?? 0); k++) {
    const parameter = k % QUESTION_FACTS.item.parameters;
    const answer = createHashFamily(epoch, createMechanisms().item.choices).bucketOf(flood!.itemId, parameter);
    add({ epoch, question: 'item', parameter, arm: 0, answer });
  }
  await database.transaction(async (queries) => {
    for (const { epoch: of, question, parameter, arm, answer, count } of counters.values()) {
      await queries.query(
        `INSERT INTO shelfwise.counters (shop, epoch, question, parameter, model, arm, answer, count)
         VALUES ($1::text, $2::int, $3::text, $4::int, $5::bigint, $6::smallint, $7::int, $8::bigint)`,
        [options.shop, of, question, parameter, options.model, arm, answer, count],
      );
    }
  });
}

function createDraw({
  categories,
  itemIds,
  hasExperiment = false,
}: SeededReports): (epoch: number) => Omit<Counter, 'count'> {
  const random = createRandom(7);
  const noise = seededBytes(8);
  const mechanisms = createMechanisms();
  const choose = (mechanism: Omit<ChoiceMechanism, 'kind'>, truth: number): number =>
    privatiseChoice(mechanism, truth, noise);
  const answerOf: Record<Question, (draw: { epoch: number; parameter: number; arm: number }) => number> = {
    item({ epoch, parameter }) {
      const id = itemIds[Math.floor(itemIds.length * random.next() ** 3)]!;
      return choose(mechanisms.item, createHashFamily(epoch, mechanisms.item.choices).bucketOf(id, parameter));
    },
    category: () => choose(mechanisms.category(categories), Math.floor(Math.min(categories, 8) * random.next() ** 2)),
    placement: ({ parameter }) => choose(mechanisms.placement, drawStage(random, parameter)),
    model: ({ arm }) => choose(mechanisms.model, random.next() < (arm === 0 ? 0.3 : 0.18) ? 1 : 0),
    weight: ({ parameter }) => privatiseMean(mechanisms.weight, parameter / BLEND_GROUPS.length - 0.4, noise),
    dismissal: () => choose(mechanisms.dismissal, drawDismissed(random)),
  };
  return (epoch) => {
    const question = drawQuestion(random);
    const parameter = random.int(QUESTION_FACTS[question].parameters);
    const arm = hasExperiment ? random.int(2) : 0;
    return { epoch, question, parameter, arm, answer: answerOf[question]({ epoch, parameter, arm }) };
  };
}

function drawQuestion(random: Random): Question {
  let left = 100 * random.next();
  const questions = Object.entries(QUESTION_FACTS) as [Question, { weight: number }][];
  return (questions.find(([, { weight }]) => (left -= weight) < 0) ?? questions[0]!)[0];
}

function drawStage(random: Random, placement: number): number {
  if (random.next() < (0.8 * placement) / PLACEMENTS.length) return 0;
  let left = random.next();
  return Math.max(
    0,
    STAGES.findIndex((share) => (left -= share) < 0),
  );
}

/** None, or 1 + the position of a placement. */
function drawDismissed(random: Random): number {
  let left = random.next();
  return 1 + PLACEMENTS.findIndex((_, position) => (left -= MOST_DISMISSED / (1 + position)) < 0);
}
