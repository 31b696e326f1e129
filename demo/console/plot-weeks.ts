import { html, nothing, svg, type TemplateResult } from 'lit-html';

export interface WeekPoint {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface WeekLine {
  readonly name: string;
  /** One a week; undefined where nobody reported. */
  readonly points: readonly (WeekPoint | undefined)[];
}

export interface WeeksPlot {
  /** What it shows, for people who do not see it. */
  readonly title: string;
  /** Days the weeks begin, oldest first. */
  readonly days: readonly string[];
  /** At most three. */
  readonly lines: readonly WeekLine[];
}

const WIDTH = 480;
const HEIGHT = 210;
const LEFT = 54;
const RIGHT = WIDTH - 84;
const TOP = 12;
const BOTTOM = HEIGHT - 28;
const LABEL_GAP = 15;

/** Shares over weeks, each a line with its 95 % band and its name at the end. */
export function renderWeeksPlot({ title, days, lines }: WeeksPlot): TemplateResult {
  const most = topOf(lines);
  const toX = (week: number): number => LEFT + ((RIGHT - LEFT) * week) / Math.max(1, days.length - 1);
  const toY = (share: number): number => BOTTOM - ((BOTTOM - TOP) * Math.min(most, Math.max(0, share))) / most;
  const scale = { toX, toY };
  const labels = spreadLabels(lines.map(({ points }) => toY(points.findLast((point) => point)?.value ?? 0)));
  return html`<svg class="weeks" viewBox=${`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} role="img" aria-label=${title}>
    ${[0, 0.25, 0.5, 0.75, 1].map((part) => renderLevel(part * most, toY(part * most)))}
    ${days.map((day, week) => (isLabelled(week, days.length) ? renderDay(day, toX(week)) : nothing))}
    ${lines.map(({ points }, at) => renderBand(points, at, scale))}
    ${lines.map(({ points }, at) => renderLine(points, at, scale))}
    ${lines.map(({ name }, at) => svg`<text class=${`name c${String(at)}`} x=${RIGHT + 8} y=${labels[at]! + 4}>${name}</text>`)}
  </svg>`;
}

interface Scale {
  readonly toX: (week: number) => number;
  readonly toY: (share: number) => number;
}

/** A round share that holds all values and, up to twice the largest, their bands. */
function topOf(lines: readonly WeekLine[]): number {
  const points = lines.flatMap((line) => line.points.filter((point) => point !== undefined));
  const value = Math.max(0.01, ...points.map((point) => point.value));
  const high = Math.max(value, ...points.map((point) => point.high));
  const wanted = Math.min(1, high, 2 * value);
  return [0.01, 0.02, 0.04, 0.08, 0.12, 0.2, 0.4, 0.6, 0.8, 1].find((step) => step >= wanted) ?? 1;
}

function renderLevel(share: number, y: number): TemplateResult {
  const percent = Number((100 * share).toPrecision(3));
  const text = `${Number.isInteger(percent) ? String(percent) : percent.toFixed(1)} %`;
  return svg`<line class=${share === 0 ? 'base' : 'grid'} x1=${LEFT} x2=${RIGHT} y1=${y} y2=${y}></line>
    <text class="tick" x=${LEFT - 8} y=${y + 4} text-anchor="end">${text}</text>`;
}

function isLabelled(week: number, weeks: number): boolean {
  return (weeks - 1 - week) % 4 === 0;
}

function renderDay(day: string, x: number): TemplateResult {
  const date = new Date(`${day}T00:00:00Z`);
  const text = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return svg`<text class="tick" x=${x} y=${HEIGHT - 8} text-anchor="middle">${text}</text>`;
}

type Run = readonly (WeekPoint & { readonly week: number })[];

/** Weeks that follow each other without a gap. */
function toRuns(points: WeekLine['points']): Run[] {
  const runs: (WeekPoint & { week: number })[][] = [];
  points.forEach((point, week) => {
    if (point === undefined) return;
    const last = runs.at(-1);
    if (last?.at(-1)?.week === week - 1) last.push({ ...point, week });
    else runs.push([{ ...point, week }]);
  });
  return runs;
}

function renderBand(points: WeekLine['points'], at: number, { toX, toY }: Scale): TemplateResult[] {
  return toRuns(points).map((run) => {
    // A week alone has a width too, else its band would not be seen.
    const [first, last] = [run[0]!, run.at(-1)!];
    const wide =
      run.length > 1
        ? run.map(({ week, ...point }) => ({ ...point, x: toX(week) }))
        : [-3, 3].map((by) => ({ ...first, x: toX(last.week) + by }));
    const upper = wide.map(({ x, high }) => `${px(x)},${px(toY(high))}`);
    const lower = wide.map(({ x, low }) => `${px(x)},${px(toY(low))}`).reverse();
    return svg`<polygon class=${`band c${String(at)}`} points=${[...upper, ...lower].join(' ')}></polygon>`;
  });
}

function renderLine(points: WeekLine['points'], at: number, { toX, toY }: Scale): TemplateResult[] {
  return toRuns(points).map((run) => {
    const path = run.map(({ week, value }) => `${px(toX(week))},${px(toY(value))}`).join(' ');
    return run.length > 1
      ? svg`<polyline class=${`line c${String(at)}`} points=${path}></polyline>`
      : svg`<circle class=${`dot c${String(at)}`} cx=${toX(run[0]!.week)} cy=${toY(run[0]!.value)} r="2.5"></circle>`;
  });
}

/** Moves names of lines that end near each other apart, downwards. */
function spreadLabels(wanted: readonly number[]): number[] {
  const order = [...wanted.keys()].sort((a, b) => wanted[a]! - wanted[b]!);
  const placed: number[] = [];
  let next = TOP;
  for (const at of order) {
    placed[at] = Math.max(next, wanted[at]!);
    next = placed[at] + LABEL_GAP;
  }
  const over = Math.max(0, next - LABEL_GAP - BOTTOM);
  return placed.map((y) => y - over);
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}
