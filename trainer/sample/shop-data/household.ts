import { CLOTH_COLOURS, PAINT_COLOURS } from './materials.js';
import type { Department } from './product-type.js';

export const HOUSEHOLD: Department = {
  name: 'Household',
  categories: [
    {
      name: 'Washing up',
      types: [
        {
          name: 'Dishwasher tabs',
          noun: 'dishwasher tabs',
          shape: 'carton',
          price: 11,
          kinds: { 'all-in-one': 'sky', unscented: 'cream', lemon: 'ochre' },
          sizes: ['30 tabs', '60 tabs'],
          refillDays: 30,
          about: [
            'Clear glasses and no plastic film: the wrapper dissolves.',
            'Works at fifty degrees, which is enough.',
          ],
        },
        {
          name: 'Washing-up liquid',
          noun: 'washing-up liquid',
          shape: 'bottle',
          price: 6,
          kinds: { 'lemon verbena': 'ochre', 'sea mist': 'sky', unscented: 'stone', basil: 'moss' },
          sizes: ['500 ml', '1 litre refill'],
          refillDays: 34,
          about: ['A few drops for a sinkful, and mild to the hands.', 'Concentrated, so that the bottle lasts.'],
        },
        {
          name: 'Dish brushes',
          noun: 'dish brush',
          shape: 'brush',
          price: 9,
          materials: ['beech', 'bamboo', 'oak'],
          refillDays: 65,
          about: [
            'Stiff plant fibres that get into corners and keep out of scratches.',
            'The head comes off, so that the handle stays.',
          ],
        },
      ],
    },
    {
      name: 'Cleaning',
      types: [
        {
          name: 'Kitchen cloths',
          noun: 'kitchen cloths, set of 3',
          shape: 'cloth',
          price: 13,
          materials: ['linen', 'cotton', 'waffle'],
          colours: CLOTH_COLOURS,
          share: 1.2,
          refillDays: 80,
          about: ['They dry glasses without leaving lint.', 'A loop on the long side, where a hook can find it.'],
        },
        {
          name: 'Brooms',
          noun: 'broom',
          shape: 'broom',
          price: 29,
          materials: ['beech', 'ash', 'bamboo'],
          share: 0.7,
          about: [
            'Dense bristles gather fine dust instead of moving it about.',
            'Tall enough to sweep with a straight back.',
          ],
        },
        {
          name: 'Bin bags',
          noun: 'compost bags, roll of 25',
          shape: 'carton',
          price: 5,
          kinds: { 'kitchen caddy': 'moss', garden: 'walnut' },
          sizes: ['7 litres', '10 litres', '30 litres'],
          share: 0.6,
          refillDays: 28,
          about: [
            'Made from maize starch and gone within twelve weeks.',
            'Strong when wet, as long as you change them in time.',
          ],
        },
      ],
    },
    {
      name: 'Laundry',
      types: [
        {
          name: 'Laundry liquid',
          noun: 'laundry liquid',
          shape: 'bottle',
          price: 13,
          kinds: { 'linen & sea air': 'sky', 'wool & silk': 'cream', unscented: 'stone', lavender: 'rose' },
          sizes: ['750 ml', '1.5 litres'],
          refillDays: 36,
          about: ['Cleans from twenty degrees and rinses out completely.', 'One cap a load, for about thirty loads.'],
        },
        {
          name: 'Drying racks',
          noun: 'drying rack',
          shape: 'drying-rack',
          price: 59,
          materials: ['beech', 'steel', 'powderSteel', 'bamboo'],
          colours: ['cream', 'charcoal', 'eucalyptus'],
          share: 0.7,
          about: [
            'Eighteen metres of line that fold to the width of a hand.',
            'Stands by a window and is almost good to look at.',
          ],
        },
      ],
    },
    {
      name: 'Hallway',
      types: [
        {
          name: 'Doormats',
          noun: 'doormat',
          shape: 'doormat',
          price: 32,
          materials: ['coir', 'jute', 'seagrass'],
          colours: ['oatmeal', 'charcoal', 'moss', 'rust', 'ochre'],
          sizes: ['40 × 60 cm', '50 × 80 cm'],
          about: ['Takes the mud off boots and paws.', 'Thick enough to work and flat enough for the door to pass.'],
        },
        {
          name: 'Coat hooks',
          noun: 'coat rack',
          shape: 'hooks',
          price: 49,
          materials: ['oak', 'walnut', 'beech', 'powderSteel'],
          colours: PAINT_COLOURS,
          sizes: ['3 hooks', '5 hooks'],
          about: ['Wide hooks that are kind to collars.', 'Hidden fixings, and room for a bag behind each coat.'],
        },
        {
          name: 'Hall mirrors',
          noun: 'hall mirror',
          shape: 'mirror',
          price: 99,
          materials: ['oak', 'brass', 'blackSteel', 'walnut'],
          sizes: ['40 cm', '60 cm'],
          share: 0.7,
          about: ['For the last look before the door.', 'A small ledge beneath it holds the keys.'],
        },
      ],
    },
  ],
};
