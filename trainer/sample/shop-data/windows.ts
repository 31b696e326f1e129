import { CLOTH_COLOURS } from './materials.js';
import type { Department } from './product-type.js';

export const WINDOWS: Department = {
  name: 'Curtains & blinds',
  categories: [
    {
      name: 'Curtains',
      types: [
        {
          name: 'Curtains',
          noun: 'curtain',
          shape: 'curtain',
          price: 85,
          materials: ['linen', 'velvet', 'cotton', 'wool'],
          colours: CLOTH_COLOURS,
          sizes: ['140 × 180 cm', '140 × 240 cm', '140 × 280 cm'],
          share: 2.2,
          about: [
            'Softens the light without taking it away.',
            'Wide enough to hang in folds, with a tape for hooks, rings or a rod.',
          ],
        },
        {
          name: 'Blackout curtains',
          noun: 'blackout curtain',
          shape: 'curtain',
          price: 99,
          materials: ['velvet', 'cotton', 'linen'],
          colours: ['ink', 'charcoal', 'sage', 'pebble grey', 'moss'],
          sizes: ['140 × 180 cm', '140 × 240 cm'],
          about: [
            'Lined for real darkness, and for a little less noise from the street.',
            'Keeps summer mornings out and winter warmth in.',
          ],
        },
        {
          name: 'Net curtains',
          noun: 'voile',
          shape: 'shower-curtain',
          price: 39,
          materials: ['linen', 'muslin', 'cotton'],
          colours: ['chalk', 'oatmeal', 'sage', 'blush'],
          sizes: ['140 × 180 cm', '140 × 240 cm'],
          share: 0.7,
          about: [
            'Lets the day in and keeps the neighbours out.',
            'Light as breath, and hung in a minute from a slim rod.',
          ],
        },
      ],
    },
    {
      name: 'Rods & fittings',
      types: [
        {
          name: 'Curtain rods',
          noun: 'curtain rod',
          shape: 'rod',
          price: 49,
          materials: ['brass', 'blackSteel', 'oak', 'steel', 'walnut'],
          sizes: ['120–200 cm', '160–300 cm'],
          share: 1.3,
          about: [
            'Extends to fit, with two brackets and all the screws.',
            'Carries a heavy pair of curtains without a sag in the middle.',
          ],
        },
        {
          name: 'Tie-backs',
          noun: 'tie-backs, pair',
          shape: 'tie-back',
          price: 18,
          materials: ['linen', 'jute', 'leather', 'velvet', 'brass'],
          colours: ['oatmeal', 'ochre', 'terracotta', 'sage', 'ink'],
          share: 1.1,
          about: [
            'They hold the curtain aside and let the window be a window.',
            'Looped over a small hook, which comes with them.',
          ],
        },
        {
          name: 'Curtain rings',
          noun: 'curtain rings, set of 10',
          shape: 'rod',
          price: 16,
          materials: ['brass', 'blackSteel', 'oak', 'steel'],
          about: ['Clips or hooks, as you like; they glide without a rattle.', 'Sized for rods of up to 28 mm.'],
        },
      ],
    },
    {
      name: 'Blinds',
      types: [
        {
          name: 'Roller blinds',
          noun: 'roller blind',
          shape: 'blind',
          price: 59,
          materials: ['linen', 'cotton', 'bamboo'],
          colours: ['chalk', 'oatmeal', 'sage', 'ink', 'rose'],
          sizes: ['60 cm', '90 cm', '120 cm'],
          about: [
            'A quiet spring and no cord, safe for children and cats.',
            'Fits inside the frame and disappears when you want the sun.',
          ],
        },
        {
          name: 'Roman blinds',
          noun: 'roman blind',
          shape: 'blind',
          price: 89,
          materials: ['linen', 'cotton', 'velvet'],
          colours: ['chalk', 'oatmeal', 'sage', 'ink', 'ochre', 'terracotta'],
          sizes: ['60 cm', '90 cm', '120 cm'],
          share: 0.8,
          about: [
            'Gathers in even folds and hangs flat when it is down.',
            'The fabric unbuttons from its rods and goes into the wash.',
          ],
        },
      ],
    },
  ],
};
