import type { ShapeKey } from '../pictures/draw-picture-sprite.js';
import type { TintKey } from '../pictures/tints.js';
import type { ColourKey, MaterialKey } from './materials.js';

/** A kind of product: the third level of the catalogue (`item_category3`). */
export interface ProductType {
  /** The category's name, usually plural. */
  readonly name: string;
  /** As it stands in a product's name. */
  readonly noun: string;
  readonly shape: ShapeKey;
  /** Usual price in euro: a brand of level 2, the middle size. */
  readonly price: number;
  readonly materials?: readonly MaterialKey[];
  /** Scents, species, varieties: stands where the material would, with the picture's colour. */
  readonly kinds?: Readonly<Record<string, TintKey>>;
  readonly colours?: readonly ColourKey[];
  /** Smallest first. */
  readonly sizes?: readonly string[];
  /** Sentences about what it is for; each product takes one. */
  readonly about: readonly [string, string];
  /** Weight in the range; default 1. */
  readonly share?: number;
  /** Days after which a shopper buys it again. */
  readonly refillDays?: number;
}

/** The second level (`item_category2`). */
export interface Category {
  readonly name: string;
  /** Busier in spring (garden) or in winter (candles, blankets); even through the year without it. */
  readonly season?: 'spring' | 'winter';
  readonly types: readonly ProductType[];
}

/** The first level (`item_category`). */
export interface Department {
  readonly name: string;
  readonly categories: readonly Category[];
}
