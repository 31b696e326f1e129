/** The page's two drawings, as standing SVG files: readable on paper and on a dark page, without a library. */
import { bestBaseline } from './evaluations.mjs';

const WIDTH = 760;
const NAME_WIDTH = 290;
const VALUE_WIDTH = 70;
const ROW_HEIGHT = 24;
const HEAD = 30;
const FOOT = 26;
const LEFT = NAME_WIDTH + 10;
const RIGHT = WIDTH - VALUE_WIDTH;

const STYLE = `
  svg { font: 12.5px system-ui, sans-serif; color-scheme: light dark; --ink: #1d2421; --soft: #59625d; --rule: #e2e1db; --paper: #ffffff; --accent: #1f6b4a; --lost: #a8492f; --muted: #a9b1ad; }
  @media (prefers-color-scheme: dark) { svg { --ink: #e8e6df; --soft: #a5ada9; --rule: #30383a; --paper: #14191a; --accent: #5fc397; --lost: #e58a6c; --muted: #5d6866; } }
  .paper { fill: var(--paper); } text { fill: var(--ink); } .soft { fill: var(--soft); } .grid { stroke: var(--rule); }
  .goal { stroke: var(--ink); stroke-width: 1.5; } .floor { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 2 2; }
  .reached { fill: var(--accent); } .missed { fill: var(--lost); } .other { fill: var(--muted); }
  .rival { fill: var(--paper); stroke: var(--ink); stroke-width: 1.5; } .whisker { stroke: var(--ink); stroke-width: 1.25; }`;

/**
 * Ours as a share of each goal: a bar, the floor as a dashed mark, the best other figure as a ring.
 * @param {import('./summarise.mjs').Row[]} rows
 */
export function plotGoals(rows) {
  const measured = rows.filter(({ measures }) => measures !== undefined);
  const lines = measured.flatMap((row) => row.target.metrics.map((metric, at) => toShare(row, metric, at)));
  const most = Math.max(1.1, ...lines.flatMap(({ ours, rival }) => [ours, rival ?? 0])) * 1.03;
  const toX = (share) => LEFT + ((RIGHT - LEFT) * share) / most;
  const bars = lines.map(({ name, ours, floor, rival, kind }, at) => {
    const y = HEAD + at * ROW_HEIGHT + ROW_HEIGHT / 2;
    return [
      text(NAME_WIDTH, y + 4, name, 'text-anchor="end"'),
      bar({ x: LEFT, y: y - 7, width: toX(ours) - LEFT, height: 14 }, kind === 'missed' ? 'missed' : 'reached'),
      line([toX(floor), y - 10], [toX(floor), y + 10], 'floor'),
      rival === undefined ? '' : `<circle cx="${px(toX(rival))}" cy="${px(y)}" r="4" class="rival"/>`,
      text(WIDTH - 8, y + 4, `${(100 * ours).toFixed(1)} %`, 'text-anchor="end"'),
    ].join('');
  });
  const bottom = HEAD + lines.length * ROW_HEIGHT;
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((tick) => [
    line([toX(tick), HEAD], [toX(tick), bottom], tick === 1 ? 'goal' : 'grid'),
    text(toX(tick), bottom + 16, tick === 1 ? 'goal' : `${100 * tick} %`, 'text-anchor="middle" class="soft"'),
  ]);
  const key = text(8, 18, 'bar: ours · dashed: floor · ring: the best of all others', 'class="soft"');
  return drawing('Ours as a share of each goal', bottom + FOOT, [key, ...ticks, ...bars]);
}

function toShare({ target, rankers, verdicts }, metric, at) {
  const [ours, ...others] = rankers;
  const known = others.map(({ values }) => values[at]).filter((value) => value !== null);
  return {
    name: `${target.short}, ${metric.label}`,
    ours: ours.values[at] / metric.goal,
    floor: metric.floor / metric.goal,
    rival: known.length === 0 ? undefined : Math.max(...known) / metric.goal,
    kind: verdicts[at].kind,
  };
}

/**
 * Ours and the best baseline on each global time split, with intervals.
 * @param {import('./evaluations.mjs').Evaluated[]} evaluations
 */
export function plotTimeSplits(evaluations) {
  const measured = evaluations.filter(({ result }) => result !== undefined);
  const lines = measured.flatMap(({ job, result }) => {
    const [[key, label]] = job.metrics;
    const [ours] = result.rankers;
    const best = bestBaseline(job, result);
    const rivals = best === undefined ? [] : [{ name: best.name, kind: 'other', value: best.metrics[key] }];
    return [{ name: `${job.title}, ${label}`, kind: 'reached', value: ours.metrics[key] }, ...rivals];
  });
  const most = Math.max(0.05, ...lines.map(({ value }) => value.high)) * 1.03;
  const toX = (value) => LEFT + ((RIGHT - LEFT) * value) / most;
  const bars = lines.map(({ name, kind, value }, at) => {
    const y = HEAD + at * ROW_HEIGHT + ROW_HEIGHT / 2;
    return [
      text(NAME_WIDTH, y + 4, name, `text-anchor="end"${kind === 'other' ? ' class="soft"' : ''}`),
      bar({ x: LEFT, y: y - 7, width: toX(value.mean) - LEFT, height: 14 }, kind),
      line([toX(value.low), y], [toX(value.high), y], 'whisker'),
      text(WIDTH - 8, y + 4, value.mean.toFixed(4), 'text-anchor="end"'),
    ].join('');
  });
  const bottom = HEAD + lines.length * ROW_HEIGHT;
  const key = text(8, 18, 'colour: ours · grey: the best baseline · line: 95 % interval', 'class="soft"');
  const zero = line([LEFT, HEAD], [LEFT, bottom], 'goal');
  const axis = text(LEFT, bottom + 16, '0', 'text-anchor="middle" class="soft"');
  return drawing('Ours and the best baseline on each set', bottom + FOOT, [key, ...bars, zero, axis]);
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
