import type { Random } from '../../core/random.js';
import { designProduct, toTint, type Design } from './design-product.js';
import { basePrice, sizeFactor, toShelfPrice } from './prices.js';
import type { SampleItem } from './sample-item.js';
import { BRANDS } from './shop-data/brands.js';
import { PLACED_TYPES } from './shop-data/departments.js';
import type { ColourKey } from './shop-data/materials.js';
import type { ProductType } from './shop-data/product-type.js';
import { PROJECTS } from './shop-data/projects.js';

/** An item but for its ids, which are given once all are shuffled. */
type Draft = Omit<SampleItem, 'id' | 'groupId'>;

const FIRST_NUMBER = 10_000;
/** In a small shop, fewer types with this many items each rather than one of everything. */
const MIN_ITEMS_PER_TYPE = 3;
const NAME_TRIES = 40;
const SALE_SHARE = 0.13;

/**
 * The range of the shop. Variants of one design share a group; every name is unique; ids grow in the order of the array,
 * so that the last items are the newest.
 *
 * @param count number of items, at least 1.
 */
export function generateCatalog(count: number, random: Random): SampleItem[] {
  const names = new Set<string>();
  const groups: Draft[][] = [];
  for (const { type, quota } of toQuotas(count)) {
    for (let left = quota; left > 0;) {
      const group = draftGroup(type, left, { random, names });
      groups.push(group);
      left -= group.length;
    }
  }
  return numberItems(random.shuffle(groups), random);
}

function toQuotas(count: number): { type: number; quota: number }[] {
  const order = typesByImportance().slice(0, Math.max(1, Math.floor(count / MIN_ITEMS_PER_TYPE)));
  const share = (type: number): number => PLACED_TYPES[type]!.type.share ?? 1;
  const total = order.reduce((sum, type) => sum + share(type), 0);
  let placed = 0;
  let wanted = 0;
  return order.map((type) => {
    wanted += (count * share(type)) / total;
    const quota = Math.round(wanted) - placed;
    placed += quota;
    return { type, quota };
  });
}

/** Types that belong to a project first, project by project, so that the smallest shop still has complements. */
function typesByImportance(): number[] {
  const index = new Map(PLACED_TYPES.map(({ type }, at) => [type.name, at]));
  const inProjects = PROJECTS.flatMap(({ steps }) => steps.map((step) => index.get(step)!));
  return [...new Set([...inProjects, ...PLACED_TYPES.keys()])];
}

interface Drawing {
  readonly random: Random;
  /** Names that are taken. */
  readonly names: Set<string>;
}

function draftGroup(typeIndex: number, most: number, drawing: Drawing): Draft[] {
  const { random } = drawing;
  const placed = PLACED_TYPES[typeIndex]!;
  const { type } = placed;
  const design = drawDesign(typeIndex, drawing);
  const brand = BRANDS[design.brand]!;
  const price = basePrice(type, brand.level, design.cost) * Math.exp(0.1 * random.normal());
  const discount = random.next() < SALE_SHARE ? 0.65 + 0.2 * random.next() : undefined;
  const quality = Math.min(4.9, Math.max(3.2, 4.35 + 0.28 * random.normal()));
  return drawVariants(design, type, { random, most }).map(({ sizeIndex, colour }) => {
    const size = type.sizes?.[sizeIndex];
    const variant = [size, colour].filter((part) => part !== undefined).join(', ');
    const shelf = toShelfPrice(price * (size === undefined ? 1 : sizeFactor(type.sizes ?? [], sizeIndex)));
    const sale = discount === undefined ? shelf : toShelfPrice(shelf * discount);
    const popularity = Math.exp(0.9 * random.normal());
    const reviewCount = Math.floor(14 * popularity * Math.exp(0.5 * random.normal()));
    return {
      name: variant === '' ? design.name : `${design.name}, ${variant}`,
      type: typeIndex,
      brand: design.brand,
      ...(variant !== '' && { variant }),
      plainName: design.plainName,
      price: shelf,
      ...(sale < shelf && { salePrice: sale }),
      description: design.description,
      picture: { shape: type.shape, tint: colour === undefined ? design.tint : toTint(colour) },
      availability: drawAvailability(random),
      ...(reviewCount > 0 && { averageRating: Math.round(10 * (quality + 0.1 * random.normal())) / 10 }),
      reviewCount,
      popularity,
    };
  });
}

/** A design whose name nobody has yet; once a type's names run out, they are numbered. */
function drawDesign(typeIndex: number, { random, names }: Drawing): Design {
  const placed = PLACED_TYPES[typeIndex]!;
  let design = designProduct(placed, random);
  for (let tries = 0; names.has(design.name) && tries < NAME_TRIES; tries++) design = designProduct(placed, random);
  for (let number = 2, { name } = design; names.has(design.name); number++) {
    design = { ...design, name: name.replace(/^[^,]*/, (head) => `${head} no. ${String(number)}`) };
  }
  names.add(design.name);
  return design;
}

interface Variant {
  readonly sizeIndex: number;
  readonly colour: ColourKey | undefined;
}

/** Some of the sizes in some of the colours, at most `most` in all. */
function drawVariants(design: Design, type: ProductType, draw: { random: Random; most: number }): Variant[] {
  const { random, most } = draw;
  const sizeCount = type.sizes?.length ?? 0;
  const sizes = sizeCount === 0 ? [-1] : drawRun(sizeCount, 1 + random.int(sizeCount), random);
  const wanted = Math.min(design.colours.length, 1 + random.weighted([3, 3, 2, 1]));
  const colours = wanted === 0 ? [undefined] : random.shuffle([...design.colours]).slice(0, wanted);
  return colours.flatMap((colour) => sizes.map((sizeIndex) => ({ sizeIndex, colour }))).slice(0, most);
}

/** `length` neighbouring indices below `count`. */
function drawRun(count: number, length: number, random: Random): number[] {
  const start = random.int(count - length + 1);
  return Array.from({ length }, (_, offset) => start + offset);
}

function drawAvailability(random: Random): SampleItem['availability'] {
  const draw = random.next();
  if (draw < 0.03) return 'out_of_stock';
  return draw < 0.036 ? 'preorder' : 'in_stock';
}

function numberItems(groups: readonly (readonly Draft[])[], random: Random): SampleItem[] {
  let number = FIRST_NUMBER;
  let groupNumber = 0;
  return groups.flatMap((group) => {
    groupNumber += 1;
    const groupId = group.length > 1 ? { groupId: `HF-G${String(groupNumber).padStart(4, '0')}` } : {};
    return group.map((draft) => {
      number += 1 + random.int(3);
      return { id: `HF-${String(number)}`, ...groupId, ...draft };
    });
  });
}
