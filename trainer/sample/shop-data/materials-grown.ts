import type { Material } from './material.js';

/** Woods, fibres, cloths and waxes. */
export const GROWN_MATERIALS = {
  oak: {
    label: 'oak',
    tint: 'oak',
    finishes: ['oiled', 'smoked', 'solid'],
    natural: true,
    cost: 1.15,
    facts: [
      'The oak comes from managed forests in France and is finished with hard-wax oil.',
      'Oak darkens a little every year and can be sanded back to new.',
      'A drop of linseed oil twice a year keeps the oak from drying out.',
    ],
  },
  walnut: {
    label: 'walnut',
    tint: 'walnut',
    finishes: ['oiled', 'American'],
    natural: true,
    cost: 1.4,
    facts: [
      'Walnut is dense and fine-grained, and grows lighter and warmer in daylight.',
      'The walnut is cut from a single plank, so the grain runs through.',
      'Wipe the walnut with a barely damp cloth and oil it once a season.',
    ],
  },
  beech: {
    label: 'beech',
    tint: 'oak',
    finishes: ['steamed', 'solid'],
    natural: true,
    cost: 0.9,
    facts: [
      'Steamed beech is hard, pale and slow to mark.',
      'The beech is left unvarnished, so it can be refreshed with fine sandpaper.',
    ],
  },
  ash: {
    label: 'ash',
    tint: 'cream',
    finishes: ['white-oiled', 'solid'],
    natural: true,
    cost: 1.05,
    facts: ['Ash is light to carry, springy and hard to break.', 'The ash has a clear matt lacquer that wipes clean.'],
  },
  acacia: {
    label: 'acacia',
    tint: 'walnut',
    finishes: ['oiled'],
    natural: true,
    cost: 0.95,
    facts: [
      'Acacia has so much natural oil that water does it little harm.',
      'Oil acacia once a year, in spring, to keep the colour.',
    ],
  },
  bamboo: {
    label: 'bamboo',
    tint: 'oak',
    finishes: ['pressed'],
    natural: true,
    cost: 0.75,
    facts: [
      'Bamboo grows back in five years and does not mind steam.',
      'The bamboo is pressed without formaldehyde and sealed against water.',
    ],
  },
  rattan: {
    label: 'rattan',
    tint: 'ochre',
    finishes: ['handwoven', 'natural'],
    natural: true,
    cost: 1,
    facts: [
      'The rattan is woven by hand over a steel frame.',
      'Rattan likes a little moisture: a damp cloth once a month keeps it supple.',
    ],
  },
  willow: {
    label: 'willow',
    tint: 'walnut',
    finishes: ['handwoven', 'peeled'],
    natural: true,
    cost: 0.95,
    facts: [
      'The willow is grown, soaked and woven within ten miles.',
      'Willow creaks for the first week and then settles.',
    ],
  },
  seagrass: {
    label: 'seagrass',
    tint: 'moss',
    finishes: ['braided', 'handwoven'],
    natural: true,
    cost: 0.8,
    facts: [
      'Seagrass smells faintly of hay at first and wears for years.',
      'Seagrass shrugs off spills and can be brushed clean.',
    ],
  },
  jute: {
    label: 'jute',
    tint: 'oak',
    finishes: ['braided', 'handwoven'],
    cost: 0.7,
    facts: [
      'Jute is soft, strong and can go into the compost one day.',
      'The jute is undyed, so no two pieces are quite the same shade.',
    ],
  },
  coir: {
    label: 'coir',
    tint: 'oak',
    finishes: ['natural'],
    cost: 0.8,
    facts: [
      'Coir is spun from coconut husk and dries overnight.',
      'Shake the coir out once a week; new coir sheds a little.',
    ],
  },
  linen: {
    label: 'linen',
    tint: 'cream',
    finishes: ['stonewashed', 'washed', 'heavy', 'herringbone'],
    cost: 1.2,
    facts: [
      'The linen is stonewashed, so it is soft from the first day.',
      'Linen dries quickly and looks best without ironing.',
      'The flax is grown in Normandy and woven in Portugal.',
    ],
  },
  cotton: {
    label: 'cotton',
    tint: 'cream',
    finishes: ['ribbed', 'striped', 'organic'],
    cost: 0.85,
    facts: [
      'The cotton is certified organic and washes at 40 °C.',
      'Cotton this dense keeps its shape after a hundred washes.',
    ],
  },
  percale: {
    label: 'percale',
    tint: 'cream',
    finishes: ['crisp', 'washed'],
    cost: 1,
    facts: [
      'Percale is crisp and cool; it softens with every wash.',
      'The percale has 200 threads to the inch and no synthetic finish.',
    ],
  },
  waffle: {
    label: 'waffle cotton',
    tint: 'stone',
    finishes: ['washed'],
    cost: 0.95,
    facts: [
      'The waffle weave dries fast and takes up little room.',
      'Waffle cotton shrinks a little in the first wash; we have allowed for it.',
    ],
  },
  muslin: {
    label: 'muslin',
    tint: 'cream',
    finishes: ['double', 'crinkled'],
    cost: 0.8,
    facts: [
      'Double muslin lets air through and gets softer with use.',
      'The muslin is gentle enough for a newborn’s skin.',
    ],
  },
  wool: {
    label: 'wool',
    tint: 'stone',
    finishes: ['felted', 'herringbone', 'ribbed', 'undyed'],
    cost: 1.3,
    facts: [
      'The wool is spun from Irish and Norwegian fleeces.',
      'Wool sheds dirt by itself: air it rather than wash it.',
      'A little loose fibre in the first weeks is normal for new wool.',
    ],
  },
  velvet: {
    label: 'velvet',
    tint: 'moss',
    finishes: ['cotton', 'matt', 'corded'],
    cost: 1.15,
    facts: [
      'The velvet changes with the light and hides small marks.',
      'Steam creases out of velvet from the back, never with an iron.',
    ],
  },
  boucle: {
    label: 'bouclé',
    tint: 'cream',
    finishes: ['chunky', 'soft'],
    cost: 1.2,
    facts: [
      'The bouclé is a wool blend with loops that do not catch.',
      'Vacuum bouclé with a soft brush and dab spills at once.',
    ],
  },
  beeswax: {
    label: 'beeswax',
    tint: 'ochre',
    finishes: ['pure', 'rolled'],
    cost: 1.3,
    facts: [
      'Pure beeswax burns slowly and smells of honey even unlit.',
      'The wax comes from three beekeepers we know by name.',
    ],
  },
  soy: {
    label: 'soy wax',
    tint: 'cream',
    finishes: ['hand-poured'],
    cost: 1,
    facts: [
      'The soy wax is poured by hand around a cotton wick.',
      'Trim the wick to 5 mm and the wax burns clean to the end.',
    ],
  },
  rapeseed: {
    label: 'rapeseed wax',
    tint: 'ochre',
    finishes: ['hand-poured', 'marbled'],
    cost: 1.05,
    facts: [
      'Rapeseed wax is grown in Europe and burns without soot.',
      'Let the wax melt to the rim the first time, and it will burn evenly.',
    ],
  },
  paper: {
    label: 'paper',
    tint: 'cream',
    finishes: ['pleated', 'washi'],
    cost: 0.7,
    facts: [
      'The paper is made from recycled fibre and printed with vegetable ink.',
      'The paper is stiffened with starch, so that it keeps its shape.',
    ],
  },
  leather: {
    label: 'leather',
    tint: 'walnut',
    finishes: ['saddle', 'bridle'],
    natural: true,
    cost: 1.3,
    facts: [
      'The leather is tanned with oak bark and darkens with use.',
      'Rub a little beeswax into the leather once a year.',
    ],
  },
  cork: {
    label: 'cork',
    tint: 'oak',
    finishes: ['natural'],
    natural: true,
    cost: 0.8,
    facts: [
      'Cork is stripped from the tree every nine years without felling it.',
      'Cork is warm to the touch and shrugs off water.',
    ],
  },
} as const satisfies Readonly<Record<string, Material>>;
