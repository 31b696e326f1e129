import {
  areaY,
  axisX,
  axisY,
  barX,
  dot,
  gridX,
  gridY,
  line,
  lineY,
  plot,
  pointer,
  pointerX,
  ruleX,
  ruleY,
  text,
  tip,
  type Markish,
  type PlotOptions,
} from '@observablehq/plot';
import type { PlotSpec, ScatterPlot, ScatterPoint, TruthPlot, TruthRow, WeeksPlot } from './plot-spec.js';
import { toEstimateText, toPercentTick, toShortDay } from './plot-words.js';
import { namesWidth, ticksTo, topOfScatter, topOfTruth } from './share-scales.js';
import { labelledWeeks, levelsTo, spreadLabels, toLineRows, topOfWeeks, type LineRows } from './weeks-layout.js';

/** Custom properties, so that a drawing follows the page from light to dark. Lines differ in more than colour. */
const LOOKS = [
  { color: 'var(--accent)', dash: 'none' },
  { color: 'var(--ink)', dash: '5 3' },
] as const;
const TICKS = { color: 'var(--ink-soft)', tickSize: 0, label: null } as const;
const GRID = { stroke: 'var(--line)', strokeOpacity: 1 } as const;
const TIP = { fill: 'var(--paper-raised)', stroke: 'var(--line-strong)', pathFilter: 'none', lineHeight: 1.3 } as const;

/** Pixels. */
const LETTER = 7;
const TEXT = 15;

/** The drawing at so many pixels' width; `plots.css` has what of its looks is not here. */
export function drawPlot(spec: PlotSpec, width: number): SVGElement | HTMLElement {
  const drawn = plot({ width, className: 'drawn', ...optionsOf(spec, width) });
  // The page's policy refuses style elements; what this one says stands in `plots.css`.
  drawn.querySelector('style')?.remove();
  drawn.setAttribute('aria-hidden', 'true');
  return drawn;
}

function optionsOf(spec: PlotSpec, width: number): PlotOptions {
  switch (spec.kind) {
    case 'weeks':
      return toWeeks(spec, width);
    case 'scatter':
      return toScatter(spec, width);
    case 'truth':
      return toTruth(spec, width);
  }
}

function toWeeks({ days, lines }: WeeksPlot, width: number): PlotOptions {
  const most = topOfWeeks(lines);
  const size = { height: 220, marginTop: 12, marginBottom: 28, marginLeft: 48 };
  const marginRight =
    14 +
    namesWidth(
      lines.map(({ name }) => name),
      { letter: LETTER, most: width / 3 },
    );
  const rows = lines.map(toLineRows);
  const weeks = labelledWeeks(days.length, width - size.marginLeft - marginRight, 56);
  return {
    ...size,
    marginRight,
    x: { domain: [0, Math.max(1, days.length - 1)] },
    y: { domain: [0, most], clamp: true },
    marks: [
      gridY({ ticks: levelsTo(most), ...GRID }),
      ruleY([0], { stroke: 'var(--line-strong)' }),
      axisY({ ticks: levelsTo(most), tickFormat: toPercentTick, ...TICKS }),
      axisX({ ticks: weeks, tickFormat: (week: number) => toShortDay(days[week] ?? ''), ...TICKS }),
      ...rows.map((line, at) => bandsOf(line, at)),
      ...rows.map((line, at) => linesOf(line, at)),
      ...namesOf(rows, { most, week: days.length - 1, ...size }),
      tip(
        rows.flatMap(({ name, rows: told }) => told.map((row) => ({ ...row, name }))).filter(({ value }) => value >= 0),
        pointerX({
          x: 'week',
          y: 'value',
          title: (row: LineRows['rows'][number] & { readonly name: string }) =>
            `${row.name}, week of ${toShortDay(days[row.week] ?? '')}\n${toEstimateText(row)}`,
          ...TIP,
        }),
      ),
    ],
  };
}

function bandsOf({ rows, lone }: LineRows, at: number): Markish[] {
  const { color } = LOOKS[at]!;
  return [
    areaY(rows, { className: 'band', x: 'week', y1: 'low', y2: 'high', fill: color, fillOpacity: 0.18 }),
    ruleX(lone, {
      className: 'band',
      x: 'week',
      y1: 'low',
      y2: 'high',
      stroke: color,
      strokeWidth: 6,
      strokeOpacity: 0.18,
    }),
  ];
}

function linesOf({ rows, lone }: LineRows, at: number): Markish[] {
  const { color, dash } = LOOKS[at]!;
  return [
    lineY(rows, { className: 'line', x: 'week', y: 'value', stroke: color, strokeDasharray: dash, strokeWidth: 2 }),
    dot(lone, { className: 'lone', x: 'week', y: 'value', fill: color, r: 3 }),
  ];
}

/** Names stand where their lines end. */
function namesOf(
  lines: readonly LineRows[],
  frame: { most: number; week: number; height: number; marginTop: number; marginBottom: number },
): Markish[] {
  const [top, bottom] = [frame.marginTop, frame.height - frame.marginBottom];
  const ended = lines.flatMap(({ name, rows }, at) => {
    const last = rows.findLast(({ value }) => !Number.isNaN(value));
    return last === undefined ? [] : [{ name, at, value: Math.min(frame.most, Math.max(0, last.value)) }];
  });
  const wanted = ended.map(({ value }) => bottom - ((bottom - top) * value) / frame.most);
  const placed = spreadLabels(wanted, { top, bottom, gap: TEXT });
  return ended.map(({ name, at }, label) =>
    text([name], {
      className: 'name',
      x: [frame.week],
      y: [(frame.most * (bottom - placed[label]!)) / (bottom - top)],
      dx: 8,
      textAnchor: 'start',
      fill: LOOKS[at]!.color,
    }),
  );
}

function toScatter({ points, x, y }: ScatterPlot, width: number): PlotOptions {
  const most = topOfScatter(points);
  const ticks = ticksTo(most);
  const scale = { type: 'sqrt', domain: [0, most], clamp: true } as const;
  const axis = { ...TICKS, ticks, tickFormat: (share: number) => String(Number((100 * share).toPrecision(2))) };
  return {
    ...{ height: Math.min(width, 420), marginTop: 30, marginRight: 12, marginBottom: 44, marginLeft: 40 },
    x: scale,
    y: scale,
    marks: [
      gridX({ ticks, ...GRID }),
      gridY({ ticks, ...GRID }),
      axisX({ ...axis, label: `${x}, %`, labelAnchor: 'center', labelArrow: 'none' }),
      axisY({ ...axis, label: `${y}, %`, labelArrow: 'none' }),
      line([0, most], {
        x: (end: number) => end,
        y: (end: number) => end,
        stroke: 'var(--line-strong)',
        strokeDasharray: '4 4',
      }),
      ruleX(points, { x: 'x', y1: 'low', y2: 'high', stroke: 'var(--ink-soft)' }),
      dot(points, { className: 'product', x: 'x', y: 'value', fill: 'var(--accent)', r: 4 }),
      tip(
        points,
        pointer({
          x: 'x',
          y: 'value',
          title: (point: ScatterPoint) =>
            `${point.name}\n${toEstimateText(point)}; in the log ${toPercentTick(point.x)}`,
          ...TIP,
        }),
      ),
    ],
  };
}

function toTruth({ rows }: TruthPlot, width: number): PlotOptions {
  const names = rows.map(({ name }) => name);
  const marginLeft = 8 + namesWidth(names, { letter: LETTER, most: 0.42 * width });
  const y = (_: TruthRow, at: number): number => at;
  return {
    ...{ height: 26 * rows.length + 8, marginTop: 4, marginRight: 56, marginBottom: 4, marginLeft },
    x: { domain: [0, topOfTruth(rows)], clamp: true, axis: null },
    y: { type: 'band', domain: rows.map((_, at) => at), padding: 0.5 },
    marks: [
      axisY({ ...TICKS, color: 'var(--ink)', tickFormat: (at: number) => names[at] ?? '' }),
      barX(rows, { className: 'truth', x: 'truth', y, fill: 'var(--line-strong)' }),
      ruleY(rows, { x1: 'low', x2: 'high', y, stroke: 'var(--accent)', strokeWidth: 2 }),
      dot(rows, { className: 'estimate', x: 'value', y, fill: 'var(--accent)', stroke: 'var(--paper-raised)', r: 4 }),
      text(rows, {
        ...{ y, frameAnchor: 'right', textAnchor: 'end', dx: 54, fill: 'var(--ink)' },
        text: ({ value }: TruthRow) => `${(100 * value).toFixed(1)} %`.replace('-', '−'),
      }),
    ],
  };
}
