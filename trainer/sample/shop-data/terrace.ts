import { CLOTH_COLOURS, PAINT_COLOURS } from './materials.js';
import type { Department } from './product-type.js';

export const TERRACE: Department = {
  name: 'Balcony & terrace',
  categories: [
    {
      name: 'Outdoor furniture',
      season: 'spring',
      types: [
        {
          name: 'Garden chairs',
          noun: 'garden chair',
          shape: 'garden-chair',
          price: 119,
          materials: ['acacia', 'powderSteel', 'rattan'],
          colours: PAINT_COLOURS,
          share: 1.3,
          about: [
            'Folds flat for the winter and opens with one hand.',
            'A curved back and broad arms, for the second cup of coffee.',
          ],
        },
        {
          name: 'Bistro tables',
          noun: 'bistro table',
          shape: 'bistro-table',
          price: 149,
          materials: ['powderSteel', 'acacia', 'marble'],
          colours: PAINT_COLOURS,
          sizes: ['60 cm', '75 cm'],
          about: ['Two plates, two glasses and a view.', 'Small enough for a balcony and steady on uneven stone.'],
        },
        {
          name: 'Parasols',
          noun: 'parasol',
          shape: 'parasol',
          price: 129,
          materials: ['cotton', 'linen'],
          colours: ['chalk', 'sage', 'ochre', 'terracotta', 'ink'],
          sizes: ['200 cm', '270 cm'],
          share: 0.8,
          about: ['Shade that tilts with the sun.', 'The cover comes off its ribs and goes into the wash.'],
        },
      ],
    },
    {
      name: 'Outdoor textiles',
      season: 'spring',
      types: [
        {
          name: 'Seat pads',
          noun: 'seat pad',
          shape: 'cushion',
          price: 24,
          materials: ['cotton', 'linen', 'wool'],
          colours: CLOTH_COLOURS,
          share: 1.2,
          about: [
            'Ties at the back and dries quickly after a shower.',
            'Three centimetres of comfort for a hard chair.',
          ],
        },
        {
          name: 'Outdoor rugs',
          noun: 'outdoor rug',
          shape: 'rug',
          price: 89,
          materials: ['jute', 'seagrass', 'coir'],
          colours: ['oatmeal', 'ink', 'terracotta', 'sage', 'ochre'],
          sizes: ['120 × 180 cm', '160 × 230 cm'],
          about: [
            'Turns four square metres of concrete into a room.',
            'Hose it down, hang it up, and it is ready by the afternoon.',
          ],
        },
      ],
    },
    {
      name: 'Fire & evening',
      season: 'spring',
      types: [
        {
          name: 'Fire bowls',
          noun: 'fire bowl',
          shape: 'fire-bowl',
          price: 159,
          materials: ['castIron', 'blackSteel', 'copper'],
          sizes: ['50 cm', '65 cm'],
          share: 0.8,
          about: [
            'Stretches a summer evening by two hours.',
            'A grid for sausages comes with it, and a cover for the rain.',
          ],
        },
        {
          name: 'Kindling',
          noun: 'kindling',
          shape: 'crate',
          price: 12,
          kinds: { birch: 'cream', ash: 'oak', fruitwood: 'walnut' },
          sizes: ['5 kg', '10 kg'],
          share: 0.6,
          refillDays: 26,
          about: [
            'Dried to under fifteen per cent, so that it catches at once.',
            'Split small and packed in a paper sack.',
          ],
        },
        {
          name: 'Garden torches',
          noun: 'garden torch',
          shape: 'lantern',
          price: 26,
          materials: ['copper', 'blackSteel', 'bamboo', 'galvanised'],
          about: ['Marks the path and keeps the midges guessing.', 'Burns for six hours on one filling.'],
        },
      ],
    },
    {
      name: 'Balcony growing',
      season: 'spring',
      types: [
        {
          name: 'Balcony boxes',
          noun: 'balcony box',
          shape: 'planter',
          price: 32,
          materials: ['galvanised', 'powderSteel', 'terracotta'],
          colours: PAINT_COLOURS,
          sizes: ['40 cm', '60 cm'],
          share: 1.2,
          about: [
            'Hooks over railings of any width, on either side.',
            'A reservoir in the base lets you leave for the weekend.',
          ],
        },
        {
          name: 'Herb planters',
          noun: 'herb planter',
          shape: 'herb',
          price: 27,
          materials: ['terracotta', 'stoneware', 'galvanised'],
          colours: ['terracotta', 'cream', 'sage', 'ink'],
          about: [
            'Three pots on one tray, for the sunny end of the worktop or the railing.',
            'Deep enough for parsley, which most are not.',
          ],
        },
        {
          name: 'Potting benches',
          noun: 'potting bench',
          shape: 'coffee-table',
          price: 199,
          materials: ['acacia', 'oak', 'galvanised'],
          share: 0.5,
          about: [
            'A surface at the right height and a shelf for the pots.',
            'A zinc tray slides out for tipping away the crumbs of soil.',
          ],
        },
      ],
    },
  ],
};
