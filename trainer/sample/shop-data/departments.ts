import { BATHROOM } from './bathroom.js';
import { BEDROOM } from './bedroom.js';
import { CHILDREN } from './children.js';
import { DECORATION } from './decoration.js';
import { DINING } from './dining.js';
import { GARDEN } from './garden.js';
import { HOUSEHOLD } from './household.js';
import { KITCHEN } from './kitchen.js';
import { LIGHTING } from './lighting.js';
import { LIVING_ROOM } from './living-room.js';
import type { Category, Department, ProductType } from './product-type.js';
import { TERRACE } from './terrace.js';
import { WINDOWS } from './windows.js';

/** The whole range, in the order a menu would show it. */
const DEPARTMENTS: readonly Department[] = [
  KITCHEN,
  DINING,
  LIVING_ROOM,
  BEDROOM,
  BATHROOM,
  WINDOWS,
  LIGHTING,
  DECORATION,
  GARDEN,
  TERRACE,
  CHILDREN,
  HOUSEHOLD,
];

/** A type with the shelves it stands on. */
export interface PlacedType {
  readonly type: ProductType;
  readonly category: Category;
  readonly department: Department;
}

export const PLACED_TYPES: readonly PlacedType[] = DEPARTMENTS.flatMap((department) =>
  department.categories.flatMap((category) => category.types.map((type) => ({ type, category, department }))),
);
