import { buildCategoryTree, type CategoryNode } from './category-tree.js';
import { parseProduct, type Product } from './product.js';

export interface Catalog {
  readonly products: readonly Product[];
  readonly root: CategoryNode;
  /** Most reviewed first: the shop's own idea of a bestseller, the same for everyone. Catalog order without reviews. */
  readonly bestsellers: readonly Product[];
  readonly hasReviews: boolean;
  readonly find: (id: string) => Product | undefined;
  /** The products of the same group, itself included; just itself where it has no group. */
  variantsOf(product: Product): readonly Product[];
  /** The categories of a product with their addresses, broadest first. */
  trailOf(product: Product): readonly CategoryNode[];
  /** Well-reviewed products of the product's narrowest category that has others, itself and its variants left out. */
  neighboursOf(product: Product, count: number): readonly Product[];
}

/** Parses `catalog.json`: rows without an id and repeated ids are left out. */
export function parseCatalog(input: unknown): Catalog {
  const byId = new Map<string, Product>();
  for (const row of Array.isArray(input) ? (input as unknown[]) : []) {
    const product = parseProduct(row);
    if (product !== undefined && !byId.has(product.id)) byId.set(product.id, product);
  }
  return createCatalog([...byId.values()], byId);
}

function createCatalog(products: readonly Product[], byId: ReadonlyMap<string, Product>): Catalog {
  const root = buildCategoryTree(products);
  const groups = new Map<string, Product[]>();
  for (const product of products) {
    if (product.groupId === undefined) continue;
    const group = groups.get(product.groupId);
    if (group === undefined) groups.set(product.groupId, [product]);
    else group.push(product);
  }
  const variantsOf = (product: Product): readonly Product[] => groups.get(product.groupId ?? '') ?? [product];
  const trails = toTrails(root);
  const trailOf = (product: Product): readonly CategoryNode[] => trails.get(product.path.join('\n')) ?? [];
  return {
    products,
    root,
    bestsellers: oneOfEachGroup(byReviews(products)),
    hasReviews: products.some(({ reviewCount }) => reviewCount > 0),
    find: (id) => byId.get(id),
    variantsOf,
    trailOf,
    neighboursOf(product, count) {
      const own = new Set(variantsOf(product));
      const levels = [...trailOf(product)].reverse();
      const pool = levels.map(({ products: all }) => all.filter((other) => !own.has(other)));
      const nearest = pool.find((others) => others.length >= count) ?? pool.at(-1) ?? [];
      return oneOfEachGroup(byReviews(nearest)).slice(0, count);
    },
  };
}

function toTrails(root: CategoryNode): Map<string, readonly CategoryNode[]> {
  const trails = new Map<string, readonly CategoryNode[]>();
  const walk = (node: CategoryNode, above: readonly CategoryNode[]): void => {
    for (const child of node.children) {
      const trail = [...above, child];
      for (const product of child.products) {
        if (product.path.length === trail.length) trails.set(product.path.join('\n'), trail);
      }
      walk(child, trail);
    }
  };
  walk(root, []);
  return trails;
}

function byReviews(products: readonly Product[]): Product[] {
  const weight = ({ reviewCount, rating }: Product): number => reviewCount * (rating ?? 1);
  return products.filter(({ stock }) => stock !== 'out').sort((a, b) => weight(b) - weight(a));
}

/**
 * The most reviewed product of each list, none looking like an earlier one where that can be had. Sprites name a drawing
 * `shape-colour`, so that the same shape in another colour counts as alike.
 */
export function pickFaces(lists: readonly (readonly Product[])[]): (Product | undefined)[] {
  const seen = new Set<string>();
  return lists.map((products) => {
    const best = byReviews(products);
    const face = best.find((product) => !seen.has(toShape(product))) ?? best[0];
    if (face !== undefined) seen.add(toShape(face));
    return face;
  });
}

function toShape({ id, picture }: Product): string {
  return picture?.replace(/-[^-]*$/, '') ?? id;
}

/** A row of one chair in six colours is a dull row. */
function oneOfEachGroup(products: readonly Product[]): Product[] {
  const seen = new Set<string>();
  return products.filter(({ id, groupId }) => {
    const key = groupId ?? id;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
