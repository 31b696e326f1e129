import { CLOTH_COLOURS, GLAZE_COLOURS } from './materials.js';
import type { Department } from './product-type.js';

export const DINING: Department = {
  name: 'Dining',
  categories: [
    {
      name: 'Tableware',
      types: [
        {
          name: 'Dinner plates',
          noun: 'dinner plate',
          shape: 'plate',
          price: 19,
          materials: ['stoneware', 'porcelain', 'enamel'],
          colours: GLAZE_COLOURS,
          sizes: ['22 cm', '27 cm'],
          share: 1.4,
          about: [
            'A generous flat with a rim that keeps the sauce in.',
            'Stacks low and mixes well with what you already have.',
          ],
        },
        {
          name: 'Bowls',
          noun: 'bowl',
          shape: 'bowl',
          price: 16,
          materials: ['stoneware', 'porcelain', 'acacia', 'enamel'],
          colours: GLAZE_COLOURS,
          sizes: ['14 cm', '18 cm', '26 cm'],
          share: 1.3,
          about: [
            'For soup, for muesli, for pasta eaten on the sofa.',
            'Steep sides hold the heat and are easy to scrape clean.',
          ],
        },
        {
          name: 'Mugs',
          noun: 'mug',
          shape: 'mug',
          price: 15,
          materials: ['stoneware', 'porcelain', 'enamel'],
          colours: GLAZE_COLOURS,
          sizes: ['25 cl', '40 cl'],
          share: 1.4,
          about: [
            'The handle has room for three fingers, the rim is thin.',
            'Holds a proper cup of tea and warms both hands.',
          ],
        },
        {
          name: 'Serving platters',
          noun: 'serving platter',
          shape: 'plate',
          price: 39,
          materials: ['stoneware', 'walnut', 'marble', 'slate', 'oak'],
          sizes: ['32 cm', '40 cm'],
          about: [
            'Carries a roast, a cheese course or a heap of salad.',
            'Long enough for a whole fish and easy to pass around.',
          ],
        },
      ],
    },
    {
      name: 'Glassware',
      types: [
        {
          name: 'Tumblers',
          noun: 'tumbler',
          shape: 'tumbler',
          price: 11,
          materials: ['glass', 'recycledGlass'],
          colours: ['sage', 'rose', 'pale blue', 'ochre', 'stone'],
          sizes: ['20 cl', '32 cl'],
          share: 1.1,
          about: [
            'For water every day and for lemonade when the sun is out.',
            'A thick base makes it hard to tip and pleasant to hold.',
          ],
        },
        {
          name: 'Wine glasses',
          noun: 'wine glass',
          shape: 'wine-glass',
          price: 14,
          materials: ['glass', 'recycledGlass'],
          colours: ['stone', 'rose', 'sage', 'pale blue'],
          sizes: ['24 cl', '40 cl'],
          about: [
            'One shape that does justice to white and red.',
            'The stem is drawn from the bowl in one piece, so there is no seam to break.',
          ],
        },
        {
          name: 'Carafes',
          noun: 'carafe',
          shape: 'carafe',
          price: 28,
          materials: ['glass', 'recycledGlass'],
          colours: ['stone', 'sage', 'pale blue', 'ochre'],
          sizes: ['0.75 litres', '1.2 litres'],
          share: 0.8,
          about: [
            'A narrow neck for the hand and a wide base for the wine.',
            'Fits the door of the fridge and looks well on the table.',
          ],
        },
      ],
    },
    {
      name: 'Cutlery',
      types: [
        {
          name: 'Cutlery sets',
          noun: 'cutlery set, 16 pieces',
          shape: 'cutlery',
          price: 89,
          materials: ['steel', 'brass', 'blackSteel'],
          about: [
            'Four each of knife, fork, spoon and teaspoon, with a good weight.',
            'Slim handles, deep spoons and knives that cut.',
          ],
        },
        {
          name: 'Serving spoons',
          noun: 'serving spoons, set of 2',
          shape: 'utensils',
          price: 26,
          materials: ['acacia', 'walnut', 'beech', 'brass'],
          share: 0.7,
          about: ['One to lift and one to hold, for salad and for rice.', 'Long enough for the deepest bowl.'],
        },
      ],
    },
    {
      name: 'Table linen',
      types: [
        {
          name: 'Tablecloths',
          noun: 'tablecloth',
          shape: 'tablecloth',
          price: 65,
          materials: ['linen', 'cotton'],
          colours: CLOTH_COLOURS,
          sizes: ['140 × 180 cm', '140 × 240 cm', '160 × 300 cm'],
          share: 1.2,
          about: [
            'Falls softly over the edge and forgives a spill.',
            'Mitred corners and a hem wide enough to hang straight.',
          ],
        },
        {
          name: 'Napkins',
          noun: 'napkins, set of 4',
          shape: 'napkin',
          price: 29,
          materials: ['linen', 'cotton'],
          colours: CLOTH_COLOURS,
          about: [
            'Large enough for a lap and soft enough for a chin.',
            'They fold sharply, and need no ironing if you do not mind a crease.',
          ],
        },
        {
          name: 'Table runners',
          noun: 'table runner',
          shape: 'towel',
          price: 32,
          materials: ['linen', 'cotton', 'jute'],
          colours: ['oatmeal', 'sage', 'ink', 'terracotta', 'ochre'],
          sizes: ['40 × 150 cm', '40 × 220 cm'],
          share: 0.8,
          about: [
            'A strip of colour down the middle, with the wood on both sides.',
            'Dresses the table in a minute and protects it from hot dishes.',
          ],
        },
        {
          name: 'Paper napkins',
          noun: 'paper napkins, pack of 40',
          shape: 'carton',
          price: 5,
          kinds: {
            'fern print': 'moss',
            'terracotta stripe': 'terracotta',
            'plain ink': 'ink',
            'blush dot': 'rose',
            'linen-look': 'cream',
          },
          share: 0.6,
          refillDays: 45,
          about: ['Three soft layers for a long table in the garden.', 'Thick enough to be folded like cloth.'],
        },
      ],
    },
  ],
};
