import type { BlendName, Repeats } from '../../core/artifact/blend-section.js';
import type { Engine } from '../../engine/engine.js';
import { createSlate, type Slate } from '../../engine/slate.js';
import { Profile } from '../../engine/profile.js';
import type { Trends } from '../../engine/trends.js';
import type { Query } from '../evaluate/query.js';
import type { History } from '../history.js';
import { circumstancesOf, rowsToProfile } from './query-profile.js';

/** Popularity and trend as of a moment, epoch seconds, from events strictly before it. */
export type TrendsAt = (time: number) => Trends;

export interface LabelledSlate {
  readonly slate: Slate;
  /** Positions in the slate of relevant items. */
  readonly hits: ReadonlySet<number>;
  /** Relevant items in all, listed or not. */
  readonly relevantCount: number;
}

/** What answers queries: a fitted engine, and the history their rows point into. */
export interface SlateSource {
  readonly engine: Engine;
  readonly history: History;
  readonly trendsAt: TrendsAt;
  /** Ranks only these. */
  readonly among?: ReadonlySet<number>;
}

/** The device's own candidates and features for a query, with the relevant ones marked. */
export function labelSlate(source: SlateSource, query: Query, name: BlendName): LabelledSlate {
  const { among, engine, history, trendsAt } = source;
  const { eventWeights } = engine.model.settings;
  const repeats: Repeats = name === 'allow' ? 'allow' : 'forbid';
  const range = { from: query.historyFrom, to: query.historyTo };
  const profile = name === 'newcomer' ? new Profile(eventWeights) : rowsToProfile(history, range, eventWeights);
  const isWanted = (item: number): boolean => repeats === 'allow' || !profile.known.has(item);
  const wanted = new Set(query.relevant.filter(isWanted));
  const slate = createSlate(engine, profile, {
    repeats,
    trends: trendsAt(query.time),
    ...circumstancesOf(history, query),
    ...(among === undefined ? {} : { among }),
  });
  const hits = new Set<number>();
  slate.items.forEach((item, row) => wanted.has(item) && hits.add(row));
  return { slate, hits, relevantCount: wanted.size };
}
