import { bootstrapDifference, bootstrapMean, drawResamples } from '../../core/metrics/bootstrap.js';
import type { Repeats } from '../../core/artifact/blend-section.js';
import type { Random } from '../../core/random.js';
import { trainPersonal } from '../../engine/personal-model/train-personal.js';
import { toPersonalProblem } from '../../engine/personal-problem.js';
import type { Query } from '../evaluate/query.js';
import { rowsToProfile } from '../fit/query-profile.js';
import { localStatistics } from '../fit/statistics.js';
import { ingest, type IngestOptions } from '../ingest/ingest.js';
import { createProgress } from '../progress.js';
import { ablate, createList, type Ablation, type AblationOptions, type AblationRow } from './ablation.js';
import { createTrendsAt } from './stale-trends.js';

export interface AblateFilesOptions extends AblationOptions {
  /** Test users of the last step, which trains a model for each. Default 200. */
  readonly maxPersonal?: number;
}

export interface AblationResult {
  readonly repeats: Repeats;
  readonly users: number;
  readonly items: number;
  readonly interactions: number;
  readonly queries: number;
  readonly rows: readonly AblationRow[];
  readonly leftOut: readonly AblationRow[];
}

const MAX_PERSONAL = 200;

/** Reads a shop's files and measures what each part of the model adds, see `ablate`, and the personal model after them. */
export async function ablateFiles(
  files: Omit<IngestOptions, 'progress'>,
  options: AblateFilesOptions,
): Promise<AblationResult> {
  const progress = createProgress();
  const { history, catalog, report } = await ingest({ ...files, progress });
  const ablation = ablate({ history, catalog, progress }, options);
  progress.step('training personal models');
  const rows = [...ablation.rows, measurePersonal(ablation, options.maxPersonal ?? MAX_PERSONAL)];
  const { users, items, rowsUsed } = report;
  progress.done();
  const { repeats } = options;
  const { leftOut } = ablation;
  return { repeats, users, items, interactions: rowsUsed, queries: rows[0]?.queries ?? 0, rows, leftOut };
}

/** One query of each of up to `most` users, in a drawn order. */
function drawOneAUser(queries: readonly Query[], random: Random, most: number): Query[] {
  const drawn = random.fork('personal').shuffle([...queries]);
  return [...new Map(drawn.map((query) => [query.user, query])).values()].slice(0, most);
}

/** The personal model of each sampled user against the same blend without it. */
function measurePersonal({ asked, blend, queries: all, random }: Ablation, most: number): AblationRow {
  const queries = drawOneAUser(all, random, most);
  const { engine, history, repeats } = asked;
  const trendsAt = createTrendsAt(engine, history, localStatistics);
  const { settings } = engine.model;
  const blends = { ...settings.blend, [repeats]: blend };
  const blended = { ...engine, model: { ...engine.model, settings: { ...settings, blend: blends } } };
  let kept = 0;
  const [own, shared] = [new Float64Array(queries.length), new Float64Array(queries.length)];
  queries.forEach((query, place) => {
    const range = { from: query.historyFrom, to: query.historyTo };
    const profile = rowsToProfile(history, range, engine.model.settings.eventWeights);
    const problem = toPersonalProblem({ engine: blended, profile }, repeats);
    const personal = problem === undefined ? undefined : trainPersonal(problem);
    shared[place] = createList(query, { ...asked, trendsAt })(blend);
    own[place] = shared[place]!;
    if (personal?.kept !== true) return;
    kept++;
    own[place] = createList(query, { ...asked, trendsAt, personal })(blend);
  });
  const resamples = drawResamples(
    queries.map(({ user }) => user),
    random.fork('personal bootstrap'),
  );
  return {
    step: '+fine-tune',
    queries: queries.length,
    ndcg10: bootstrapMean(own, resamples),
    difference: bootstrapDifference(own, shared, resamples),
    chosen: `${String(kept)} kept`,
  };
}
