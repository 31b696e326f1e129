import { CLOTH_COLOURS } from './materials.js';
import type { Department } from './product-type.js';

export const BEDROOM: Department = {
  name: 'Bedroom',
  categories: [
    {
      name: 'Bed linen',
      types: [
        {
          name: 'Duvet covers',
          noun: 'duvet cover',
          shape: 'bed',
          price: 110,
          materials: ['linen', 'percale', 'cotton', 'muslin'],
          colours: CLOTH_COLOURS,
          sizes: ['135 × 200 cm', '200 × 200 cm', '240 × 220 cm'],
          share: 1.7,
          about: [
            'Buttons at the foot, ties in the corners, and no cold nylon anywhere.',
            'Cut generously, so that the duvet can move.',
          ],
        },
        {
          name: 'Pillowcases',
          noun: 'pillowcases, pair',
          shape: 'pillow',
          price: 38,
          materials: ['linen', 'percale', 'cotton', 'muslin'],
          colours: CLOTH_COLOURS,
          sizes: ['50 × 75 cm', '65 × 65 cm'],
          share: 1.2,
          about: [
            'An envelope closing keeps the pillow in without a zip.',
            'They match our sheets and covers, and mix well too.',
          ],
        },
        {
          name: 'Fitted sheets',
          noun: 'fitted sheet',
          shape: 'folded-linen',
          price: 55,
          materials: ['linen', 'percale', 'cotton'],
          colours: ['chalk', 'oatmeal', 'sage', 'ink', 'rose', 'duck egg'],
          sizes: ['90 × 200 cm', '140 × 200 cm', '160 × 200 cm'],
          about: [
            'Elastic all the way around holds mattresses up to 30 cm deep.',
            'Labelled on the short side, so that it goes on the right way first time.',
          ],
        },
      ],
    },
    {
      name: 'Duvets & pillows',
      season: 'winter',
      types: [
        {
          name: 'Duvets',
          noun: 'duvet',
          shape: 'bed',
          price: 149,
          kinds: { 'light wool': 'cream', 'warm wool': 'stone', 'goose-down': 'sky', 'recycled-fibre': 'sage' },
          sizes: ['135 × 200 cm', '200 × 200 cm', '240 × 220 cm'],
          about: [
            'Stitched in squares, so that the filling stays where the warmth is wanted.',
            'Breathes through the night and can be aired instead of washed.',
          ],
        },
        {
          name: 'Pillows',
          noun: 'pillow',
          shape: 'pillow',
          price: 49,
          kinds: { 'soft feather': 'cream', 'firm feather': 'stone', 'wool-filled': 'oak', buckwheat: 'walnut' },
          sizes: ['50 × 75 cm', '65 × 65 cm'],
          about: [
            'Holds up the neck and gives way under the ear.',
            'An inner zip lets you take filling out until it suits you.',
          ],
        },
        {
          name: 'Blankets',
          noun: 'blanket',
          shape: 'throw',
          price: 95,
          materials: ['wool', 'cotton', 'waffle'],
          colours: CLOTH_COLOURS,
          sizes: ['130 × 180 cm', '180 × 220 cm'],
          about: ['An extra layer for the cold end of the night.', 'Woven, brushed and edged with a satin band.'],
        },
      ],
    },
    {
      name: 'Bedroom furniture',
      types: [
        {
          name: 'Bedside tables',
          noun: 'bedside table',
          shape: 'nightstand',
          price: 169,
          materials: ['oak', 'walnut', 'ash', 'rattan'],
          about: [
            'A drawer for what you hide and a shelf for what you read.',
            'As high as a mattress, with a groove for the charging cable.',
          ],
        },
        {
          name: 'Chests of drawers',
          noun: 'chest of drawers',
          shape: 'drawers',
          price: 449,
          materials: ['oak', 'walnut', 'ash', 'beech'],
          share: 0.8,
          about: [
            'Dovetailed drawers that run on wood and close softly.',
            'Four drawers, two of them deep enough for jumpers.',
          ],
        },
        {
          name: 'Bed frames',
          noun: 'bed frame',
          shape: 'bed',
          price: 690,
          materials: ['oak', 'walnut', 'ash', 'rattan'],
          sizes: ['140 × 200 cm', '160 × 200 cm', '180 × 200 cm'],
          share: 0.7,
          about: [
            'Goes together with eight bolts, and apart again when you move.',
            'Slatted for air, silent at every turn.',
          ],
        },
      ],
    },
    {
      name: 'Clothes storage',
      types: [
        {
          name: 'Clothes rails',
          noun: 'clothes rail',
          shape: 'clothes-rail',
          price: 119,
          materials: ['blackSteel', 'oak', 'brass', 'powderSteel'],
          share: 0.7,
          about: [
            'Room for a season’s shirts and three coats.',
            'Stands without wall fixings and rolls aside for the hoover.',
          ],
        },
        {
          name: 'Hangers',
          noun: 'hangers, set of 5',
          shape: 'hanger',
          price: 22,
          materials: ['beech', 'walnut', 'oak', 'bamboo'],
          about: ['Rounded shoulders that leave no bumps in a jumper.', 'A notch for straps and a bar for trousers.'],
        },
        {
          name: 'Laundry baskets',
          noun: 'laundry basket',
          shape: 'basket',
          price: 59,
          materials: ['willow', 'seagrass', 'rattan', 'bamboo'],
          sizes: ['45 litres', '70 litres'],
          about: [
            'Lined with a cotton bag that goes straight into the machine.',
            'Holds two machine loads and lets the air through.',
          ],
        },
      ],
    },
  ],
};
