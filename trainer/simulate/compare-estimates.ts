import type { Aggregates, ArmDifference } from '../../core/privacy/publish/aggregates.js';
import type { Truth } from './truth.js';

/** One published number beside what it estimates. */
export interface ComparedCell {
  readonly name: string;
  readonly truth: number;
  /** Null: too small to be published. */
  readonly estimate: number | null;
  readonly standardError: number | null;
}

export interface ComparedQuestion {
  readonly question: string;
  readonly reports: number;
  /** What the server tells the shop to expect. */
  readonly predictedError: number | null;
  /** Root mean square of (estimate − truth) over the published cells. */
  readonly error: number | null;
  /** The largest first, by truth. */
  readonly cells: readonly ComparedCell[];
}

/** Everything that was published, question by question, beside the truth that only a simulation has. */
export function compareEstimates({ questions }: Aggregates, truth: Truth): ComparedQuestion[] {
  const { item, category, placement = [], model = [], weight = [], dismissal } = questions;
  return [
    ...(item === undefined
      ? []
      : [
          toQuestion(
            'item',
            item,
            cellsOf(item.cells, ({ id, name }) => [name ?? id, truth.itemShare(id)]),
          ),
        ]),
    ...(category === undefined
      ? []
      : [
          toQuestion(
            'category',
            category,
            cellsOf(category.cells, ({ category: name }) => [name, truth.categoryShare(name)]),
          ),
        ]),
    ...placement.map((one) =>
      toQuestion(
        `placement ${one.placement}`,
        one,
        cellsOf(one.cells, ({ stage }) => [stage, truth.placementShare(one.placement, stage)]),
      ),
    ),
    ...model.map((one) =>
      toQuestion(
        `model ${String(one.model)}`,
        one,
        cellsOf(one.arms, ({ arm }) => [`${ARM_NAMES[arm]}: foreseen`, truth.foreseenShare(arm)]),
      ),
    ),
    ...weight.map((one) =>
      toQuestion(
        `weight ${one.group}`,
        one,
        cellsOf([one], () => [one.group, truth.weightMean(one.group)]),
      ),
    ),
    ...(dismissal === undefined
      ? []
      : [
          toQuestion(
            'dismissal',
            dismissal,
            cellsOf(dismissal.cells, ({ placement: row }) => [row, truth.dismissedShare(row)]),
          ),
        ]),
  ].filter(({ reports }) => reports > 0);
}

/** What an experiment's arms are called. */
const ARM_NAMES = ['A', 'B'] as const;

/** What is told of an experiment beside what is true of the same devices. */
export interface ComparedArms extends Pick<ArmDifference, 'interval' | 'predictedError' | 'standardError' | 'verdict'> {
  /** Sequence of the manifest. */
  readonly model: number;
  readonly reports: number;
  /** A − B, as the next two. */
  readonly truth: number;
  readonly estimate: number;
}

/** One an experiment that both arms reported on. */
export function compareArms({ questions }: Aggregates, truth: Truth): ComparedArms[] {
  return (questions.model ?? []).flatMap(({ model, difference }) => {
    if (difference === null) return [];
    const { n, value, ...told } = difference;
    return [{ model, reports: n, estimate: value, truth: truth.foreseenShare(0) - truth.foreseenShare(1), ...told }];
  });
}

interface Published {
  readonly value: number | null;
  readonly standardError: number | null;
  readonly n: number;
}

function cellsOf<Cell extends Published>(
  cells: readonly Cell[],
  toNameAndTruth: (cell: Cell) => readonly [name: string, truth: number],
): ComparedCell[] {
  return cells
    .filter(({ n }) => n > 0)
    .map((cell) => {
      const [name, truth] = toNameAndTruth(cell);
      return { name: name === '' ? '(none)' : name, truth, estimate: cell.value, standardError: cell.standardError };
    })
    .sort((a, b) => b.truth - a.truth);
}

function toQuestion(
  question: string,
  { n, predictedError }: { readonly n: number; readonly predictedError: number | null },
  cells: readonly ComparedCell[],
): ComparedQuestion {
  const errors = cells.flatMap(({ estimate, truth }) => (estimate === null ? [] : [(estimate - truth) ** 2]));
  const error = errors.length === 0 ? null : Math.sqrt(errors.reduce((a, b) => a + b, 0) / errors.length);
  return { question, reports: n, predictedError, error, cells };
}
