import { join } from 'node:path';
import { createCategoryDomain } from '../../core/privacy/category-domain.js';
import { EPSILON } from '../../core/privacy/questions.js';
import { createRandom, type Random } from '../../core/random.js';
import { createEngine, type Engine } from '../../engine/engine.js';
import { rankList } from '../../engine/rank-list.js';
import { writeArtifact } from '../artifact-files.js';
import { parseFeedback, type Feedback } from '../feedback/feedback.js';
import { rowsToProfile } from '../fit/query-profile.js';
import { sliceHistory } from '../fit/slice-history.js';
import { localStatistics } from '../fit/statistics.js';
import type { Catalog, History } from '../history.js';
import { SILENT_PROGRESS, type Progress } from '../progress.js';
import { lastTime } from '../train/count-base.js';
import { TRAIN_DEFAULTS, trainModel, type TrainedModel } from '../train/train-model.js';
import { judgeModels, type ModelVerdict } from './judge-models.js';
import { startOwnServer } from './own-server.js';
import { createSeededBytes } from './seeded-bytes.js';
import { shiftTastes } from './shift-tastes.js';
import { forgedCount, forgeReports, simulateReports, type SimulationWorld } from './simulate-reports.js';

export interface LoopOptions {
  readonly clients: number;
  readonly weeks: number;
  /** Of what goes out of fashion the share that does; 0: nothing changes. */
  readonly shift: number;
  /** Shares of all reports that are forged, rising. */
  readonly poisons: readonly number[];
  readonly seed: number;
  /** How many shoppers two models are compared on, and how many lists poisoned ones. */
  readonly judged: number;
  readonly untouched: number;
}

/** What became of lists when so much of the reports was forged. */
export interface PoisonVerdict {
  readonly share: number;
  /** Items of a list of ten that are not in the clean one: on average, and of the worst list. */
  readonly moved: number;
  readonly mostMoved: number;
}

export interface LoopResult {
  readonly shift: number;
  readonly reports: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly verdict: ModelVerdict;
  readonly poisoned: readonly PoisonVerdict[];
}

export interface LoopInputs {
  /** Six weeks or more of it are kept from the first model. */
  readonly history: History;
  readonly catalog: Catalog;
  readonly folder: string;
  readonly progress: Progress;
}

const WEEK = 7 * 86_400;
/** What both models are judged on comes in the last two weeks. */
const JUDGED_WEEKS = 2;
const K = 10;

/**
 * Train, serve, report, publish, train again: does the second model foresee better what comes after? Between the first model
 * and the last reports tastes may shift. Everything runs as shipped; only time passes faster.
 */
export async function runFeedbackLoop(inputs: LoopInputs, options: LoopOptions): Promise<LoopResult> {
  const { folder, progress } = inputs;
  const random = createRandom(options.seed).fork('loop');
  const end = 1 + lastTime(inputs.history);
  const judgedFrom = end - JUDGED_WEEKS * WEEK;
  const cut = judgedFrom - options.weeks * WEEK;
  const before = sliceHistory(inputs.history, (row) => inputs.history.time[row]! < cut);
  const train = (feedback?: Feedback): TrainedModel => trainQuickly({ ...inputs, history: before }, feedback);
  progress.step('training the first model');
  const first = train();
  const { model } = first;
  const modelDir = join(folder, 'model');
  const facts = { asOf: null, items: model.items.count, dimension: model.items.dimension };
  const manifest = writeArtifact(modelDir, first.sections, facts);
  const history = shiftTastes(inputs.history, {
    ...{ share: options.shift, from: cut, random: random.fork('shift') },
    group: groupsOf(model),
  });
  const until = 1000 * judgedFrom;
  const server = await startOwnServer({ modelDir, dataDir: folder }, until);
  const engine = createEngine(model);
  const world: SimulationWorld = {
    ...{ history, engine, manifest, progress, until, reportsUrl: server.reportsUrl, onTime: server.setTime },
    ...{ random: random.fork('shoppers'), randomBytes: createSeededBytes(random.fork('noise')) },
  };
  try {
    const learn = async (): Promise<Engine> => {
      const told = await server.aggregates(until, options.weeks);
      progress.step(`training again after ${String(told.reports)} reports`);
      return createEngine(train(parseFeedback(JSON.stringify(told), 'aggregates')).model);
    };
    const { outcomes } = await simulateReports(world, { ...options, epsilon: EPSILON });
    const { reports } = await server.aggregates(until, options.weeks);
    const clean = await learn();
    const poisoned: PoisonVerdict[] = [];
    let forged = 0;
    for (const share of options.poisons) {
      progress.step(`forging ${String(100 * share)} % of reports`);
      const count = forgedCount(reports, share);
      await forgeReports(world, { ...options, epsilon: EPSILON, count: count - forged, pushed: middlingItem(engine) });
      forged = count;
      const lists = { history, before: judgedFrom, count: options.untouched, random: random.fork('untouched') };
      poisoned.push({ share, ...compareLists(clean, await learn(), lists) });
    }
    progress.step('judging by what came after');
    const asked = { window: [judgedFrom, end], shoppers: options.judged, random: random.fork('judge') } as const;
    const verdict = judgeModels({ before: engine, after: clean }, history, asked);
    return { shift: options.shift, reports, outcomes, verdict, poisoned };
  } finally {
    await server.close();
    progress.done();
  }
}

function trainQuickly(inputs: LoopInputs, feedback: Feedback | undefined): TrainedModel {
  const { catalog, history } = inputs;
  const given = { history, catalog, statistics: localStatistics, progress: SILENT_PROGRESS };
  return trainModel({ ...given, ...(feedback && { feedback }) }, { ...TRAIN_DEFAULTS, budget: 'quick' });
}

function groupsOf({ ids, items }: TrainedModel['model']): Uint16Array {
  const { choiceOf } = createCategoryDomain(ids, items);
  return items.category.map((category) => choiceOf[category]!);
}

/** What a poisoner would push: known, and of no great account. */
function middlingItem({ model }: Engine): number {
  const { popularity } = model.items;
  const order = [...popularity.keys()].sort((a, b) => popularity[b]! - popularity[a]!);
  return order[Math.floor(order.length / 2)]!;
}

/** The lists of the same shoppers by two models. */
function compareLists(
  one: Engine,
  other: Engine,
  {
    history,
    before,
    count,
    random,
  }: {
    readonly history: History;
    /** Epoch seconds. */
    readonly before: number;
    readonly count: number;
    readonly random: Random;
  },
): Omit<PoisonVerdict, 'share'> {
  const users = random.shuffle([...history.userIds.keys()]).slice(0, count);
  const moved = users.map((user) => {
    const from = history.userStart[user]!;
    let to = from;
    while (to < history.userStart[user + 1]! && history.time[to]! < before) to++;
    const listOf = (engine: Engine): number[] => {
      const profile = rowsToProfile(history, { from, to }, engine.model.settings.eventWeights);
      return rankList(engine, profile, { count: K, repeats: 'forbid', now: before }).map(({ item }) => item);
    };
    const clean = new Set(listOf(one));
    return listOf(other).filter((item) => !clean.has(item)).length;
  });
  return { moved: moved.reduce((a, b) => a + b, 0) / moved.length, mostMoved: Math.max(...moved) };
}
