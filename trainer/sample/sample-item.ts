import type { Picture } from './pictures/draw-picture-sprite.js';

/** One product of the sample shop. Prices in euro. */
export interface SampleItem {
  /** `HF-10423`; grows with the date an item came into the range. */
  readonly id: string;
  readonly name: string;
  /** Index in PLACED_TYPES: department, category and type. */
  readonly type: number;
  /** Index in BRANDS. */
  readonly brand: number;
  /** Shared by an item's variants; absent where there is only one. */
  readonly groupId?: string;
  /** Size and colour, as far as it comes in several. */
  readonly variant?: string;
  /** As a shopper would search for it: "linen curtain". */
  readonly plainName: string;
  readonly price: number;
  readonly salePrice?: number;
  readonly description: string;
  readonly picture: Picture;
  readonly availability: 'in_stock' | 'out_of_stock' | 'preorder';
  /** 1-5 with one decimal; absent where nobody has rated it. */
  readonly averageRating?: number;
  readonly reviewCount: number;
  /** Latent: how much it is liked whatever one's taste; 1 is the median. */
  readonly popularity: number;
}
