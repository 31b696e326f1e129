import { RecommenderError, type ErrorCode } from '../../core/errors.js';
import { toProblemResponse } from '../problem.js';

/** What a report may be refused with, and the status of each. A 4xx but 429 tells the device to drop it. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  'report/wrong-length': 400,
  'report/malformed': 400,
  'report/unknown-question': 400,
  'report/unknown-model': 400,
  'report/wrong-epoch': 400,
  'report/not-text': 415,
  'report/refused-by-signal': 403,
  'report/too-many': 429,
};
const UNAVAILABLE = 503;
/** Somebody mends a database within a minute at best. */
const RETRY_SECONDS = 60;

export interface RefusalDetails {
  /** Where the code alone does not say it. */
  readonly status?: number;
  readonly retrySeconds?: number;
}

/**
 * What a device is told whose report was not counted. Errors of the server's own (database, model folder) say no more than
 * that: come again.
 */
export function toRefusal(error: unknown, details: RefusalDetails = {}): { code: ErrorCode; response: Response } {
  const code = error instanceof RecommenderError ? error.code : 'internal/unexpected';
  const status = details.status ?? STATUS[code] ?? UNAVAILABLE;
  const isOurs = status === UNAVAILABLE;
  const response = toProblemResponse({
    status,
    title: isOurs ? 'Not now' : 'Report refused',
    detail: isOurs ? 'The report was not counted. Send the same again later.' : (error as Error).message,
    code,
  });
  const retrySeconds = details.retrySeconds ?? (isOurs ? RETRY_SECONDS : undefined);
  if (retrySeconds !== undefined) response.headers.set('retry-after', String(retrySeconds));
  return { code, response };
}
