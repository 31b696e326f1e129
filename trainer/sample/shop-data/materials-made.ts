import type { Material } from './material.js';

/** Ceramics, glass, stone and metals. */
export const MADE_MATERIALS = {
  stoneware: {
    label: 'stoneware',
    tint: 'stone',
    finishes: ['speckled', 'matt', 'ribbed', 'hand-thrown'],
    cost: 1,
    facts: [
      'The glaze pools a little at the rim, so each piece is slightly its own.',
      'The stoneware is fired at 1,240 °C, twice.',
    ],
    tableFacts: [
      'The stoneware is safe in the oven, the freezer and the dishwasher.',
      'Stoneware holds heat well and does not stain.',
    ],
  },
  porcelain: {
    label: 'porcelain',
    tint: 'cream',
    finishes: ['fine', 'fluted', 'matt'],
    cost: 1.2,
    facts: ['The porcelain is thin, hard and rings like a bell.', 'Porcelain this fine lets a little light through.'],
    tableFacts: ['Porcelain is safe in the dishwasher and in the microwave.'],
  },
  terracotta: {
    label: 'terracotta',
    tint: 'terracotta',
    finishes: ['glazed', 'hand-thrown', 'rough'],
    cost: 0.8,
    facts: [
      'Terracotta breathes and weathers to a soft grey bloom.',
      'The terracotta is fired slowly over wood, which makes it hard.',
    ],
  },
  glass: {
    label: 'glass',
    tint: 'sky',
    finishes: ['ribbed', 'hand-blown', 'fluted'],
    cost: 0.9,
    facts: [
      'Small bubbles in the glass are part of the making.',
      'The glass has a gentle ripple that breaks the light.',
    ],
    tableFacts: ['The glass withstands boiling water and the dishwasher.'],
  },
  recycledGlass: {
    label: 'recycled glass',
    tint: 'moss',
    finishes: ['bubbled', 'hand-blown'],
    cost: 0.95,
    facts: [
      'The glass is melted from bottles, which gives it a faint green tint.',
      'Recycled glass is heavier than it looks and hard to knock over.',
    ],
  },
  marble: {
    label: 'marble',
    tint: 'cream',
    finishes: ['white', 'veined'],
    natural: true,
    cost: 1.35,
    facts: [
      'The marble stays cool and each veining is different.',
      'Keep lemon and vinegar away from marble; soap and water are enough.',
    ],
  },
  slate: {
    label: 'slate',
    tint: 'ink',
    finishes: ['hand-split'],
    natural: true,
    cost: 0.9,
    facts: [
      'The slate is split by hand and wiped with mineral oil.',
      'Slate can be written on with chalk and rinsed clean.',
    ],
  },
  concrete: {
    label: 'concrete',
    tint: 'stone',
    finishes: ['cast', 'ribbed'],
    natural: true,
    cost: 0.9,
    facts: [
      'The concrete is cast with glass fibre, so it weighs a third of the usual.',
      'Concrete takes on a patina with the years.',
    ],
  },
  castIron: {
    label: 'cast-iron',
    tint: 'ink',
    finishes: ['enamelled', 'matt'],
    cost: 1.3,
    facts: [
      'Cast iron is heavy, patient and lasts for generations.',
      'The iron is cast in sand, one piece to a mould.',
    ],
    tableFacts: [
      'Cast iron holds an even heat on every hob, induction too.',
      'Wash cast iron by hand and dry it at once.',
    ],
  },
  enamel: {
    label: 'enamel',
    tint: 'cream',
    finishes: ['speckled', 'two-tone'],
    cost: 0.85,
    facts: [
      'The enamel is fired on in two coats and keeps its colour for good.',
      'Enamel wipes clean and does not mind the damp.',
    ],
    tableFacts: ['Enamel takes on no flavours and goes into the dishwasher.'],
  },
  steel: {
    label: 'stainless steel',
    tint: 'stone',
    finishes: ['brushed', 'polished'],
    natural: true,
    cost: 1,
    facts: ['The steel is brushed, so fingerprints hardly show.', 'The 18/10 steel will not rust.'],
    tableFacts: ['The 18/10 steel will not rust and goes into the dishwasher.'],
  },
  copper: {
    label: 'copper',
    tint: 'terracotta',
    finishes: ['hammered', 'polished'],
    natural: true,
    cost: 1.5,
    facts: [
      'The copper is left unlacquered and will darken with time.',
      'Lemon and salt bring the copper back to a shine.',
    ],
  },
  brass: {
    label: 'brass',
    tint: 'brass',
    finishes: ['brushed', 'aged', 'polished'],
    natural: true,
    cost: 1.25,
    facts: [
      'The brass is unlacquered and takes on a quiet patina.',
      'Polish the brass for a shine or leave it to age.',
    ],
  },
  blackSteel: {
    label: 'blackened steel',
    tint: 'ink',
    finishes: ['hand-forged', 'slim'],
    natural: true,
    cost: 1,
    facts: ['The steel is blackened and waxed rather than painted.', 'A dry cloth is all the blackened steel needs.'],
  },
  galvanised: {
    label: 'galvanised steel',
    tint: 'stone',
    finishes: ['ribbed', 'plain'],
    natural: true,
    cost: 0.85,
    facts: ['The zinc coat keeps rust away for decades.', 'Galvanised steel dulls to a soft grey outdoors.'],
  },
  powderSteel: {
    label: 'powder-coated steel',
    tint: 'moss',
    finishes: ['matt', 'slim'],
    cost: 0.9,
    facts: ['The powder coat is proof against sun and rain.', 'Wipe the steel down in autumn and it can stay outside.'],
  },
} as const satisfies Readonly<Record<string, Material>>;
