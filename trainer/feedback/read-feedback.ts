import { existsSync, readFileSync } from 'node:fs';
import { RecommenderError } from '../../core/errors.js';
import { parseFeedback, type Feedback } from './feedback.js';

const TIMEOUT_MS = 60_000;

/**
 * Published aggregates from a file, or from a server: `https://…/v1/aggregates?weeks=4`, with the key of the environment's
 * SHELFWISE_ADMIN_KEY.
 * @throws RecommenderError `input/missing-file`, `input/bad-aggregates`.
 */
export async function readFeedback(source: string): Promise<Feedback> {
  return parseFeedback(/^https?:\/\//.test(source) ? await fetchText(source) : readText(source), source);
}

function readText(file: string): string {
  if (!existsSync(file)) {
    throw new RecommenderError('input/missing-file', 'expected this file of aggregates', { place: { file } });
  }
  return readFileSync(file, 'utf8');
}

async function fetchText(url: string): Promise<string> {
  const key = process.env['SHELFWISE_ADMIN_KEY'];
  const place = { file: url };
  try {
    const response = await fetch(url, {
      ...(key !== undefined && { headers: { authorization: `Bearer ${key}` } }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok) return await response.text();
    const message = `expected status 200 (SHELFWISE_ADMIN_KEY holds the key), got ${String(response.status)}`;
    throw new RecommenderError('input/bad-aggregates', message, { place });
  } catch (cause) {
    if (cause instanceof RecommenderError) throw cause;
    throw new RecommenderError('input/bad-aggregates', 'expected a server that answers', { cause, place });
  }
}
