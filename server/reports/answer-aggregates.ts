import { setImmediate as letOthers } from 'node:timers/promises';
import { RecommenderError } from '../../core/errors.js';
import { epochOf } from '../../core/privacy/epoch.js';
import type { Aggregates } from '../../core/privacy/publish/aggregates.js';
import { publishAggregates, type CountedEpoch } from '../../core/privacy/publish/publish-aggregates.js';
import { QUESTIONS, type Question } from '../../core/privacy/questions.js';
import { refuseStrangers, type GuardOptions } from '../keys/guard.js';
import { toProblemResponse } from '../problem.js';
import type { ModelRegistry } from './model-registry.js';
import { readCounts } from './read-counts.js';

export interface AggregatesOptions extends GuardOptions {
  readonly models: ModelRegistry;
}

const WEEKS = { least: 1, usual: 4, most: 52 } as const;
const RETRY_SECONDS = '60';

/**
 * `GET /v1/aggregates?question=…&weeks=N` with the shop's admin key: what is told of its reports in the last N epochs, the
 * present one the last of them. Without `question` all six, which is what `train --aggregates` reads.
 */
export function createAnswerAggregates(options: AggregatesOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const refusal = await refuseStrangers(options, request);
      if (refusal !== undefined) return refusal;
      const wanted = parseWanted(new URL(request.url).searchParams);
      return toJson(await makeAggregates(options, wanted));
    } catch (error) {
      return toFailure(error);
    }
  };
}

function toJson(aggregates: Aggregates): Response {
  const body = Buffer.from(JSON.stringify(aggregates));
  const headers = {
    'content-type': 'application/json',
    'content-length': String(body.length),
    'cache-control': 'no-store',
  };
  return new Response(body, { headers });
}

function toFailure(error: unknown): Response {
  if (!(error instanceof RecommenderError)) throw error;
  const { code, message } = error;
  if (code === 'request/bad-option' || code === 'report/unknown-question') {
    return toProblemResponse({ status: 400, title: 'No such aggregates', detail: message, code });
  }
  const response = toProblemResponse({
    status: 503,
    title: 'Not now',
    detail: 'Reports cannot be read at the moment. Ask again later; if it stays so, see /readyz.',
    code,
  });
  response.headers.set('retry-after', RETRY_SECONDS);
  return response;
}

interface Wanted {
  readonly questions: readonly Question[];
  readonly weeks: number;
}

function parseWanted(search: URLSearchParams): Wanted {
  const named = search.get('question');
  const question = QUESTIONS.find((known) => known === named);
  if (named !== null && question === undefined) {
    throw new RecommenderError('report/unknown-question', `expected question to be one of ${QUESTIONS.join(', ')}`);
  }
  const text = search.get('weeks') ?? String(WEEKS.usual);
  const weeks = /^\d{1,3}$/.test(text) ? Number(text) : NaN;
  if (!(weeks >= WEEKS.least && weeks <= WEEKS.most)) {
    const range = `${String(WEEKS.least)} to ${String(WEEKS.most)}`;
    throw new RecommenderError('request/bad-option', `expected weeks to be a whole number of ${range}`);
  }
  return { questions: question === undefined ? QUESTIONS : [question], weeks };
}

async function makeAggregates(
  { database, shop, models, now }: AggregatesOptions,
  { questions, weeks }: Wanted,
): Promise<Aggregates> {
  await models.refresh().catch((error: unknown) => {
    // While a new model is being copied, what was reported about the last one can be told all the same.
    if (models.published() === undefined) throw error;
  });
  const last = epochOf(now());
  const epochs: CountedEpoch[] = [];
  for (let epoch = last - weeks + 1; epoch <= last; epoch++) {
    epochs.push({ epoch, counts: await readCounts(database, shop, epoch) });
  }
  const catalog = models.published()?.catalog ?? [];
  return finishInPortions(publishAggregates({ shop, epochs, categories: models.known(), catalog, questions }));
}

/** A large catalog takes seconds of arithmetic; between its portions reports go on being accepted. */
async function finishInPortions<T>(work: Generator<undefined, T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await letOthers();
  }
}
