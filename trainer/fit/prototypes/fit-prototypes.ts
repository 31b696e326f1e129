import type { CatalogItem } from '../../../core/catalog.js';
import type { Prototypes } from '../../../core/artifact/prototypes-section.js';
import type { Random } from '../../../core/random.js';
import type { IalsFit } from '../ials.js';
import type { Interactions } from '../interactions.js';
import { quantiseFactors } from '../quantise.js';
import { listClusterItems } from './list-items.js';
import { nameClusters } from './name-clusters.js';
import { clusterDirections } from './spherical-k-means.js';

export interface PrototypeOptions {
  readonly minUsers: number;
  /** Default 64. */
  readonly maxPrototypes?: number;
  /** Default 150. */
  readonly maxItems?: number;
}

/** What of the training the prototypes are made from. */
export interface PrototypeInputs {
  readonly interactions: Interactions;
  /** Users' factors are those of the last user half epoch. */
  readonly factors: IalsFit;
  /** One an item; `{ item_id }` alone where the shop says nothing of it. */
  readonly catalog: readonly CatalogItem[];
}

/** A prototype stands for at least so many users on average, and for at least so many whatever the average. */
const USERS_A_PROTOTYPE = 200;
const MIN_PROTOTYPE_USERS = 50;

/** What is tried on validation for `Prototypes.priorScale`; 0 is no prior. */
export const PRIOR_SCALES: readonly number[] = [0, 0.25, 0.5, 1, 2];

/**
 * Groups the training users by the direction of their factors. What is kept of a group: its size, its mean user vector,
 * the items it is known for, a name. The prior's scale is 0: it is chosen on validation, see `withPriorScale`.
 * @returns undefined where the history is too small for two groups.
 */
export function fitPrototypes(
  { interactions, factors, catalog }: PrototypeInputs,
  { minUsers, maxPrototypes = 64, maxItems = 150 }: PrototypeOptions,
  random: Random,
): Prototypes | undefined {
  const { byUser, byItem, itemCount } = interactions;
  const { dimension, users } = factors;
  const active = countUsers(byUser.start);
  const clusters = clusterDirections(
    users,
    {
      dimension,
      clusters: Math.min(maxPrototypes, Math.floor(active / USERS_A_PROTOTYPE)),
      minRows: Math.max(MIN_PROTOTYPE_USERS, minUsers),
    },
    random,
  );
  if (clusters.count < 2) return undefined;
  const { means, share } = summarise(users, dimension, clusters);
  const quantised = quantiseFactors(means, dimension);
  const itemUsers = Uint32Array.from({ length: itemCount }, (_, i) => byItem.start[i + 1]! - byItem.start[i]!);
  return {
    itemCount,
    dimension,
    priorScale: 0,
    share,
    means: quantised.factors,
    meanScale: quantised.factorScale,
    ...listClusterItems(byUser, clusters, itemUsers, { minUsers, maxItems }),
    names: nameClusters(byUser, clusters, catalog, minUsers),
  };
}

export function withPriorScale(prototypes: Prototypes, priorScale: number): Prototypes {
  return { ...prototypes, priorScale };
}

function countUsers(start: Uint32Array): number {
  return start.reduce((count, to, row) => count + (row > 0 && to > start[row - 1]! ? 1 : 0), 0);
}

/** The mean vector of each cluster's users and the part of all users it holds. */
function summarise(
  users: Float64Array,
  dimension: number,
  { assignment, count }: { readonly assignment: Int32Array; readonly count: number },
): { means: Float64Array; share: Float32Array } {
  const means = new Float64Array(count * dimension);
  const sizes = new Uint32Array(count);
  assignment.forEach((cluster, user) => {
    if (cluster < 0) return;
    sizes[cluster]!++;
    for (let k = 0; k < dimension; k++) means[cluster * dimension + k]! += users[user * dimension + k]!;
  });
  let all = 0;
  for (const size of sizes) all += size;
  for (let at = 0; at < means.length; at++) means[at]! /= sizes[Math.floor(at / dimension)]!;
  return { means, share: Float32Array.from(sizes, (size) => size / all) };
}
