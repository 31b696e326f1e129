import type { EventWeights } from '../../core/events/event-weights.js';
import { topN } from '../../core/math/top-n.js';
import { toHits } from '../../core/metrics/hits.js';
import { ndcg } from '../../core/metrics/ndcg.js';
import { createRandom, type Random } from '../../core/random.js';
import { Profile } from '../../engine/profile.js';
import type { Scorer } from '../../engine/scorers/scorer.js';
import type { History } from '../history.js';
import { markedItems, markRows, type RowMarks } from './query.js';

/** Whatever ranks for a profile: items the profile knows are left out here, not there. */
export interface ColdUserRanker {
  readonly name: string;
  /** At least `count` of the best items the profile does not know, best first, as far as there are so many. */
  rank(profile: Profile, count: number): ArrayLike<number>;
}

export interface ColdUserOptions {
  /** What the users' rows are in. */
  readonly history: History;
  /** Users of whom nothing was trained; those with fewer than 12 distinct positive items are left out. */
  readonly users: readonly number[];
  readonly eventWeights: EventWeights;
  readonly seed: number;
}

export interface ColdUserPoint {
  /** How many of the user's items were known. */
  readonly known: number;
  /** Means over users. */
  readonly ndcg10: number;
  readonly ndcg100: number;
}

export interface ColdUserCurve {
  readonly users: number;
  readonly rankers: readonly { readonly name: string; readonly points: readonly ColdUserPoint[] }[];
}

const KNOWN = [1, 3, 5, 10] as const;
const MIN_ITEMS = 12;
const DEPTHS = [10, 100] as const;

/**
 * How good lists are for shoppers of whom little is known: of every user the first 1, 3, 5 and 10 items of a seeded order
 * are known, all others are relevant. Figures of one column compare, figures of one row have different relevant items.
 */
export function coldUserCurve(rankers: readonly ColdUserRanker[], options: ColdUserOptions): ColdUserCurve {
  const { history, eventWeights } = options;
  const random = createRandom(options.seed).fork('cold users');
  const marks = markRows(history, eventWeights);
  const tasks = options.users
    .map((user) => toTask(history, user, marks, random.fork(history.userIds[user]!)))
    .filter((task) => task.order.length >= MIN_ITEMS);
  const profiles = KNOWN.map((known) =>
    tasks.map((task) => knownProfile(history, task, new Set(task.order.slice(0, known)), eventWeights)),
  );
  const toPoint = (ranker: ColdUserRanker, at: number): ColdUserPoint => {
    const known = KNOWN[at]!;
    let [ndcg10, ndcg100] = [0, 0];
    tasks.forEach((task, t) => {
      const profile = profiles[at]![t]!;
      const relevant = new Set(task.order.slice(known));
      const list = Array.from(ranker.rank(profile, DEPTHS[1])).filter((item) => !profile.known.has(item));
      const hits = toHits(list, relevant, DEPTHS[1]);
      ndcg10 += ndcg(hits, relevant.size, DEPTHS[0]) / tasks.length;
      ndcg100 += ndcg(hits, relevant.size, DEPTHS[1]) / tasks.length;
    });
    return { known, ndcg10, ndcg100 };
  };
  return {
    users: tasks.length,
    rankers: rankers.map((ranker) => ({ name: ranker.name, points: KNOWN.map((_, at) => toPoint(ranker, at)) })),
  };
}

/** One scorer alone, over the whole catalog of `itemCount`. */
export function createScorerRanker(name: string, scorer: Pick<Scorer, 'score'>, itemCount: number): ColdUserRanker {
  const out = new Float32Array(itemCount);
  return {
    name,
    rank(profile, count) {
      scorer.score(profile, out);
      for (const item of profile.known.keys()) out[item] = -Infinity;
      return topN(out, count);
    },
  };
}

/** @param popularity f32[items], anything that grows with the number of users. */
export function createPopularityColdRanker(popularity: Float32Array): ColdUserRanker {
  return createScorerRanker(
    'popularity',
    {
      score: (_, out) => {
        out.set(popularity);
      },
    },
    popularity.length,
  );
}

interface Task {
  readonly user: number;
  /** Distinct positive items in the seeded order. */
  readonly order: readonly number[];
}

function toTask(history: History, user: number, marks: RowMarks, random: Random): Task {
  const range = [history.userStart[user]!, history.userStart[user + 1]!] as const;
  const items = [...markedItems(history, marks.positive, ...range)].sort((a, b) => a - b);
  return { user, order: random.shuffle(items) };
}

/** All the user did with the known items, in its order. */
function knownProfile(history: History, { user }: Task, known: ReadonlySet<number>, weights: EventWeights): Profile {
  const profile = new Profile(weights);
  for (let row = history.userStart[user]!; row < history.userStart[user + 1]!; row++) {
    if (!known.has(history.item[row]!)) continue;
    profile.add({
      item: history.item[row]!,
      event: history.event[row]!,
      time: history.time[row]!,
      rating: history.rating[row]!,
    });
  }
  return profile;
}
