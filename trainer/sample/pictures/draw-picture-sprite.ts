import { DETAIL_SHAPES } from './detail-shapes.js';
import { GARDEN_SHAPES } from './garden-shapes.js';
import { KITCHEN_SHAPES } from './kitchen-shapes.js';
import { ROOM_SHAPES } from './room-shapes.js';
import { TINTS, type TintKey } from './tints.js';

export const SHAPES = { ...KITCHEN_SHAPES, ...ROOM_SHAPES, ...DETAIL_SHAPES, ...GARDEN_SHAPES };

export type ShapeKey = keyof typeof SHAPES;

/** One cell of the sprite: what is shown, in which colour. */
export interface Picture {
  readonly shape: ShapeKey;
  readonly tint: TintKey;
}

/** Side of a picture, in user units. */
const CELL = 100;
/** Distance between pictures: in a box of up to 2.4 : 1 no neighbour comes into view, only more of the ground. */
const PITCH = 240;
const MARGIN = (PITCH - CELL) / 2;

/**
 * Parts without a class take the cell's colour. d e: shade. l h: light. a b c: clear, tinted and window glass. w v: wood.
 * m: metal. k: near black. g f: leaves. p: paper. o: soil. y: flame and glow. r: rose. z: the shadow on the ground.
 * s: a stroke in the cell's colour. n t: dark strokes. u q: seams, dark and light.
 */
const STYLE = [
  '.d{fill:#1d140c;opacity:.13}.e{fill:#1d140c;opacity:.32}.l{fill:#fff;opacity:.26}.h{fill:#fff;opacity:.5}',
  '.a{fill:#fff;opacity:.5}.b{opacity:.4}.c{fill:#d3e2e6}.w{fill:#c59a68}.v{fill:#8a6244}.m{fill:#9fa19d}',
  '.k{fill:#3c3a38}.g{fill:#7d9a66}.f{fill:#58744a}.p{fill:#fbf6ec}.o{fill:#5c4535}.y{fill:#f2c66d}.r{fill:#c98b80}',
  '.z{fill:#1d140c;opacity:.1}.s,.n,.t,.u,.q{fill:none;stroke-linecap:round;stroke-linejoin:round}',
  '.s{stroke:currentColor}.n{stroke:#3c3a38}.t{stroke:#3c3a38;stroke-width:4}',
  '.u{stroke:#1d140c;stroke-opacity:.22;stroke-width:1.3}.q{stroke:#fff;stroke-opacity:.5;stroke-width:1.5}',
  // Where a picture is asked for by its fragment, the others need no painting: 60 pictures paint in half the time.
  'svg:has(:target) use{display:none}view:target+use{display:inline}',
].join('');

/** The fragment that shows one picture: `pictures.svg#casserole-sage`. */
export function toPictureId(picture: Picture): string {
  return `${picture.shape}-${picture.tint}`;
}

/**
 * One SVG file with a `<view>` for every picture, so that a page of `<img src="/pictures.svg#casserole-sage">` costs one
 * request. Each shape is defined once; a row of cells gives it a colour.
 *
 * @param pictures the cells to draw; repeated ones are drawn once.
 * @returns the file's text, UTF-8, the same for the same set of pictures in any order.
 */
export function drawPictureSprite(pictures: Iterable<Picture>): string {
  const rows = toRows(pictures);
  const shapes = [...new Set([...rows.values()].flat())].sort();
  const width = PITCH * Math.max(1, ...[...rows.values()].map((row) => row.length));
  const size = `width="${String(CELL)}" height="${String(CELL)}" viewBox="0 0 ${String(width)} ${String(PITCH * rows.size)}"`;
  const symbols = shapes.map((shape) => `<g id="_${shape}">${SHAPES[shape].replace(/\s*\n\s*/g, '').trim()}</g>`);
  const cells = [...rows].map(([tint, row], index) => drawRow(tint, row, { top: index * PITCH, width }));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} fill="currentColor" stroke-width="3">`,
    `<style>${STYLE}</style>`,
    `<defs>${symbols.join('\n')}</defs>`,
    ...cells,
    '</svg>',
  ].join('\n');
}

function toRows(pictures: Iterable<Picture>): Map<TintKey, ShapeKey[]> {
  const wanted = new Set([...pictures].map(toPictureId));
  const rows = new Map<TintKey, ShapeKey[]>();
  for (const tint of Object.keys(TINTS) as TintKey[]) {
    const row = (Object.keys(SHAPES) as ShapeKey[]).filter((shape) => wanted.has(toPictureId({ shape, tint }))).sort();
    if (row.length > 0) rows.set(tint, row);
  }
  return rows;
}

function drawRow(tint: TintKey, row: readonly ShapeKey[], place: { top: number; width: number }): string {
  const { colour, ground } = TINTS[tint];
  const y = place.top + MARGIN;
  const cells = row.map((shape, column) => {
    const x = column * PITCH + MARGIN;
    const at = `${String(x)} ${String(y)} ${String(CELL)} ${String(CELL)}`;
    return `<view id="${toPictureId({ shape, tint })}" viewBox="${at}"/><use href="#_${shape}" x="${String(x)}" y="${String(y)}"/>`;
  });
  const band = `y="${String(place.top)}" width="${String(place.width)}" height="${String(PITCH)}" fill="${ground}"`;
  return `<g color="${colour}"><rect ${band}/>\n${cells.join('\n')}\n</g>`;
}
