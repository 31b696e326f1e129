import { createHash } from 'node:crypto';
import { RecommenderError, type ErrorCode } from '../../core/errors.js';
import { closingOf, epochOf } from '../../core/privacy/epoch.js';
import type { Report } from '../../core/privacy/report.js';
import type { ModelRegistry } from './model-registry.js';
import { readReport, TooLong } from './read-report.js';
import { toRefusal, type RefusalDetails } from './refusal.js';
import type { ReportCounter } from './report-counter.js';
import type { TokenBucket } from './token-bucket.js';

/** What became of a report, for the metrics: this and no more is remembered of a request. */
export type ReportOutcome = 'accepted' | 'duplicate' | ErrorCode;

export interface Accepted {
  readonly outcome: ReportOutcome;
  readonly response: Response;
}

export interface AcceptOptions {
  readonly counter: ReportCounter;
  readonly models: ModelRegistry;
  readonly bucket: TokenBucket;
  /** Epoch milliseconds: the server's clock, which alone says what is late. */
  readonly now: () => number;
}

const TOO_LONG = 413;
const GONE = 410;

/**
 * `POST /v1/reports`. A report that is counted, or was already, answers 202 and `{ "accepted": ECHO }`, the same for both;
 * ECHO are the first 16 hexadecimal digits of the SHA-256 of the id's 32 characters, so that no page that answers 200 to
 * everything can be taken for an acknowledgement. Every other answer is a problem, and nothing was counted.
 */
export function createAcceptReport(options: AcceptOptions): (request: Request) => Promise<Accepted> {
  return async (request) => {
    try {
      const report = await admit(request, options);
      const outcome = await options.counter.count(report);
      if (outcome === 'closed') throw new Refused('report/wrong-epoch', LATE, { status: GONE });
      return { outcome, response: acknowledge(report.id) };
    } catch (error) {
      const { code, response } = toRefusal(error, detailsOf(error));
      return { outcome: code, response: share(response) };
    }
  };
}

const LATE = 'expected an epoch whose reports are still accepted';

class Refused extends RecommenderError {
  constructor(
    code: ErrorCode,
    message: string,
    readonly how: RefusalDetails = {},
  ) {
    super(code, message);
  }
}

function detailsOf(error: unknown): RefusalDetails {
  if (error instanceof TooLong) return { status: TOO_LONG };
  return error instanceof Refused ? error.how : {};
}

/** Everything that is looked at before counting, cheapest first. */
async function admit(request: Request, { models, bucket, now }: AcceptOptions): Promise<Report> {
  const retrySeconds = bucket.take(now());
  if (retrySeconds > 0) throw new Refused('report/too-many', 'expected fewer reports a second', { retrySeconds });
  if (request.headers.get('sec-gpc')?.trim() === '1') {
    throw new Refused('report/refused-by-signal', 'expected no report from a browser that says Sec-GPC: 1');
  }
  const report = await readReport(request);
  checkEpoch(report.epoch, now());
  await checkModel(report, models);
  return report;
}

function checkEpoch(epoch: number, now: number): void {
  if (epoch > epochOf(now)) throw new Refused('report/wrong-epoch', 'expected an epoch that has begun');
  if (closingOf(epoch) <= now) throw new Refused('report/wrong-epoch', LATE, { status: GONE });
}

async function checkModel({ question, model, arm, answer }: Report, models: ModelRegistry): Promise<void> {
  const arms = await models.categoriesOf(model);
  if (arms === undefined) throw new Refused('report/unknown-model', 'expected the sequence of a published model');
  const asked = arms[arm];
  if (asked === undefined) throw new Refused('report/unknown-model', 'expected "arm" to be 0 without an experiment');
  if (question === 'category' && answer >= asked.choices) {
    throw new Refused('report/malformed', `expected "answer" to be a whole number below ${String(asked.choices)}`);
  }
}

function acknowledge(id: string): Response {
  const echo = createHash('sha256').update(id).digest('hex').slice(0, 16);
  return share(Response.json({ accepted: echo }, { status: 202, headers: { 'cache-control': 'no-store' } }));
}

/** Devices report from the shop's pages, whatever origin those have, and heed how long to wait. */
function share(response: Response): Response {
  response.headers.set('access-control-allow-origin', '*');
  response.headers.set('access-control-expose-headers', 'Retry-After');
  return response;
}
