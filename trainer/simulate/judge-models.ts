import { ndcg } from '../../core/metrics/ndcg.js';
import { toHits } from '../../core/metrics/hits.js';
import { bootstrapDifference, bootstrapMean, drawResamples, type Interval } from '../../core/metrics/bootstrap.js';
import type { Random } from '../../core/random.js';
import type { Engine } from '../../engine/engine.js';
import { rankList } from '../../engine/rank-list.js';
import { rowsToProfile } from '../fit/query-profile.js';
import type { History } from '../history.js';

/** Two models asked the same questions. */
export interface ModelVerdict {
  readonly shoppers: number;
  /** NDCG@10 of what each shopper did for the first time in the window, each list made at its beginning. */
  readonly before: Interval;
  readonly after: Interval;
  /** Shopper by shopper. */
  readonly difference: Interval;
}

const K = 10;

/**
 * Judges two engines over the same items on what shoppers came to like within a window, known by all they did before it.
 * @param window epoch seconds. @param shoppers at most so many, drawn.
 */
export function judgeModels(
  { before, after }: { readonly before: Engine; readonly after: Engine },
  history: History,
  {
    window,
    shoppers,
    random,
  }: {
    readonly window: readonly [from: number, to: number];
    readonly shoppers: number;
    readonly random: Random;
  },
): ModelVerdict {
  const asked = random.shuffle(questionsOf(history, window)).slice(0, shoppers);
  const judge = (engine: Engine): Float64Array =>
    Float64Array.from(asked, ({ rows, wanted }) => {
      const profile = rowsToProfile(history, rows, engine.model.settings.eventWeights);
      const list = rankList(engine, profile, { count: K, repeats: 'forbid', now: window[0] });
      const items = list.map(({ item }) => item);
      return ndcg(toHits(items, wanted, K), wanted.size, K);
    });
  const [old, young] = [judge(before), judge(after)];
  const resamples = drawResamples([...asked.keys()], random.fork('bootstrap'));
  return {
    shoppers: asked.length,
    before: bootstrapMean(old, resamples),
    after: bootstrapMean(young, resamples),
    difference: bootstrapDifference(young, old, resamples),
  };
}

interface Question {
  readonly rows: { readonly from: number; readonly to: number };
  readonly wanted: ReadonlySet<number>;
}

/** Shoppers known before the window who came to something new in it. */
function questionsOf({ userStart, time, item }: History, [from, to]: readonly [number, number]): Question[] {
  const questions: Question[] = [];
  for (let user = 0; user + 1 < userStart.length; user++) {
    const rows = Array.from({ length: userStart[user + 1]! - userStart[user]! }, (_, k) => userStart[user]! + k);
    const known = rows.filter((row) => time[row]! < from);
    if (known.length === 0) continue;
    const seen = new Set(known.map((row) => item[row]!));
    const within = rows.filter((row) => time[row]! >= from && time[row]! < to).map((row) => item[row]!);
    const wanted = new Set(within.filter((index) => !seen.has(index)));
    if (wanted.size > 0) questions.push({ rows: { from: known[0]!, to: known.at(-1)! + 1 }, wanted });
  }
  return questions;
}
