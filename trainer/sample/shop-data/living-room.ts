import { CLOTH_COLOURS } from './materials.js';
import type { Department } from './product-type.js';

export const LIVING_ROOM: Department = {
  name: 'Living room',
  categories: [
    {
      name: 'Seating',
      types: [
        {
          name: 'Armchairs',
          noun: 'armchair',
          shape: 'armchair',
          price: 549,
          materials: ['boucle', 'velvet', 'wool', 'leather'],
          colours: ['chalk', 'sage', 'ink', 'rust', 'moss', 'rose', 'ochre'],
          about: [
            'Deep enough to read in and high enough to get up from.',
            'The cover comes off for cleaning, and the legs unscrew for the stairs.',
          ],
        },
        {
          name: 'Sofas',
          noun: 'sofa',
          shape: 'sofa',
          price: 1290,
          materials: ['linen', 'velvet', 'boucle', 'leather'],
          colours: ['oatmeal', 'sage', 'ink', 'rust', 'moss', 'pebble grey'],
          sizes: ['2 seats', '3 seats'],
          share: 0.7,
          about: [
            'Feather over foam, with a frame of solid beech that is guaranteed for ten years.',
            'Loose covers, long seats, and room for whoever wants to lie down.',
          ],
        },
        {
          name: 'Footstools',
          noun: 'footstool',
          shape: 'footstool',
          price: 149,
          materials: ['boucle', 'velvet', 'jute', 'leather'],
          colours: ['chalk', 'sage', 'ink', 'terracotta', 'rose', 'ochre'],
          share: 0.8,
          about: ['For tired feet, a tray of tea or one more guest.', 'Light enough to be moved with one hand.'],
        },
      ],
    },
    {
      name: 'Tables',
      types: [
        {
          name: 'Side tables',
          noun: 'side table',
          shape: 'side-table',
          price: 139,
          materials: ['oak', 'walnut', 'marble', 'brass', 'blackSteel'],
          sizes: ['40 cm', '50 cm'],
          about: ['Just the right height for a lamp and a cup.', 'Three legs stand firm on the most uneven of floors.'],
        },
        {
          name: 'Coffee tables',
          noun: 'coffee table',
          shape: 'coffee-table',
          price: 329,
          materials: ['oak', 'walnut', 'ash', 'marble'],
          sizes: ['90 cm', '120 cm'],
          about: ['Low, wide and sturdy enough to be sat upon.', 'Rounded corners, and a finish that wipes clean.'],
        },
      ],
    },
    {
      name: 'Cushions & throws',
      season: 'winter',
      types: [
        {
          name: 'Cushion covers',
          noun: 'cushion cover',
          shape: 'cushion',
          price: 32,
          materials: ['linen', 'velvet', 'wool', 'boucle', 'cotton'],
          colours: CLOTH_COLOURS,
          sizes: ['40 × 40 cm', '50 × 50 cm'],
          share: 2,
          about: [
            'A hidden zip, a neat seam, and colour on both sides.',
            'Cut a little smaller than the pad, so that it always looks full.',
          ],
        },
        {
          name: 'Cushion pads',
          noun: 'cushion pad',
          shape: 'pillow',
          price: 14,
          kinds: { feather: 'cream', 'wool-filled': 'stone', 'recycled-fibre': 'sky' },
          sizes: ['40 × 40 cm', '50 × 50 cm'],
          share: 0.8,
          about: ['Plump, and springs back with a single shake.', 'Fits our covers and fills them to the corners.'],
        },
        {
          name: 'Throws',
          noun: 'throw',
          shape: 'throw',
          price: 79,
          materials: ['wool', 'cotton', 'waffle', 'linen'],
          colours: CLOTH_COLOURS,
          sizes: ['130 × 170 cm', '150 × 200 cm'],
          share: 1.4,
          about: ['Wide enough for two on the sofa and one dog.', 'Fringed at both ends and soft against the neck.'],
        },
      ],
    },
    {
      name: 'Rugs',
      types: [
        {
          name: 'Rugs',
          noun: 'rug',
          shape: 'rug',
          price: 220,
          materials: ['wool', 'jute', 'cotton', 'seagrass'],
          colours: ['oatmeal', 'sage', 'ink', 'terracotta', 'rose', 'ochre', 'pebble grey'],
          sizes: ['80 × 150 cm', '140 × 200 cm', '200 × 300 cm'],
          share: 1.8,
          about: [
            'Flat-woven, reversible and easy to beat clean.',
            'Pulls a group of chairs together and quietens the room.',
          ],
        },
        {
          name: 'Rug underlays',
          noun: 'rug underlay',
          shape: 'play-mat',
          price: 29,
          kinds: { felt: 'stone', 'natural-rubber': 'oak' },
          sizes: ['80 × 150 cm', '140 × 200 cm', '200 × 300 cm'],
          share: 0.7,
          about: [
            'Keeps a rug flat, and keeps it where you put it.',
            'Cut it to size with scissors, two fingers smaller than the rug.',
          ],
        },
      ],
    },
    {
      name: 'Shelves & baskets',
      types: [
        {
          name: 'Bookcases',
          noun: 'bookcase',
          shape: 'bookcase',
          price: 389,
          materials: ['oak', 'walnut', 'ash', 'powderSteel'],
          share: 0.8,
          about: [
            'Shelves that move in small steps and do not sag under atlases.',
            'Shallow enough for a hallway and tall enough for a library.',
          ],
        },
        {
          name: 'Wall shelves',
          noun: 'wall shelf',
          shape: 'wall-shelf',
          price: 69,
          materials: ['oak', 'walnut', 'ash', 'bamboo'],
          sizes: ['60 cm', '90 cm', '120 cm'],
          about: [
            'A plain board on two brackets, with the screws included.',
            'Holds a row of paperbacks and a plant, or twelve jars.',
          ],
        },
        {
          name: 'Storage baskets',
          noun: 'storage basket',
          shape: 'basket',
          price: 38,
          materials: ['willow', 'seagrass', 'rattan', 'jute'],
          sizes: ['small', 'medium', 'large'],
          share: 1.2,
          about: [
            'Takes in blankets, toys or a week of newspapers.',
            'Two handles, a flat base, and a shape that keeps.',
          ],
        },
      ],
    },
  ],
};
