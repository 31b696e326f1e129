import { RecommenderError } from '../../core/errors.js';
import { createAnswerModels, createAnswerScenarios } from '../models/answer-models.js';
import { createModelShelf } from '../models/model-shelf.js';
import type { Database } from '../storage/database.js';
import { createAcceptReport, type Accepted } from './accept-report.js';
import { createAnswerAggregates } from './answer-aggregates.js';
import { createEpochKeys } from './epoch-keys.js';
import { createModelRegistry } from './model-registry.js';
import { createReportCounter } from './report-counter.js';
import { createTokenBucket, type Rate } from './token-bucket.js';

/** Everything a server does with one shop's reports, and with the models that they come of. */
export interface Reports {
  /** `POST /v1/reports`. */
  accept(request: Request): Promise<Accepted>;
  /** `GET /v1/aggregates`. */
  answerAggregates(request: Request): Promise<Response>;
  /** `GET` and `POST /v1/models`. */
  answerModels(request: Request): Promise<Response>;
  /** `PUT /v1/scenarios`. */
  answerScenarios(request: Request): Promise<Response>;
  /** @throws RecommenderError `server/database` where no report could be counted now. */
  checkDatabase(): Promise<void>;
  /** Destroys what belongs to closed epochs. Called at the start and every hour. */
  destroyClosed(): Promise<void>;
}

export interface ReportsOptions {
  readonly database: Database;
  /** Default `default`. */
  readonly shop?: string;
  /** Folder of the shop's model. */
  readonly modelDir: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Of this process, over all senders. Default 500 a second, 5,000 at once. */
  readonly rate?: Rate;
}

/** Three million weekly profiles send 5 a second, spread evenly; this is a hundred times that. */
const DEFAULT_RATE: Rate = { perSecond: 500, burst: 5_000 };

/**
 * @param options the database is open and in this version's form.
 * @throws RecommenderError `server/other-model`, `server/database`. A folder without a whole model is no error: it may come.
 */
export async function openReports(options: ReportsOptions): Promise<Reports> {
  const { database, shop = 'default', modelDir, now, rate = DEFAULT_RATE } = options;
  const keys = createEpochKeys(database);
  const models = createModelRegistry({ database, shop, modelDir, now });
  await models.refresh().catch((error: unknown) => {
    if (!(error instanceof RecommenderError && error.code.startsWith('artifact/'))) throw error;
  });
  const accept = createAcceptReport({
    counter: createReportCounter(database, keys, shop),
    models,
    bucket: createTokenBucket(rate),
    now,
  });
  const shelf = createModelShelf({ database, shop, modelDir });
  const answering = { database, shop, now, shelf, onPublished: () => models.refresh() };
  return {
    accept,
    answerAggregates: createAnswerAggregates({ database, shop, models, now }),
    answerModels: createAnswerModels(answering),
    answerScenarios: createAnswerScenarios(answering),
    async checkDatabase() {
      await database.query('SELECT 1');
    },
    destroyClosed: () => keys.destroyClosed(now()),
  };
}
