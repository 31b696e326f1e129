import { RecommenderError, type ErrorCode } from '../core/errors.js';

/**
 * The promise, or a rejection with `code` once `timeoutMs` have passed. The promise goes on: what it brings later is for
 * its maker to drop.
 */
export async function withDeadline<T>(promise: Promise<T>, timeoutMs: number, code: ErrorCode): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new RecommenderError(code, `expected an answer within ${String(timeoutMs)} ms, none came`));
    }, timeoutMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
