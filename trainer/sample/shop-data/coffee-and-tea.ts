import { GLAZE_COLOURS, PAINT_COLOURS } from './materials.js';
import type { Category } from './product-type.js';

export const COFFEE_AND_TEA: Category = {
  name: 'Coffee & tea',
  types: [
    {
      name: 'Teapots',
      noun: 'teapot',
      shape: 'teapot',
      price: 42,
      materials: ['stoneware', 'porcelain', 'castIron', 'glass'],
      colours: GLAZE_COLOURS,
      sizes: ['0.6 litres', '1.2 litres'],
      about: [
        'Pours in a clean arc and keeps four cups warm.',
        'A fine steel strainer sits inside, deep enough for a single cup.',
      ],
    },
    {
      name: 'Kettles',
      noun: 'kettle',
      shape: 'kettle',
      price: 64,
      materials: ['steel', 'enamel', 'copper'],
      colours: PAINT_COLOURS,
      share: 0.8,
      about: [
        'A stove kettle with a soft whistle and a handle that stays cool.',
        'The narrow spout is made for tea, and patient enough for coffee.',
      ],
    },
    {
      name: 'Cafetières',
      noun: 'cafetière',
      shape: 'cafetiere',
      price: 38,
      materials: ['steel', 'copper', 'brass', 'blackSteel'],
      sizes: ['3 cups', '8 cups'],
      about: [
        'A double mesh keeps the grounds where they belong.',
        'Four minutes, a slow push, and coffee for the table.',
      ],
    },
    {
      name: 'Tea',
      noun: 'loose tea, 100 g',
      shape: 'canister',
      price: 11,
      kinds: {
        breakfast: 'terracotta',
        'Earl Grey': 'ink',
        sencha: 'moss',
        chamomile: 'ochre',
        'mountain herb': 'sage',
        'rooibos & orange peel': 'walnut',
      },
      refillDays: 40,
      about: [
        'Whole leaves in a tin that closes tight; good for about forty cups.',
        'Picked by hand and packed within a week of arriving.',
      ],
    },
    {
      name: 'Coffee filters',
      noun: 'coffee filters, pack of 100',
      shape: 'carton',
      price: 6,
      kinds: { unbleached: 'oak', white: 'cream', cone: 'stone' },
      share: 0.5,
      refillDays: 50,
      about: ['Sturdy paper that never tears when wet.', 'Rinses without a trace of paper in the cup.'],
    },
  ],
};
