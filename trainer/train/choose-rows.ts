import type { NextRows } from '../../core/artifact/next-section.js';
import type { Settings } from '../../core/artifact/blend-section.js';
import type { EventWeights } from '../../core/events/event-weights.js';
import { createNextScorer } from '../../engine/scorers/next-scorer.js';
import { solveRows } from '../fit/block-ridge.js';
import type { SparseRows } from '../fit/interactions.js';
import { mergeRows } from '../fit/item-rows.js';
import { judgeScorer } from '../fit/judge-scorer.js';
import type { PairCounts } from '../fit/pair-counts.js';
import type { Validation } from '../fit/validation.js';
import type { SearchSpace } from './budget.js';
import type { BaseCounts, TransitionDecays } from './count-base.js';
import { chooseBest, type Trial } from './trial.js';

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
  const similarity = chooseLambda(
    space.similarityLambdas.map((lambda) => ({ what: 'similarity rows', lambda, count: () => counts.similarity })),
    { context, judge },
  );
  const transition = chooseLambda(
    space.decays.flatMap((decays) =>
      space.transitionLambdas.map((lambda) => ({
        what: `transition rows, decays ${String(decays.pastDecay)} and ${String(decays.futureDecay)}`,
        lambda,
        decays,
        count: () => counts.transition(decays),
      })),
    ),
    { context, judge },
  );
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
      similarityLambda: similarity.best.lambda,
      transitionLambda: transition.best.lambda,
      decays: transition.best.decays,
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
    return judgeScorer(validation, queries, eventWeights, (profile, out) => {
      scorer.score(profile, out);
    });
  };
}

interface RegressionOption {
  readonly what: string;
  readonly lambda: number;
  readonly count: () => PairCounts;
}

/** The regression that does best alone, in the window that suits it. */
function chooseLambda<T extends RegressionOption>(
  options: readonly T[],
  at: { readonly context: RowTrialContext; readonly judge: RowJudge },
): { best: T; rows: SparseRows; trials: readonly Trial[] } {
  const describe = ({ what, lambda }: T): string => `${what}, λ ${String(lambda)}`;
  const solved = new Map<T, SparseRows>();
  const { best, trials } = chooseBest(
    options,
    (option) => {
      at.context.onTrial(describe(option));
      const rows = solve(option.count(), option.lambda, 1);
      solved.set(option, rows);
      const none = noRows(rows.start.length - 1);
      const alone = mergeRows(rows, none, { similarityWeight: 1, transitionWeight: 0, rowLength: ROW_LENGTH });
      return Math.max(...at.context.space.windows.map((window) => at.judge(alone, window)));
    },
    describe,
  );
  return { best, rows: solved.get(best)!, trials };
}
