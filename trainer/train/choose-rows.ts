import type { NextRows } from '../../core/artifact/next-section.js';
import type { Settings } from '../../core/artifact/blend-section.js';
import type { EventWeights } from '../../core/events/event-weights.js';
import { createNextScorer } from '../../engine/scorers/next-scorer.js';
import { solveRows } from '../fit/block-ridge.js';
import type { SparseRows } from '../fit/interactions.js';
import { mergeRows } from '../fit/item-rows.js';
import { judgeBothPolicies } from '../fit/judge-scorer.js';
import type { PairCounts } from '../fit/pair-counts.js';
import type { Validation } from '../fit/validation.js';
import type { SearchSpace } from './budget.js';
import type { BaseCounts, TransitionDecays } from './count-base.js';
import { chooseBest, climb, type Trial } from './trial.js';

/** Everything that turns pair counts into shipped rows. */
export interface RowSettings {
  readonly similarityLambda: number;
  readonly transitionLambda: number;
  readonly decays: TransitionDecays;
  readonly similarityWeight: number;
  readonly transitionWeight: number;
  readonly window: Settings['next'];
}

export type RowCounts = Pick<BaseCounts, 'similarity' | 'transition'>;

/** Items a row: with factors of 64 bytes, a model of behaviour alone stays under 230 bytes an item. Measured in ADR 6. */
export const ROW_LENGTH = 40;

/** Larger catalogs get smaller blocks: the cost is items x c³. */
function neighbourCount(itemCount: number): number {
  return itemCount > 20_000 ? 100 : 150;
}

export function fitRows(counts: RowCounts, settings: RowSettings): NextRows {
  return mergeRows(
    solve(counts.similarity, settings.similarityLambda, settings.similarityWeight),
    solve(counts.transition(settings.decays), settings.transitionLambda, settings.transitionWeight),
    { ...settings, rowLength: ROW_LENGTH },
  );
}

/** Rows of one regression alone. */
export function solveSimilarity(counts: PairCounts, lambda: number): NextRows {
  const alone = { similarityWeight: 1, transitionWeight: 0, rowLength: ROW_LENGTH };
  return mergeRows(solve(counts, lambda, 1), noRows(counts.itemCount), alone);
}

function solve(counts: PairCounts, lambda: number, weight: number): SparseRows {
  if (weight === 0) return noRows(counts.itemCount);
  return solveRows(counts, { lambda, neighbours: neighbourCount(counts.itemCount) });
}

function noRows(itemCount: number): SparseRows {
  return { start: new Uint32Array(itemCount + 1), column: new Uint32Array(0), value: new Float32Array(0) };
}

export interface RowTrialContext {
  readonly validation: Validation;
  readonly eventWeights: EventWeights;
  readonly space: SearchSpace;
  readonly onTrial: (what: string) => void;
}

/**
 * Chooses λ of each regression alone, then mix and window together: the two regressions are tuned apart because their
 * best λ differ by more than ten times between shops.
 */
export function chooseRows(
  counts: RowCounts,
  context: RowTrialContext,
): { readonly settings: RowSettings; readonly trials: readonly Trial[] } {
  const { space } = context;
  const judge = createRowJudge(context);
  const similarity = chooseLambda({ what: 'similarity rows', count: () => counts.similarity }, { context, judge });
  const transition = chooseTransition(counts, { context, judge });
  const mixes = space.mixes.flatMap(([similarityWeight, transitionWeight]) => {
    const rows = mergeRows(similarity.rows, transition.rows, {
      similarityWeight,
      transitionWeight,
      rowLength: ROW_LENGTH,
    });
    return space.windows.map((window) => ({ similarityWeight, transitionWeight, window, rows }));
  });
  const { best, trials } = chooseBest(
    mixes,
    ({ rows, window }) => judge(rows, window),
    ({ similarityWeight, transitionWeight, window }) =>
      `rows ${String(similarityWeight)} : ${String(transitionWeight)}, ${String(window.steps)} steps, decay ${String(window.decay)}`,
  );
  const { similarityWeight, transitionWeight, window } = best;
  return {
    settings: {
      similarityLambda: similarity.lambda,
      transitionLambda: transition.lambda,
      decays: transition.decays,
      similarityWeight,
      transitionWeight,
      window,
    },
    trials: [...similarity.trials, ...transition.trials, ...trials],
  };
}

type RowJudge = (rows: NextRows, window: Settings['next']) => number;

function createRowJudge({ validation, eventWeights, space }: RowTrialContext): RowJudge {
  const queries = validation.fit.slice(0, space.trialQueries);
  return (rows, window) => {
    const scorer = createNextScorer(rows, window);
    return judgeBothPolicies(validation, queries, eventWeights, (profile, out) => {
      scorer.score(profile, out);
    });
  };
}

interface Regression {
  readonly what: string;
  readonly count: () => PairCounts;
}

interface ChosenRows {
  readonly lambda: number;
  readonly rows: SparseRows;
  readonly trials: readonly Trial[];
}

interface RowsAt {
  readonly context: RowTrialContext;
  readonly judge: RowJudge;
}

/** Where the search for λ starts. */
const FIRST_LAMBDA = 30;

/** The λ whose rows do best alone, in the window that suits them, searched along `lambdas`. */
function chooseLambda(
  { what, count }: Regression,
  { context, judge }: RowsAt,
  lambdas: readonly number[] = context.space.lambdas,
): ChosenRows {
  const { windows } = context.space;
  const solved = new Map<number, SparseRows>();
  const describe = (lambda: number): string => `${what}, λ ${String(lambda)}`;
  const { best, trials } = climb(lambdas, Math.max(0, lambdas.indexOf(FIRST_LAMBDA)), {
    describe,
    judge: (lambda) => {
      context.onTrial(describe(lambda));
      const rows = solve(count(), lambda, 1);
      solved.set(lambda, rows);
      const none = noRows(rows.start.length - 1);
      const alone = mergeRows(rows, none, { similarityWeight: 1, transitionWeight: 0, rowLength: ROW_LENGTH });
      return Math.max(...windows.map((window) => judge(alone, window)));
    },
  });
  return { lambda: best, rows: solved.get(best)!, trials };
}

/** λ with the decays of orders, then the other decays at that λ: the best of all. */
function chooseTransition(counts: RowCounts, at: RowsAt): ChosenRows & { readonly decays: TransitionDecays } {
  const { decays: all, lambdas } = at.context.space;
  const chooseFor = (decays: TransitionDecays, among: readonly number[]): ChosenRows =>
    chooseLambda(
      {
        what: `transition rows, decays ${String(decays.pastDecay)} and ${String(decays.futureDecay)}`,
        count: () => counts.transition(decays),
      },
      at,
      among,
    );
  const [first, ...others] = all;
  let best = { decays: first!, ...chooseFor(first!, lambdas) };
  const trials = [...best.trials];
  for (const decays of others) {
    const other = chooseFor(decays, [best.lambda]);
    trials.push(...other.trials);
    if (other.trials[0]!.ndcg10 > Math.max(...best.trials.map(({ ndcg10 }) => ndcg10))) best = { decays, ...other };
  }
  return { ...best, trials };
}
