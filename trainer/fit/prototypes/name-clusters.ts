import { categoryPath, type CatalogItem } from '../../../core/catalog.js';
import type { SparseRows } from '../interactions.js';
import { findGroupLifts, type GroupLift, type Membership } from './group-lifts.js';

/** A brand is named where it is at least so much of all the cluster's users take; "mostly" is more than half. */
const NOTABLE_BRAND = 0.15;
const MAX_CATEGORIES = 3;
const MAX_LABEL_LENGTH = 60;

/**
 * Names like "Bedroom textiles, mostly Plainware": the categories and the brand that a cluster's users take more often
 * than the shop's users do. As few categories as tell the clusters apart, at most three; then a number does. Empty where
 * nothing is known of the items, or nothing stands out.
 * @param catalog one an item.
 */
export function nameClusters(
  byUser: SparseRows,
  clusters: { readonly assignment: Int32Array; readonly count: number },
  catalog: readonly CatalogItem[],
  minUsers: number,
): string[] {
  const categories = toCategoryLevels(catalog);
  const brands = toBrandGroups(catalog);
  const categoryLifts = findGroupLifts(byUser, clusters, categories, minUsers);
  const brandLifts = findGroupLifts(byUser, clusters, brands, minUsers);
  const describe = (cluster: number, count: number): string => {
    const labels = chooseApart(categoryLifts[cluster]!, categories.paths, count).map(
      (group) => categories.labels[group]!,
    );
    const brand = brandLifts[cluster]!.find(({ share }) => share >= NOTABLE_BRAND);
    if (labels.length === 0) return brand === undefined ? '' : brands.labels[brand.group]!;
    const often = brand !== undefined && brand.share > 0.5 ? 'mostly' : 'often';
    return joinWords(labels) + (brand === undefined ? '' : `, ${often} ${brands.labels[brand.group]!}`);
  };
  return distinctNames(clusters.count, describe);
}

/** Tries longer names for the clusters whose short one is not theirs alone; numbers those that stay alike. */
function distinctNames(count: number, describe: (cluster: number, categories: number) => string): string[] {
  const names = new Map<number, string>();
  let open = Array.from({ length: count }, (_, k) => k);
  for (let length = 1; length <= MAX_CATEGORIES; length++) {
    const tried = open.map((cluster) => describe(cluster, length));
    const taken = new Set(names.values());
    open = open.filter((cluster, at) => {
      const name = tried[at]!;
      const isAlone = !taken.has(name) && tried.indexOf(name) === tried.lastIndexOf(name);
      if (isAlone || name === '') names.set(cluster, name);
      return !isAlone && name !== '';
    });
  }
  const taken = new Set(names.values());
  for (const cluster of open) {
    const name = describe(cluster, MAX_CATEGORIES);
    let number = 1;
    while (taken.has(numbered(name, number))) number++;
    taken.add(numbered(name, number));
    names.set(cluster, numbered(name, number));
  }
  return Array.from({ length: count }, (_, k) => names.get(k)!);
}

function numbered(name: string, number: number): string {
  return number === 1 ? name : `${name} (${String(number)})`;
}

interface CategoryLevels extends Membership {
  readonly paths: readonly string[];
  readonly labels: readonly string[];
}

const SEPARATOR = ' > ';

/** Every level of every category path is a group, so that a name is as broad as the taste. */
function toCategoryLevels(catalog: readonly CatalogItem[]): CategoryLevels {
  const position = new Map<string, number>();
  const groupsOf = catalog.map((item) => {
    const levels = categoryPath(item);
    return levels.map((_, level) => positionOf(position, levels.slice(0, level + 1).join(SEPARATOR)));
  });
  const paths = [...position.keys()];
  return { count: paths.length, groupsOf, paths, labels: toLabels(paths) };
}

/** The narrowest level; with the one above in brackets where two paths end alike. */
function toLabels(paths: readonly string[]): string[] {
  const ends = paths.map((path) => path.split(SEPARATOR).slice(-2).reverse());
  const uses = new Map<string, number>();
  for (const [last] of ends) uses.set(last!, (uses.get(last!) ?? 0) + 1);
  return ends.map(([last, parent]) => {
    const isPlain = parent === undefined || uses.get(last!) === 1;
    return (isPlain ? last! : `${last!} (${parent})`).slice(0, MAX_LABEL_LENGTH);
  });
}

function toBrandGroups(catalog: readonly CatalogItem[]): Membership & { readonly labels: readonly string[] } {
  const position = new Map<string, number>();
  const groupsOf = catalog.map(({ item_brand: brand }) =>
    brand === undefined || brand === '' ? [] : [positionOf(position, brand)],
  );
  const labels = [...position.keys()].map((brand) => brand.slice(0, MAX_LABEL_LENGTH));
  return { count: labels.length, groupsOf, labels };
}

function positionOf(positions: Map<string, number>, name: string): number {
  const known = positions.get(name);
  if (known !== undefined) return known;
  positions.set(name, positions.size);
  return positions.size - 1;
}

/** The most telling categories of which none holds another. */
function chooseApart(lifts: readonly GroupLift[], paths: readonly string[], count: number): number[] {
  const chosen: number[] = [];
  const holds = (outer: string, inner: string): boolean => inner === outer || inner.startsWith(outer + SEPARATOR);
  for (const { group } of lifts) {
    if (chosen.length === count) break;
    const path = paths[group]!;
    if (chosen.every((other) => !holds(paths[other]!, path) && !holds(path, paths[other]!))) chosen.push(group);
  }
  return chosen;
}

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}
