import { RecommenderError } from '../core/errors.js';

/**
 * The promise's outcome, or a rejection once `limitMs` have passed. The promise itself goes on.
 * @throws RecommenderError `worker/timeout` naming `what`.
 */
export function withinLimit<T>(promise: Promise<T>, limitMs: number, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new RecommenderError('worker/timeout', `expected ${what} within ${limitMs} ms`)),
      limitMs,
    );
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
