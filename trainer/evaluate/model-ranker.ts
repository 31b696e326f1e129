import type { Repeats, Task } from '../../core/artifact/blend-section.js';
import type { Engine } from '../../engine/engine.js';
import { rankList } from '../../engine/rank-list.js';
import type { EngineRequest } from '../../engine/slate.js';
import type { TrendsAt } from '../fit/labelled-slates.js';
import { circumstancesOf, rowsToProfile } from '../fit/query-profile.js';
import type { History } from '../history.js';
import type { Ranker } from './ranker.js';

export interface ModelRankerOptions {
  /** What the queries' rows point into. */
  readonly history: History;
  readonly repeats: Repeats;
  readonly task: Task;
  /** Popularity and trend as of the query, as an artifact refreshed every day would carry them. */
  readonly trendsAt: TrendsAt;
  /** When and how a query is asked. Default: as its history says. */
  readonly circumstances?: Pick<EngineRequest, 'now' | 'context'>;
}

/** The device's own scoring code as a ranker. */
export function createModelRanker(engine: Engine, options: ModelRankerOptions): Ranker {
  const { history, repeats, task, trendsAt, circumstances } = options;
  const { settings } = engine.model;
  return {
    name: 'Shelfwise',
    rank: (query, count) => {
      const range = { from: query.historyFrom, to: query.historyTo };
      const profile = rowsToProfile(history, range, settings.eventWeights);
      const how = circumstances ?? circumstancesOf(history, query);
      const asked = { repeats, task, trends: trendsAt(query.time), ...how };
      return rankList(engine, profile, { count, ...asked }).map(({ item }) => item);
    },
  };
}
