import type { Repeats } from '../../core/artifact/blend-section.js';
import { blendWeights, createSlate, rankSlate, scoreSlate, type Engine } from '../../engine/engine.js';
import type { TrendsAt } from '../fit/fit-blend.js';
import { rowsToProfile } from '../fit/query-profile.js';
import type { History } from '../history.js';
import type { Ranker } from './ranker.js';

export interface ModelRankerOptions {
  /** What the queries' rows point into. */
  readonly history: History;
  readonly repeats: Repeats;
  /** Popularity and trend as of the query, as an artifact refreshed every day would carry them. */
  readonly trendsAt: TrendsAt;
}

/** The device's own scoring code as a ranker. */
export function createModelRanker(engine: Engine, options: ModelRankerOptions): Ranker {
  const { history, repeats, trendsAt } = options;
  const { settings } = engine.model;
  return {
    name: 'Shelfwise',
    rank: (query, count) => {
      const range = { from: query.historyFrom, to: query.historyTo };
      const profile = rowsToProfile(history, range, settings.eventWeights);
      const slate = createSlate(engine, profile, { repeats, trends: trendsAt(query.time) });
      const scores = scoreSlate(slate, blendWeights(engine.model, profile, repeats));
      return rankSlate(scores, count).map((row) => slate.items[row]!);
    },
  };
}
