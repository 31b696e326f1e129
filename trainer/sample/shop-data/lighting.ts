import { GLAZE_COLOURS, PAINT_COLOURS } from './materials.js';
import type { Department } from './product-type.js';

export const LIGHTING: Department = {
  name: 'Lighting',
  categories: [
    {
      name: 'Lamps',
      types: [
        {
          name: 'Table lamps',
          noun: 'table lamp',
          shape: 'table-lamp',
          price: 89,
          materials: ['stoneware', 'glass', 'brass', 'walnut', 'concrete'],
          colours: GLAZE_COLOURS,
          sizes: ['32 cm', '45 cm'],
          share: 1.5,
          about: [
            'Puts a pool of warm light exactly where you sit.',
            'A cloth cable, a proper switch, and a shade that throws no glare.',
          ],
        },
        {
          name: 'Floor lamps',
          noun: 'floor lamp',
          shape: 'floor-lamp',
          price: 189,
          materials: ['brass', 'blackSteel', 'powderSteel', 'oak'],
          colours: PAINT_COLOURS,
          about: ['Leans over a chair like a patient reader.', 'A weighted foot keeps it upright, and the head turns.'],
        },
        {
          name: 'Lampshades',
          noun: 'lampshade',
          shape: 'table-lamp',
          price: 39,
          materials: ['linen', 'cotton', 'rattan', 'paper'],
          colours: ['chalk', 'oatmeal', 'sage', 'terracotta', 'ink', 'ochre'],
          sizes: ['25 cm', '35 cm', '45 cm'],
          share: 0.9,
          about: ['Comes with a reducer ring and fits any lamp base.', 'Gives an old lamp a second life.'],
        },
      ],
    },
    {
      name: 'Ceiling & wall lights',
      types: [
        {
          name: 'Pendant lights',
          noun: 'pendant light',
          shape: 'pendant',
          price: 129,
          materials: ['powderSteel', 'brass', 'rattan', 'glass', 'copper', 'enamel'],
          colours: PAINT_COLOURS,
          sizes: ['28 cm', '40 cm'],
          share: 1.3,
          about: [
            'Hung low over a table, it makes the room gather.',
            'Two metres of cloth cable, to be shortened to taste.',
          ],
        },
        {
          name: 'Wall lights',
          noun: 'wall light',
          shape: 'wall-light',
          price: 79,
          materials: ['brass', 'blackSteel', 'steel', 'oak'],
          share: 0.9,
          about: [
            'Frees the bedside table and flatters the wall.',
            'Plugs in or wires in; both fittings are in the box.',
          ],
        },
      ],
    },
    {
      name: 'Bulbs & strings',
      season: 'winter',
      types: [
        {
          name: 'Light bulbs',
          noun: 'LED bulb',
          shape: 'bulb',
          price: 9,
          kinds: {
            'warm globe': 'ochre',
            'dimmable pear': 'cream',
            'clear filament': 'sky',
            opal: 'stone',
            'amber filament': 'brass',
          },
          refillDays: 110,
          about: [
            'Warm white, flicker-free, and good for fifteen years of evenings.',
            'Gives the light of a 60-watt bulb for seven.',
          ],
        },
        {
          name: 'String lights',
          noun: 'string lights',
          shape: 'string-lights',
          price: 29,
          kinds: { festoon: 'ochre', 'coloured-glass': 'sky', 'copper-wire': 'terracotta', 'paper-globe': 'cream' },
          sizes: ['5 m', '10 m'],
          about: ['Made for outdoors and too pretty to leave there.', 'A timer switches them off after six hours.'],
        },
        {
          name: 'Lanterns',
          noun: 'lantern',
          shape: 'lantern',
          price: 45,
          materials: ['blackSteel', 'brass', 'galvanised', 'powderSteel'],
          sizes: ['25 cm', '40 cm'],
          about: [
            'A glass house for one candle, on the step or on the table.',
            'The door latches, the roof vents, the handle folds away.',
          ],
        },
      ],
    },
  ],
};
