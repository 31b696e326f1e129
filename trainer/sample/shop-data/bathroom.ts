import { CLOTH_COLOURS, GLAZE_COLOURS } from './materials.js';
import type { Department } from './product-type.js';

export const BATHROOM: Department = {
  name: 'Bathroom',
  categories: [
    {
      name: 'Towels',
      types: [
        {
          name: 'Bath towels',
          noun: 'bath towel',
          shape: 'towel',
          price: 32,
          materials: ['cotton', 'linen', 'waffle'],
          colours: CLOTH_COLOURS,
          sizes: ['50 × 100 cm', '70 × 140 cm', '100 × 150 cm'],
          share: 1.8,
          about: [
            'Thirsty, quick to dry, and with a loop to hang it from.',
            'Heavy enough for comfort and light enough to dry by evening.',
          ],
        },
        {
          name: 'Bath mats',
          noun: 'bath mat',
          shape: 'bath-mat',
          price: 28,
          materials: ['cotton', 'waffle', 'cork', 'bamboo'],
          colours: ['chalk', 'sage', 'ink', 'pebble grey', 'rose'],
          share: 0.9,
          about: [
            'Dry, warm ground for the first step out of the shower.',
            'Lies flat, grips the tiles and dries over the rim of the bath.',
          ],
        },
        {
          name: 'Bathrobes',
          noun: 'bathrobe',
          shape: 'clothes-rail',
          price: 79,
          materials: ['waffle', 'linen', 'cotton'],
          colours: ['chalk', 'sage', 'ink', 'rose'],
          sizes: ['S', 'M', 'L'],
          share: 0.7,
          about: [
            'A shawl collar, deep pockets and a belt that stays tied.',
            'For the hour between the bath and the rest of the day.',
          ],
        },
      ],
    },
    {
      name: 'Bathroom accessories',
      types: [
        {
          name: 'Soap dispensers',
          noun: 'soap dispenser',
          shape: 'dispenser',
          price: 24,
          materials: ['stoneware', 'glass', 'marble', 'concrete'],
          colours: GLAZE_COLOURS,
          about: [
            'A steel pump that gives a little at a time and does not drip.',
            'Refill it from the bottle and it will outlive the tiles.',
          ],
        },
        {
          name: 'Bathroom mirrors',
          noun: 'round mirror',
          shape: 'mirror',
          price: 129,
          materials: ['oak', 'brass', 'blackSteel', 'rattan', 'walnut'],
          sizes: ['40 cm', '60 cm', '80 cm'],
          about: [
            'A copper-free mirror in a slim frame, made for damp rooms.',
            'Hangs from one screw and doubles the light of a small room.',
          ],
        },
        {
          name: 'Shower curtains',
          noun: 'shower curtain',
          shape: 'shower-curtain',
          price: 45,
          materials: ['cotton', 'linen', 'waffle'],
          colours: ['chalk', 'sage', 'ink', 'rose', 'ochre'],
          about: [
            'Waxed on the inside, so that the water runs off without plastic.',
            'Twelve brass eyelets, and a hem with a hidden weight.',
          ],
        },
      ],
    },
    {
      name: 'Soap & care',
      types: [
        {
          name: 'Hand soap',
          noun: 'hand soap',
          shape: 'bottle',
          price: 14,
          kinds: {
            'rosemary & mint': 'sage',
            bergamot: 'ochre',
            'sea salt': 'sky',
            'fig leaf': 'moss',
            'rose & black pepper': 'rose',
            unscented: 'stone',
          },
          sizes: ['300 ml', '500 ml', '1 litre refill'],
          refillDays: 35,
          about: [
            'Cleans without stripping and rinses off in seconds.',
            'Made from olive oil, with a scent that is gone by the time you leave the room.',
          ],
        },
        {
          name: 'Soap bars',
          noun: 'soap bar',
          shape: 'soap',
          price: 7,
          kinds: {
            'oat & honey': 'oak',
            lavender: 'sky',
            'clay & geranium': 'rose',
            charcoal: 'ink',
            nettle: 'moss',
            seaweed: 'sage',
          },
          refillDays: 30,
          about: [
            'Cured for six weeks, so that it lasts for as many.',
            'Cold-stirred, cut by wire, and wrapped in a strip of paper.',
          ],
        },
        {
          name: 'Bath salts',
          noun: 'bath salts, 500 g',
          shape: 'jar',
          price: 18,
          kinds: { 'pine needle': 'moss', lavender: 'sky', eucalyptus: 'sage', neroli: 'ochre' },
          share: 0.7,
          refillDays: 60,
          about: [
            'Two handfuls for a bath that ends the day.',
            'Coarse sea salt with essential oils and nothing else.',
          ],
        },
        {
          name: 'Hand cream',
          noun: 'hand cream, 75 ml',
          shape: 'bottle',
          price: 12,
          kinds: { calendula: 'ochre', beeswax: 'oak', rosemary: 'sage', almond: 'cream' },
          share: 0.6,
          refillDays: 55,
          about: [
            'Sinks in at once, so that you can turn the page.',
            'For gardeners, potters and everybody who washes up.',
          ],
        },
      ],
    },
  ],
};
