import { choiceError, estimateChoices, type ChoiceMechanism } from '../choice.js';
import type { CategoryAnswers, CategoryCell } from './aggregates.js';
import { expectedError, pool, toShareCells, type RawShare } from './figures.js';

/** The choices that devices with one model have in the category question. */
export interface AskedCategories {
  /** Names by choice: the empty name for none, `…` for all others. */
  readonly names: readonly string[];
  /** d: at least the number of names; those above are never true, only noise. */
  readonly choices: number;
}

/** What every model's devices are asked, by sequence and then by arm: one, or two where there was an experiment. */
export type AskedByModel = ReadonlyMap<number, readonly AskedCategories[]>;

/**
 * Shares of categories. Every model asks about its own, so each is estimated by itself, an experiment's two as any others; a
 * name is pooled over the models that have it, by their number of reports.
 * @param counts by model: reports of each choice, of both arms.
 * @param asked reports of a model that is not there cannot be read and are left out.
 */
export function publishCategories(
  mechanismOf: (choices: number) => ChoiceMechanism,
  counts: ReadonlyMap<number, readonly (readonly number[])[]>,
  asked: AskedByModel,
): CategoryAnswers {
  const byName = new Map<string, RawShare[]>();
  const models: ModelError[] = [];
  for (const { domain, answers } of toReadable(counts, asked)) {
    const mechanism = mechanismOf(domain.choices);
    const estimates = estimateChoices(mechanism, answers.slice(0, domain.choices));
    const n = estimates[0]!.n;
    if (n === 0) continue;
    models.push({ n, error: choiceError(mechanism, n, 1 / domain.choices) });
    const errorOfNothing = choiceError(mechanism, n, 0);
    for (const [choice, name] of domain.names.entries()) {
      byName.set(name, [...(byName.get(name) ?? []), { ...estimates[choice]!, errorOfNothing }]);
    }
  }
  const n = models.reduce((sum, model) => sum + model.n, 0);
  return { n, predictedError: expectedError(n, () => pooledError(models, n)), cells: toCells(byName) };
}

/** Newest model first. */
function toReadable(
  counts: ReadonlyMap<number, readonly (readonly number[])[]>,
  asked: AskedByModel,
): { readonly domain: AskedCategories; readonly answers: readonly number[] }[] {
  return [...counts]
    .sort(([a], [b]) => b - a)
    .flatMap(([model, byArm]) =>
      (asked.get(model) ?? []).map((domain, arm) => ({ domain, answers: byArm[arm] ?? [] })),
    );
}

interface ModelError {
  readonly n: number;
  readonly error: number;
}

function pooledError(models: readonly ModelError[], n: number): number {
  return Math.sqrt(models.reduce((sum, model) => sum + ((model.n / n) * model.error) ** 2, 0));
}

function toCells(byName: ReadonlyMap<string, readonly RawShare[]>): CategoryCell[] {
  const names = [...byName.keys()];
  const cells = toShareCells([...byName.values()].map(pool));
  return names.map((category, cell) => ({ category, ...cells[cell]! }));
}
