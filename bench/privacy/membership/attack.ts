import type { Random } from '../../../core/random.js';
import { fitLogistic, toScales, type Judge } from './logistic.js';
import type { Judged } from './roc.js';

/** One model as the attacker sees it, with the truth the attacker knows of shadow models alone. */
export interface ObservedModel {
  /** u8[users]: 1 where the user's history was in the training log. */
  readonly isMember: Uint8Array;
  /** What is read of each user, all of one length. */
  readonly clues: readonly Float64Array[];
}

const FOLDS = 2;

/**
 * Shadow models (Shokri et al., IEEE S&P 2017) with each user's own difficulty taken off (Carlini et al., IEEE S&P 2022, whose
 * test per user needs hundreds of shadow models; here one regression pools the users). Each model in turn is the target, all
 * others are its shadows, trained by the attacker on logs with and without the user. A user's clues are read relative to the
 * middle of what shadow models with and without that user show, and weighed by a regression fitted on shadow models and other
 * users alone. Each model's clues are first brought to one scale over all users, for settings differ between models.
 * @param columns which clues the attacker uses.
 */
export function attack(observed: readonly ObservedModel[], columns: readonly number[], random: Random): Judged[] {
  const models = observed.map(({ isMember, clues }) => ({ isMember, clues: standardise(clues) }));
  const users = models[0]?.isMember.length ?? 0;
  const fold = Uint8Array.from({ length: users }, () => random.int(FOLDS));
  return models.flatMap((target, at) => {
    const shadows = models.filter((_, k) => k !== at);
    const judges = Array.from({ length: FOLDS }, (_, held) =>
      fitOnShadows(shadows, columns, (user) => fold[user] !== held),
    );
    return target.clues.map((clues, user) => ({
      user,
      isMember: target.isMember[user] === 1,
      score: judges[fold[user]!]!(relative(clues, shadows, columns, user)),
    }));
  });
}

function standardise(rows: readonly Float64Array[]): Float64Array[] {
  const scales = toScales(rows);
  return rows.map((row) => row.map((value, k) => (value - scales[k]!.mean) / scales[k]!.deviation));
}

function fitOnShadows(
  shadows: readonly ObservedModel[],
  columns: readonly number[],
  isIn: (user: number) => boolean,
): Judge {
  const rows: Float64Array[] = [];
  const labels: number[] = [];
  for (const shadow of shadows) {
    const others = shadows.filter((other) => other !== shadow);
    shadow.clues.forEach((clues, user) => {
      if (!isIn(user)) return;
      rows.push(relative(clues, others, columns, user));
      labels.push(shadow.isMember[user]!);
    });
  }
  return fitLogistic(rows, labels);
}

/** Clues less the middle between the shadows' mean with the user and their mean without. */
function relative(
  clues: Float64Array,
  shadows: readonly ObservedModel[],
  columns: readonly number[],
  user: number,
): Float64Array {
  return Float64Array.from(columns, (k) => {
    const sums = [0, 0];
    const counts = [0, 0];
    for (const { clues: known, isMember } of shadows) {
      sums[isMember[user]!]! += known[user]![k]!;
      counts[isMember[user]!]!++;
    }
    const means = [0, 1].filter((kind) => counts[kind]! > 0).map((kind) => sums[kind]! / counts[kind]!);
    return clues[k]! - means.reduce((a, b) => a + b, 0) / Math.max(1, means.length);
  });
}
