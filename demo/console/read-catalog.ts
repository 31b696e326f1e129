import { decodeDisplay } from '../../core/artifact/display-section.js';
import { decodeIds } from '../../core/artifact/ids-section.js';
import { decodeItems, isCold, ITEM_FLAGS } from '../../core/artifact/items-section.js';
import { parseManifest, type Manifest, type SectionName } from '../../core/artifact/manifest.js';

export interface CatalogProduct {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  /** Too few shoppers know it: the model has no behaviour of it. */
  readonly isCold: boolean;
  readonly isAvailable: boolean;
  /** Its part of all events in the 30 days before the model was trained. */
  readonly demand: number;
}

export interface CatalogCategory {
  readonly name: string;
  readonly count: number;
  readonly cold: number;
  readonly demand: number;
}

export interface CatalogFacts {
  readonly products: readonly CatalogProduct[];
  /** By whole category and by its first level, the largest first. */
  readonly categories: readonly CatalogCategory[];
  readonly departments: readonly CatalogCategory[];
}

/** Stands between the levels of a category. */
const LEVELS = ' > ';

/** Reads what a model says of its products. @param folder of the model. Rejects where there is no whole model. */
export async function readCatalog(folder: URL): Promise<CatalogFacts> {
  const manifest = parseManifest(new TextDecoder().decode(await read(new URL('latest.json', folder))));
  const hasNames = manifest.sections.some(({ name }) => name === 'display');
  const [ids, items, display] = await Promise.all([
    readSection(folder, manifest, 'ids').then(decodeIds),
    readSection(folder, manifest, 'items').then(decodeItems),
    hasNames ? readSection(folder, manifest, 'display').then(decodeDisplay) : undefined,
  ]);
  // The column holds log(1 + events).
  const events = Array.from(items.trend30, Math.expm1);
  const total = Math.max(
    1e-9,
    events.reduce((sum, count) => sum + count, 0),
  );
  const products = ids.itemIds.map((id, item): CatalogProduct => ({
    id,
    name: display?.text.item_name?.[item] ?? id,
    category: ids.categories[items.category[item]!] ?? '',
    isCold: isCold(items, item),
    isAvailable: (items.flags[item]! & ITEM_FLAGS.unavailable) === 0,
    demand: events[item]! / total,
  }));
  const categories = countBy(products, ({ category }) => category);
  return { products, categories, departments: countBy(products, ({ category }) => category.split(LEVELS)[0]!) };
}

function countBy(products: readonly CatalogProduct[], nameOf: (product: CatalogProduct) => string): CatalogCategory[] {
  const byName = new Map<string, CatalogProduct[]>();
  for (const product of products) {
    const own = byName.get(nameOf(product)) ?? [];
    own.push(product);
    byName.set(nameOf(product), own);
  }
  return [...byName]
    .map(([name, own]) => ({
      name,
      count: own.length,
      cold: own.filter((product) => product.isCold).length,
      demand: own.reduce((sum, product) => sum + product.demand, 0),
    }))
    .sort((a, b) => b.count - a.count);
}

async function readSection(folder: URL, { sections }: Manifest, name: SectionName): Promise<Uint8Array> {
  return read(new URL(sections.find((section) => section.name === name)?.file ?? '', folder));
}

async function read(address: URL): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`expected ${address.pathname}, came status ${String(response.status)}`);
  return new Uint8Array(await response.arrayBuffer());
}
