import type { Repeats } from '../../core/artifact/blend-section.js';
import { bootstrapDifference, drawResamples } from '../../core/metrics/bootstrap.js';
import { ndcg } from '../../core/metrics/ndcg.js';
import { createRandom } from '../../core/random.js';
import { createEngine, type Engine } from '../../engine/engine.js';
import { trainPersonal } from '../../engine/personal-model/train-personal.js';
import { toPersonalProblem } from '../../engine/personal-problem.js';
import { createRecommender, type Recommender } from '../../engine/recommender.js';
import type { EngineRequest } from '../../engine/slate.js';
import { readArtifact } from '../artifact-files.js';
import { readJsonLines } from '../json-lines.js';
import { parseHistoryLine, type HistoryLine } from '../verbs/history-line.js';

export interface PersonalGainOptions {
  readonly repeats: Repeats;
  /** Shoppers at most, drawn from those with a rich enough history. */
  readonly maxUsers: number;
  readonly seed: number;
}

/** A model directory, histories as `recommend` takes them, and what came next: `{"id", "items"}` a line. */
export interface PersonalGainFiles {
  readonly model: string;
  readonly histories: string;
  readonly truth: string;
}

/** A shopper up to a moment, and the ids of what came next. */
export interface PersonalQuestion extends Pick<HistoryLine, 'events' | 'asked'> {
  readonly relevant: readonly string[];
}

export interface PersonalGain {
  readonly users: number;
  /** So many of them had a personal model that its own rule kept. */
  readonly kept: number;
  /** NDCG@10 of the shipped lists, and of the lists with a personal model where one was kept. */
  readonly shipped: number;
  readonly personal: number;
  /** The second over the first, less 1, and its paired 95 % interval. */
  readonly relativeNdcgGain: number;
  readonly lower: number;
  readonly upper: number;
}

const K = 10;

/** `comparePersonal` of what stands in files. */
export async function measurePersonalGain(
  files: PersonalGainFiles,
  options: PersonalGainOptions,
): Promise<PersonalGain> {
  const truth = new Map<string, readonly string[]>();
  for await (const { value } of readJsonLines(files.truth)) truth.set(String(value['id']), value['items'] as string[]);
  const questions: PersonalQuestion[] = [];
  for await (const { value, place } of readJsonLines(files.histories)) {
    const { id, events, asked } = parseHistoryLine(value, place, undefined);
    const relevant = truth.get(id);
    if (relevant !== undefined) questions.push({ events, asked, relevant });
  }
  return comparePersonal(createEngine(readArtifact(files.model).model), questions, options);
}

/** What the personal model does to the lists of shoppers with at least five items: with the rule, as a device has it. */
export function comparePersonal(
  engine: Engine,
  questions: readonly PersonalQuestion[],
  options: PersonalGainOptions,
): PersonalGain {
  const { maxUsers, repeats } = options;
  const random = createRandom(options.seed);
  const shipped: number[] = [];
  const personal: number[] = [];
  let kept = 0;
  for (const { events, asked, relevant } of random.fork('users').shuffle([...questions])) {
    if (shipped.length === maxUsers) break;
    const recommender = createRecommender(engine);
    recommender.setEvents(events);
    const problem = toPersonalProblem(recommender, repeats);
    if (problem === undefined) continue;
    const judge = (): number => listNdcg(recommender, relevant, { ...asked, repeats, count: K });
    const before = judge();
    shipped.push(before);
    const result = trainPersonal(problem);
    if (result.kept) {
      kept++;
      recommender.setPersonal(result);
    }
    personal.push(result.kept ? judge() : before);
  }
  const resamples = drawResamples([...shipped.keys()], random.fork('bootstrap'));
  const { mean, low, high } = bootstrapDifference(personal, shipped, resamples);
  const base = shipped.reduce((sum, value) => sum + value, 0) / shipped.length;
  return {
    users: shipped.length,
    kept,
    shipped: base,
    personal: base + mean,
    relativeNdcgGain: mean / base,
    lower: low / base,
    upper: high / base,
  };
}

function listNdcg(recommender: Recommender, relevant: readonly string[], asked: EngineRequest): number {
  const { itemIds } = recommender.engine.model.ids;
  const ids = new Set(relevant);
  const hits = Uint8Array.from(recommender.rank(asked), ({ item }) => (ids.has(itemIds[item] ?? '') ? 1 : 0));
  return ndcg(hits, ids.size, K);
}
