import type { Product } from './product.js';

export interface CategoryNode {
  readonly name: string;
  /** Path of the category's page: `/category/garden/pots`. */
  readonly href: string;
  /** All products at and below this category, in catalog order. */
  readonly products: readonly Product[];
  readonly children: readonly CategoryNode[];
}

interface OpenNode {
  readonly name: string;
  readonly href: string;
  readonly products: Product[];
  readonly children: Map<string, OpenNode>;
}

/** The address form of a category's name: `Rugs & throws` becomes `rugs-throws`. */
function toSlug(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return slug === '' ? encodeURIComponent(name) : slug;
}

/** Builds the tree of categories; `root` holds every product and the departments as children, largest first. */
export function buildCategoryTree(products: readonly Product[]): CategoryNode {
  const root: OpenNode = {
    name: 'Everything',
    href: '/category/everything',
    products: [...products],
    children: new Map(),
  };
  for (const product of products) {
    let node = root;
    for (const name of product.path) node = enter(node, name, product);
  }
  return close(root);
}

function enter(parent: OpenNode, name: string, product: Product): OpenNode {
  const slug = toSlug(name);
  const base = parent.href === '/category/everything' ? '/category' : parent.href;
  const made: OpenNode = { name, href: `${base}/${slug}`, products: [], children: new Map() };
  const node = parent.children.get(slug) ?? made;
  parent.children.set(slug, node);
  node.products.push(product);
  return node;
}

function close(node: OpenNode): CategoryNode {
  const children = [...node.children.values()].sort((a, b) => b.products.length - a.products.length).map(close);
  return { name: node.name, href: node.href, products: node.products, children };
}

/** The nodes from the department down to the one the slugs name; undefined where one is unknown. */
export function findCategory(root: CategoryNode, slugs: readonly string[]): CategoryNode[] | undefined {
  if (slugs.length === 1 && slugs[0] === 'everything') return [root];
  const trail: CategoryNode[] = [];
  let node = root;
  for (const slug of slugs) {
    const child = node.children.find((candidate) => candidate.href.endsWith(`/${slug}`));
    if (child === undefined) return undefined;
    trail.push(child);
    node = child;
  }
  return trail.length === 0 ? undefined : trail;
}
