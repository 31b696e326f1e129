import type { Random } from '../../core/random.js';
import type { TintKey } from './pictures/tints.js';
import { BRANDS } from './shop-data/brands.js';
import type { PlacedType } from './shop-data/departments.js';
import { COLOURS, MATERIALS, type ColourKey, type MaterialKey } from './shop-data/materials.js';

/** A product before it is cut into sizes and colours. */
export interface Design {
  readonly brand: number;
  /** Without size and colour: "Linden oak bread board". */
  readonly name: string;
  readonly plainName: string;
  readonly description: string;
  /** The picture's colour where no colour variant says otherwise. */
  readonly tint: TintKey;
  readonly colours: readonly ColourKey[];
  /** Price factor of the material. */
  readonly cost: number;
}

const RANGE_SHARE = 0.62;

/** Draws a brand, a material or kind, a name and a description for a type. Names may repeat: the caller draws again. */
export function designProduct(placed: PlacedType, random: Random): Design {
  const { type, department } = placed;
  const brandIndex = random.weighted(brandWeights(placed));
  const brand = BRANDS[brandIndex]!;
  const range = random.pick(brand.ranges);
  if (type.kinds !== undefined) {
    const [kind, tint] = random.pick(Object.entries(type.kinds));
    const phrase = `${kind} ${type.noun}`;
    const name = capitalise(random.next() < 0.5 ? phrase : `${range} ${phrase}`);
    const description = `${random.pick(type.about)} ${brand.about}`;
    return { brand: brandIndex, name, plainName: toPlain(phrase), description, tint, colours: [], cost: 1 };
  }
  const material = MATERIALS[random.pick(materialsFor(type.materials ?? [], brand.materials))];
  const phrase = `${material.label} ${type.noun}`;
  const lead = random.next() < RANGE_SHARE ? range : random.pick(material.finishes);
  const atTable = department.name === 'Kitchen' || department.name === 'Dining';
  const facts = atTable ? [...material.facts, ...(material.tableFacts ?? [])] : material.facts;
  const second = random.next() < 0.7 ? random.pick(facts) : brand.about;
  return {
    brand: brandIndex,
    name: capitalise(`${lead} ${phrase}`),
    plainName: toPlain(phrase),
    description: `${random.pick(type.about)} ${second}`,
    tint: material.tint,
    colours: material.natural === true ? [] : (type.colours ?? []).filter((colour) => colour !== material.label),
    cost: material.cost,
  };
}

/** The picture's colour for a colour variant. */
export function toTint(colour: ColourKey): TintKey {
  return COLOURS[colour];
}

/** Which brands make a type: those at home in its department and material, specialists more often. */
function brandWeights({ type, category, department }: PlacedType): number[] {
  const weights = BRANDS.map((brand) => {
    if (type.kinds !== undefined) return brand.kindsIn?.includes(category.name) === true ? 1 : 0;
    if (!brand.departments.includes(department.name)) return 0;
    const shared = brand.materials.filter((material) => type.materials?.includes(material)).length;
    return shared / Math.sqrt(brand.departments.length);
  });
  if (weights.some((weight) => weight > 0)) return weights;
  return BRANDS.map((brand) => (brand.departments.includes(department.name) ? 1 : 0));
}

function materialsFor(wanted: readonly MaterialKey[], offered: readonly MaterialKey[]): readonly MaterialKey[] {
  const shared = wanted.filter((material) => offered.includes(material));
  return shared.length > 0 ? shared : wanted;
}

/** "linen napkins, set of 4" -> "linen napkins". */
function toPlain(phrase: string): string {
  return phrase.split(',')[0]!;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
