/** Drawings as standing SVG files: readable on paper, on a dark page and on a phone, without a library. */

const WIDTH = 480; // as wide as a phone turned once; a browser scales it down without the text becoming unreadable
const LEFT = 10;
const RIGHT = WIDTH - 10;
const HEAD = 30;
const FOOT = 24;
const ROW_HEIGHT = 36;
const BAR_HEIGHT = 9;

const STYLE = `
  svg { font: 13px system-ui, sans-serif; color-scheme: light dark; --ink: #1d2421; --soft: #59625d; --rule: #e2e1db; --paper: #ffffff; --accent: #1f6b4a; --lost: #a8492f; --muted: #a9b1ad; --blue: #2b5f94; --gold: #97690f; }
  @media (prefers-color-scheme: dark) { svg { --ink: #e8e6df; --soft: #a5ada9; --rule: #30383a; --paper: #14191a; --accent: #5fc397; --lost: #e58a6c; --muted: #6d7876; --blue: #7fb2e5; --gold: #d9ae58; } }
  .paper { fill: var(--paper); } text { fill: var(--ink); } .soft { fill: var(--soft); } .grid { stroke: var(--rule); }
  .goal { stroke: var(--ink); stroke-width: 1.5; } .floor { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 2 2; }
  .reached { fill: var(--accent); } .missed { fill: var(--lost); } .other { fill: var(--muted); }
  .rival { fill: var(--paper); stroke: var(--ink); stroke-width: 1.5; } .whisker { stroke: var(--ink); stroke-width: 1.25; }
  .curve { fill: none; stroke-width: 2; } .c0 { stroke: var(--accent); } .c1 { stroke: var(--blue); } .c2 { stroke: var(--gold); stroke-dasharray: 7 3; }
  .c3 { stroke: var(--lost); stroke-dasharray: 2 3; } .c4 { stroke: var(--muted); }`;

/**
 * @typedef {object} Bar
 * @property {string} name
 * @property {number} value
 * @property {string} text of the value
 * @property {'reached' | 'missed' | 'other'} kind
 * @property {{ low: number, high: number }} [interval]
 * @property {number} [floor] a dashed mark
 * @property {number} [goal] a plain mark
 * @property {number} [rival] a ring
 */

/**
 * A bar a row, its name and value above it, all on one scale from 0.
 * @param {{ title: string, key: string, bars: Bar[] }} plot
 */
export function plotBars({ title, key, bars }) {
  const ends = bars.flatMap(({ value, interval, floor = 0, goal = 0, rival = 0 }) => [
    ...[value, interval?.high ?? 0, floor, goal, rival],
  ]);
  const most = Math.max(1e-9, ...ends) * 1.02;
  const toX = (value) => LEFT + ((RIGHT - LEFT) * value) / most;
  const rows = bars.map(({ name, value, text: told, kind, interval, floor, goal, rival }, at) => {
    const top = HEAD + at * ROW_HEIGHT;
    const y = top + 20;
    const middle = y + BAR_HEIGHT / 2;
    const mark = (x, mark) => (x === undefined ? '' : line([toX(x), y - 2], [toX(x), y + BAR_HEIGHT + 3], mark));
    return [
      text(LEFT, top + 13, name, kind === 'other' ? 'class="soft"' : ''),
      text(RIGHT, top + 13, told, 'text-anchor="end"'),
      bar({ x: LEFT, y, width: toX(value) - LEFT, height: BAR_HEIGHT }, kind),
      interval === undefined ? '' : line([toX(interval.low), middle], [toX(interval.high), middle], 'whisker'),
      mark(floor, 'floor'),
      mark(goal, 'goal'),
      rival === undefined ? '' : `<circle cx="${px(toX(rival))}" cy="${px(middle)}" r="4" class="rival"/>`,
    ].join('');
  });
  const keyLine = text(LEFT, 18, key, 'class="soft"');
  return drawing(title, HEAD + bars.length * ROW_HEIGHT + 8, [keyLine, ...rows]);
}

const CURVE_HEIGHT = 190;
const CURVE_LEFT = 46;
const LEGEND_HEIGHT = 20;

/**
 * A line a name over the same steps, with a legend below.
 * @param {{ title: string, key: string, steps: string[], lines: { name: string, values: number[] }[] }} plot at most five lines
 */
export function plotLines({ title, key, steps, lines }) {
  const most = Math.max(1e-9, ...lines.flatMap(({ values }) => values)) * 1.06;
  const bottom = HEAD + CURVE_HEIGHT;
  const toX = (step) => CURVE_LEFT + 14 + ((RIGHT - CURVE_LEFT - 28) * step) / Math.max(1, steps.length - 1);
  const toY = (value) => bottom - (CURVE_HEIGHT * value) / most;
  const levels = [0, 0.25, 0.5, 0.75, 1].map((share) => (share * most) / 1.06);
  const grid = levels.flatMap((level) => [
    line([CURVE_LEFT, toY(level)], [RIGHT, toY(level)], level === 0 ? 'goal' : 'grid'),
    text(CURVE_LEFT - 6, toY(level) + 4, level.toFixed(3), 'text-anchor="end" class="soft"'),
  ]);
  const axis = steps.map((step, at) => text(toX(at), bottom + 17, step, 'text-anchor="middle" class="soft"'));
  const curves = lines.map(({ values }, at) => {
    const points = values.map((value, step) => `${px(toX(step))},${px(toY(value))}`).join(' ');
    return `<polyline points="${points}" class="curve c${at}"/>`;
  });
  const legend = lines.map(({ name }, at) => {
    const y = bottom + FOOT + 14 + at * LEGEND_HEIGHT;
    return line([LEFT, y - 4], [LEFT + 34, y - 4], `curve c${at}`) + text(LEFT + 42, y, name, '');
  });
  const height = bottom + FOOT + lines.length * LEGEND_HEIGHT + 8;
  return drawing(title, height, [text(LEFT, 18, key, 'class="soft"'), ...grid, ...axis, ...curves, ...legend]);
}

const px = (value) => Math.round(value * 10) / 10;
const line = (from, to, kind) =>
  `<line x1="${px(from[0])}" y1="${px(from[1])}" x2="${px(to[0])}" y2="${px(to[1])}" class="${kind}"/>`;
const text = (x, y, content, attributes) => `<text x="${px(x)}" y="${px(y)}" ${attributes}>${escape(content)}</text>`;
const escape = (content) => content.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

function bar({ x, y, width, height }, kind) {
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(Math.max(width, 1))}" height="${height}" class="${kind}"/>`;
}

function drawing(title, height, children) {
  const box = `viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}"`;
  const paper = `<rect class="paper" width="${WIDTH}" height="${height}"/>`;
  const open = `<svg xmlns="http://www.w3.org/2000/svg" ${box} role="img" aria-label="${escape(title)}">`;
  return `${[open, `<style>${STYLE}\n</style>`, paper, ...children.filter(Boolean), '</svg>'].join('\n')}\n`;
}
