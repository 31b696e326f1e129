import { writeFileSync } from 'node:fs';
import type { History } from '../history.js';
import type { Query } from './query.js';
import type { RankedLists } from './ranked-lists.js';

/** Where the truth of a run file stands: `run.jsonl` -> `run.truth.jsonl`. */
export function truthFileOf(runFile: string): string {
  return runFile.replace(/(\.[^./\\]+)?$/, '.truth$1');
}

/**
 * Writes ranked lists and what was relevant, JSON Lines of `{"id","items"}` each, so that anything else can score them:
 * one line a query, its id made of the user's id and the query's time, in the queries' order.
 * @param history what the queries' user and item indices refer to.
 */
export function writeRunFiles(runFile: string, history: History, queries: readonly Query[], lists: RankedLists): void {
  const toLines = (itemsOf: (query: Query, place: number) => ArrayLike<number>): string =>
    queries
      .map((query, place) => {
        const items = Array.from(itemsOf(query, place), (item) => history.itemIds[item]!);
        return `${JSON.stringify({ id: `${history.userIds[query.user]!}@${query.time}`, items })}\n`;
      })
      .join('');
  writeFileSync(
    runFile,
    toLines((_, place) => lists[place]!),
  );
  writeFileSync(
    truthFileOf(runFile),
    toLines((query) => query.relevant),
  );
}
