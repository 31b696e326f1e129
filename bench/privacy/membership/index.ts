/** What `npm run membership` measures: who can be told to have been in the log that a shipped model was trained on. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, type Random } from '../../../core/random.js';
import { createEngine } from '../../../engine/engine.js';
import { sliceHistory } from '../../../trainer/fit/slice-history.js';
import { localStatistics } from '../../../trainer/fit/statistics.js';
import type { Catalog, History } from '../../../trainer/history.js';
import { ingest } from '../../../trainer/ingest/ingest.js';
import { createProgress, SILENT_PROGRESS } from '../../../trainer/progress.js';
import { writeSampleShop } from '../../../trainer/sample/write-sample-shop.js';
import { lastTime } from '../../../trainer/train/count-base.js';
import { trainModel } from '../../../trainer/train/train-model.js';
import { attack, type ObservedModel } from './attack.js';
import { CLUE_SOURCES, CLUES, readClues } from './clues.js';
import { toRoc, type Judged, type Roc } from './roc.js';

export interface MembershipOptions {
  /** Of the sample shop. */
  readonly items: number;
  /** Each is the target once and a shadow of the others. */
  readonly models: number;
  readonly runs: readonly RunOptions[];
  readonly seed: number;
  /** A log of one's own instead of the sample shop. */
  readonly files?: { readonly events: readonly string[]; readonly catalog?: string };
}

export interface RunOptions {
  /** Half of them are in each model's log. */
  readonly users: number;
  /** As `train --min-users` and `--min-pair-users`. */
  readonly minUsers: number;
  readonly minPairUsers: number;
}

export interface MembershipStudy extends RunOptions {
  /** Of all users, and of those most exposed. */
  readonly groups: readonly (Roc & { readonly name: string; readonly users: number })[];
  /** The attacker uses one part of the artifact alone. */
  readonly sources: readonly (Roc & { readonly name: string })[];
  /** Means over the models: items that carry behaviour, pairs that ship. */
  readonly supportedItems: number;
  readonly pairs: number;
  /** Share of non-members whose last new item is among the ten that the events before it give. */
  readonly hitRate: number;
}

export interface MembershipFigures {
  readonly models: number;
  readonly items: number;
  readonly studies: readonly MembershipStudy[];
}

/** @param folder for the sample shop; emptied. */
export async function measureMembership(
  folder: string,
  options: MembershipOptions,
  tell: (line: string) => void,
): Promise<MembershipFigures> {
  const { history, catalog } = await readShop(folder, options);
  const random = createRandom(options.seed).fork('membership');
  const order = random.shuffle([...history.userIds.keys()]);
  const studies = options.runs.map((run) => {
    const users = order.slice(0, run.users);
    const masks = Array.from({ length: options.models }, () => drawHalf(users.length, random));
    tell(`${String(users.length)} users, limits ${String(run.minUsers)} and ${String(run.minPairUsers)}`);
    return studyRun({ history: poolOf(history, users), catalog, users, masks }, run, random);
  });
  return { models: options.models, items: history.itemIds.length, studies };
}

function poolOf(history: History, users: readonly number[]): History {
  const chosen = new Set(users);
  return sliceHistory(history, (_row, user) => chosen.has(user));
}

async function readShop(
  folder: string,
  { files, items, runs, seed }: MembershipOptions,
): Promise<{ history: History; catalog: Catalog }> {
  const progress = createProgress();
  if (files !== undefined) return ingest({ ...files, progress });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await writeSampleShop(folder, { seed, users: Math.max(...runs.map(({ users }) => users)), items });
  return ingest({ events: [join(folder, 'events.csv')], catalog: join(folder, 'catalog.csv'), progress });
}

/** u8[users]: exactly half of them 1. Drawn anew for each model, so that no model's half tells another's. */
function drawHalf(users: number, random: Random): Uint8Array {
  return Uint8Array.from(random.shuffle(Array.from({ length: users }, (_, at) => at % 2)));
}

interface World {
  readonly history: History;
  readonly catalog: Catalog;
  /** Positions in the history. */
  readonly users: readonly number[];
  /** One a model: u8[users]. */
  readonly masks: readonly Uint8Array[];
}

interface Observed extends ObservedModel {
  readonly supportedItems: number;
  readonly pairs: number;
  readonly hitRate: number;
}

function studyRun(world: World, run: RunOptions, random: Random): MembershipStudy {
  const models = world.masks.map((mask) => observe(world, mask, run));
  const judge = (columns: readonly number[]): Judged[] => attack(models, columns, random.fork('folds'));
  const rocOf = (judged: readonly Judged[]): Roc => toRoc(judged, random.fork('resamples'));
  const judged = judge([...CLUES.keys()]);
  const mean = (of: (model: Observed) => number): number =>
    models.reduce((sum, model) => sum + of(model), 0) / models.length;
  return {
    ...run,
    users: world.users.length,
    groups: groupsOf(world).map(({ name, isIn }) => ({
      ...rocOf(judged.filter(({ user }) => isIn[user])),
      name,
      users: isIn.filter(Boolean).length,
    })),
    sources: Object.entries(CLUE_SOURCES).map(([name, clues]) => ({
      ...rocOf(judge(clues.map((clue) => CLUES.indexOf(clue)))),
      name,
    })),
    supportedItems: mean((model) => model.supportedItems),
    pairs: mean((model) => model.pairs),
    hitRate: mean((model) => model.hitRate),
  };
}

/** Trains as the command line does and reads what ships. */
function observe(
  { history, catalog, users }: World,
  isMember: Uint8Array,
  { minUsers, minPairUsers }: RunOptions,
): Observed {
  const members = new Set(users.filter((_user, at) => isMember[at] === 1));
  const log = sliceHistory(history, (_row, user) => members.has(user));
  const given = { history: log, catalog, statistics: localStatistics, progress: SILENT_PROGRESS };
  const { model, supportedItems } = trainModel(given, { minUsers, minPairUsers, seed: 1, budget: 'quick' });
  const engine = createEngine(model);
  const readings = users.map((user) => readClues(engine, lastTime(log), history, user));
  const asked = readings.filter(({ isHit }, at) => isMember[at] === 0 && isHit !== undefined);
  return {
    isMember,
    clues: readings.map(({ clues }) => clues),
    supportedItems,
    pairs: model.next.target.length,
    hitRate: asked.filter(({ isHit }) => isHit).length / asked.length,
  };
}

const EXPOSED_SHARE = 0.1;
const WEEK = 7 * 86_400;

/** All users, and those of whom most can be known to be in a log. */
function groupsOf({ history, users }: World): { readonly name: string; readonly isIn: readonly boolean[] }[] {
  const rowsOf = (user: number): number[] =>
    Array.from(
      { length: history.userStart[user + 1]! - history.userStart[user]! },
      (_, k) => history.userStart[user]! + k,
    );
  const popularity = new Float64Array(history.itemIds.length);
  const items = users.map((user) => new Set(rowsOf(user).map((row) => history.item[row]!)));
  for (const own of items) for (const item of own) popularity[item]!++;
  const rarity = items.map((own) => [...own].reduce((sum, item) => sum + 1 / popularity[item]!, 0));
  const lengths = users.map((user) => rowsOf(user).length);
  const since = lastTime(history) - WEEK;
  const most = (values: readonly number[]): boolean[] => {
    const limit = [...values].sort((a, b) => b - a)[Math.floor(EXPOSED_SHARE * values.length)]!;
    return values.map((value) => value > limit);
  };
  return [
    { name: 'all', isIn: users.map(() => true) },
    { name: 'longest', isIn: most(lengths) },
    { name: 'rarest', isIn: most(rarity) },
    { name: 'latest', isIn: users.map((user) => rowsOf(user).some((row) => history.time[row]! > since)) },
  ];
}
