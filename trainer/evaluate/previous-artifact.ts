import type { Repeats, Task } from '../../core/artifact/blend-section.js';
import type { Engine } from '../../engine/engine.js';
import type { TrendsAt } from '../fit/labelled-slates.js';
import { sliceHistory } from '../fit/slice-history.js';
import type { History } from '../history.js';
import { createModelRanker } from './model-ranker.js';
import type { Query } from './query.js';
import type { Ranker } from './ranker.js';

/** An artifact that stands already, such as the one a shop serves today. */
export interface PreviousArtifact {
  readonly engine: Engine;
  /** What it will be asked: decides whether it can have seen an answer. */
  readonly queries: readonly Query[];
  /** Says that it has seen answers whatever the queries' times are, as where users are split and not time. */
  readonly hasSeenAnswers?: boolean;
  /** Default `next`. */
  readonly task?: Task;
  /**
   * Popularity and trend as of a query, given `observed` in the artifact's own item indices. Default: as they stand in the
   * artifact, which is what a shop shows that stops training.
   */
  readonly trendsOf?: (observed: History) => TrendsAt;
}

/**
 * An earlier artifact as a ranker. It knows its own items only: others are left out of histories, and cannot be ranked.
 * Where it is as of a later time than a query asks at, it may have seen the answer, and its name says so.
 * @param observed what the queries refer to.
 */
export function createPreviousRanker(previous: PreviousArtifact, observed: History, repeats: Repeats): Ranker {
  const { engine, queries, hasSeenAnswers = hasSeen(engine, queries), task = 'next', trendsOf } = previous;
  const { ids, items, itemToIndex } = engine.model;
  const toOld = observed.itemIds.map((id) => itemToIndex.get(id));
  const toNew = new Map<number, number>();
  toOld.forEach((old, index) => {
    if (old !== undefined) toNew.set(old, index);
  });
  // Items of the artifact that this history does not know are dropped from its lists, so that many more are asked for.
  const spare = items.count - toNew.size;
  const { history, rowsBefore } = translateHistory(observed, toOld, ids.itemIds);
  const trendsAt = trendsOf === undefined ? () => engine.trends : trendsOf(history);
  const ranker = createModelRanker(engine, { history, repeats, task, trendsAt });
  return {
    name: hasSeenAnswers ? 'previous artifact, has seen the test' : 'previous artifact',
    rank: (query, count) => {
      const range = { historyFrom: rowsBefore[query.historyFrom]!, historyTo: rowsBefore[query.historyTo]! };
      const list = Array.from(ranker.rank({ ...query, ...range }, count + spare));
      return list
        .map((item) => toNew.get(item))
        .filter((item) => item !== undefined)
        .slice(0, count);
    },
  };
}

/** The rows of items the artifact knows, in its indices; `rowsBefore[row]` of them stand before a row. */
function translateHistory(
  observed: History,
  toOld: readonly (number | undefined)[],
  itemIds: readonly string[],
): { readonly history: History; readonly rowsBefore: Uint32Array } {
  const rowsBefore = new Uint32Array(observed.item.length + 1);
  observed.item.forEach((item, row) => {
    rowsBefore[row + 1] = rowsBefore[row]! + (toOld[item] === undefined ? 0 : 1);
  });
  const kept = sliceHistory(observed, (row) => toOld[observed.item[row]!] !== undefined);
  const history = { ...kept, itemIds, item: kept.item.map((item) => toOld[item]!) };
  return { history, rowsBefore };
}

/** Without a clock nobody can tell what an artifact has seen; it is then taken to have seen everything. */
function hasSeen(engine: Engine, queries: readonly Query[]): boolean {
  const { asOf } = engine.model.settings;
  return asOf === null || queries.some(({ time }) => time <= asOf);
}
