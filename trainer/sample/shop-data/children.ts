import { SOFT_COLOURS } from './materials.js';
import type { Department } from './product-type.js';

export const CHILDREN: Department = {
  name: 'Children',
  categories: [
    {
      name: 'Nursery',
      types: [
        {
          name: 'Cots',
          noun: 'cot',
          shape: 'cot',
          price: 389,
          materials: ['oak', 'beech', 'ash'],
          about: [
            'Three heights for the base, and a side that comes off at three.',
            'Turns into a toddler’s bed with the parts in the box.',
          ],
        },
        {
          name: 'Mobiles',
          noun: 'mobile',
          shape: 'mobile',
          price: 39,
          kinds: { 'moon & star': 'ochre', forest: 'sage', sea: 'sky', balloon: 'rose', 'woodland felt': 'oak' },
          about: [
            'Turns in the draught of an opening door.',
            'Felt and wood on a cotton cord, hung well out of reach.',
          ],
        },
        {
          name: 'Night lights',
          noun: 'night light',
          shape: 'night-light',
          price: 34,
          kinds: { moon: 'ochre', cloud: 'sky', hare: 'rose', mushroom: 'terracotta' },
          about: ['Bright enough for a feed and dim enough for sleep.', 'Charges by day and glows for twelve hours.'],
        },
        {
          name: 'Changing mats',
          noun: 'changing mat',
          shape: 'bath-mat',
          price: 45,
          materials: ['cotton', 'muslin', 'cork'],
          colours: SOFT_COLOURS,
          about: [
            'Raised at the sides and wiped clean in a second.',
            'Fits every chest of drawers that is 50 cm deep.',
          ],
        },
      ],
    },
    {
      name: 'Baby textiles',
      types: [
        {
          name: 'Muslin cloths',
          noun: 'muslin cloths, set of 3',
          shape: 'folded-linen',
          price: 22,
          kinds: {
            'sage leaf': 'sage',
            'plain chalk': 'cream',
            'blush dot': 'rose',
            'blue stripe': 'sky',
            'little star': 'ochre',
          },
          refillDays: 70,
          about: [
            'On a shoulder, under a chin, over a pram: one never has enough.',
            'They wash at sixty degrees and get softer each time.',
          ],
        },
        {
          name: 'Cot bedding',
          noun: 'cot bedding set',
          shape: 'bed',
          price: 49,
          materials: ['muslin', 'percale', 'cotton', 'linen'],
          colours: SOFT_COLOURS,
          share: 1.2,
          about: ['A cover and a pillowcase with coconut buttons.', 'Small-scale patterns that parents can live with.'],
        },
        {
          name: 'Baby blankets',
          noun: 'baby blanket',
          shape: 'throw',
          price: 42,
          materials: ['wool', 'cotton', 'muslin', 'waffle'],
          colours: SOFT_COLOURS,
          about: [
            'The right size for a car seat, a pram and a lap.',
            'Knitted loosely, so that small fingers find something to hold.',
          ],
        },
      ],
    },
    {
      name: 'Play',
      types: [
        {
          name: 'Soft toys',
          noun: 'soft toy',
          shape: 'soft-toy',
          price: 24,
          kinds: { hare: 'stone', bear: 'walnut', fox: 'terracotta', lamb: 'cream', mouse: 'rose', badger: 'ink' },
          sizes: ['22 cm', '35 cm'],
          share: 1.3,
          about: [
            'Sturdy seams and a kind face, ready for years of service.',
            'Machine-washable, should a bath become unavoidable.',
          ],
        },
        {
          name: 'Play mats',
          noun: 'play mat',
          shape: 'play-mat',
          price: 79,
          materials: ['cotton', 'linen', 'muslin'],
          colours: SOFT_COLOURS,
          about: [
            'Padded ground for the first months, with an arch of hanging things.',
            'Folds into its own bag when grandparents call.',
          ],
        },
        {
          name: 'Toy boxes',
          noun: 'toy box',
          shape: 'crate',
          price: 65,
          materials: ['beech', 'oak', 'bamboo', 'willow'],
          about: [
            'A slow-closing lid spares small fingers.',
            'Low enough for them to tidy up themselves; we promise nothing.',
          ],
        },
      ],
    },
    {
      name: 'Children’s furniture',
      types: [
        {
          name: 'Children’s chairs',
          noun: 'child’s chair',
          shape: 'garden-chair',
          price: 69,
          materials: ['beech', 'oak', 'ash'],
          colours: ['chalk', 'sage', 'pale blue', 'mustard', 'blush'],
          about: ['The right height from two to six.', 'Will not tip when somebody climbs over the back.'],
        },
        {
          name: 'Picture-book shelves',
          noun: 'picture-book shelf',
          shape: 'bookcase',
          price: 95,
          materials: ['beech', 'oak', 'ash'],
          share: 0.8,
          about: [
            'Shows the covers, so that those who cannot read can choose.',
            'Shallow, safe to lean on, and fixed to the wall with two screws.',
          ],
        },
      ],
    },
  ],
};
