import type { TintKey } from '../pictures/tints.js';

/** A taste shared by many shoppers. A shopper is a mixture of these. */
export interface TasteStyle {
  readonly name: StyleName;
  /** How common it is. */
  readonly share: number;
  /** Weight of each category (`item_category2`) it cares about; the others are nearly left aside. */
  readonly categories: Readonly<Record<string, number>>;
  readonly tints: readonly TintKey[];
  readonly brands: readonly string[];
  /** The brand level it likes, 1-4. */
  readonly level: number;
}

export type StyleName =
  | 'rustic kitchen'
  | 'modern minimal'
  | 'balcony gardener'
  | 'cottage gardener'
  | 'new parent'
  | 'table host'
  | 'cosy evenings'
  | 'linen bedroom'
  | 'keen baker'
  | 'indoor jungle'
  | 'practical household'
  | 'bath & calm'
  | 'southern light';

export const TASTE_STYLES: readonly TasteStyle[] = [
  {
    name: 'rustic kitchen',
    share: 1.2,
    categories: {
      Cookware: 9,
      'Kitchen tools': 8,
      'Storage & bread': 6,
      'Coffee & tea': 6,
      Tableware: 5,
      'Shelves & baskets': 1,
    },
    tints: ['oak', 'walnut', 'cream', 'terracotta'],
    brands: ['Linden & Daughter', 'Casa Moura', 'Järnbruk'],
    level: 3,
  },
  {
    name: 'modern minimal',
    share: 1.2,
    categories: {
      Seating: 6,
      Tables: 6,
      Lamps: 6,
      'Ceiling & wall lights': 6,
      Rugs: 4,
      'Bathroom accessories': 2,
      Tableware: 3,
      Hallway: 2,
      'Vases & pictures': 3,
    },
    tints: ['ink', 'stone', 'oak', 'cream'],
    brands: ['Norr', 'Oriel', 'Fathom'],
    level: 4,
  },
  {
    name: 'balcony gardener',
    share: 1.2,
    categories: {
      'Balcony growing': 9,
      'Soil & seeds': 8,
      'Pots & planters': 6,
      'Outdoor furniture': 4,
      'Garden tools': 3,
      'House plants': 2,
    },
    tints: ['terracotta', 'sage', 'moss', 'ochre'],
    brands: ['Sprig', 'Verdel'],
    level: 1,
  },
  {
    name: 'cottage gardener',
    share: 1,
    categories: {
      'Garden tools': 8,
      'Soil & seeds': 7,
      Wildlife: 8,
      'Pots & planters': 5,
      'Fire & evening': 2,
      Hallway: 1,
    },
    tints: ['moss', 'oak', 'stone', 'sage'],
    brands: ['Hollis & Green', 'Hedgehog Lane', 'Fell & Sons', 'Withy'],
    level: 2,
  },
  {
    name: 'new parent',
    share: 0.9,
    categories: {
      Nursery: 9,
      'Baby textiles': 9,
      Play: 7,
      'Children’s furniture': 4,
      Laundry: 2,
      'Washing up': 2,
      'Shelves & baskets': 1,
    },
    tints: ['sage', 'rose', 'cream', 'sky'],
    brands: ['Little Wren', 'Nook & Nest'],
    level: 2,
  },
  {
    name: 'table host',
    share: 1,
    categories: {
      Tableware: 8,
      Glassware: 8,
      Cutlery: 5,
      'Table linen': 8,
      'Candle holders': 3,
      Candles: 2,
      'Vases & pictures': 2,
    },
    tints: ['ink', 'brass', 'cream', 'sage'],
    brands: ['Marl', 'Lissard', 'Atelier Brume'],
    level: 3,
  },
  {
    name: 'cosy evenings',
    share: 1.1,
    categories: {
      Candles: 9,
      'Candle holders': 6,
      'Cushions & throws': 7,
      'Home fragrance': 5,
      'Bulbs & strings': 4,
      Lamps: 3,
      'Duvets & pillows': 1,
    },
    tints: ['ochre', 'rose', 'terracotta', 'brass'],
    brands: ['Ember & Wick', 'Apiary', 'Tamarisk'],
    level: 2,
  },
  {
    name: 'linen bedroom',
    share: 1,
    categories: {
      'Bed linen': 9,
      'Duvets & pillows': 6,
      Curtains: 8,
      'Rods & fittings': 4,
      Blinds: 3,
      'Bedroom furniture': 4,
      'Clothes storage': 3,
    },
    tints: ['cream', 'sage', 'sky', 'stone'],
    brands: ['Lissard', 'Morrow', 'Atelier Brume'],
    level: 3,
  },
  {
    name: 'keen baker',
    share: 0.9,
    categories: { Bakeware: 10, 'Kitchen tools': 5, 'Storage & bread': 5, Cookware: 3, 'Table linen': 1, Cleaning: 1 },
    tints: ['cream', 'sky', 'rose', 'ochre'],
    brands: ['Marl', 'Plainware', 'Quay & Kettle'],
    level: 2,
  },
  {
    name: 'indoor jungle',
    share: 0.8,
    categories: {
      'House plants': 9,
      'Pots & planters': 8,
      'Soil & seeds': 4,
      'Vases & pictures': 4,
      'Shelves & baskets': 3,
    },
    tints: ['moss', 'sage', 'terracotta', 'stone'],
    brands: ['Verdel', 'Sprig', 'Withy'],
    level: 2,
  },
  {
    name: 'practical household',
    share: 1.1,
    categories: {
      'Washing up': 9,
      Cleaning: 8,
      Laundry: 8,
      Hallway: 5,
      'Clothes storage': 4,
      'Storage & bread': 2,
      'Soap & care': 2,
    },
    tints: ['stone', 'sky', 'cream', 'ink'],
    brands: ['Plainware', 'Brightwater', 'Fathom'],
    level: 1,
  },
  {
    name: 'bath & calm',
    share: 0.9,
    categories: { Towels: 9, 'Bathroom accessories': 7, 'Soap & care': 8, 'Home fragrance': 5, 'Bed linen': 2 },
    tints: ['sky', 'sage', 'cream', 'rose'],
    brands: ['Soap Yard', 'Morrow', 'Apiary'],
    level: 2,
  },
  {
    name: 'southern light',
    share: 0.9,
    categories: {
      'Outdoor furniture': 8,
      'Outdoor textiles': 8,
      'Fire & evening': 6,
      Rugs: 4,
      'Cushions & throws': 4,
      Glassware: 2,
      'Pots & planters': 2,
      Curtains: 2,
    },
    tints: ['terracotta', 'ochre', 'rose', 'oak'],
    brands: ['Tamarisk', 'Casa Moura', 'Verdel'],
    level: 2,
  },
];
