import { html, svg, type TemplateResult } from 'lit-html';

export interface ScatterPoint {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** Of the interval of y. */
  readonly low: number;
  readonly high: number;
}

export interface ScatterPlot {
  /** What it shows, for people who do not see it. */
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly points: readonly ScatterPoint[];
}

const SIZE = 420;
const LEFT = 52;
const RIGHT = SIZE - 12;
const TOP = 26;
const BOTTOM = SIZE - 44;

/** Shares against shares on one scale, with the line of equal ones. Both axes are roots: most products are small. */
export function renderScatter({ title, x, y, points }: ScatterPlot): TemplateResult {
  const most = Math.max(1e-4, ...points.flatMap((point) => [point.x, point.y])) * 1.15;
  const part = (share: number): number => Math.sqrt(Math.min(1, Math.max(0, share / most)));
  const toX = (share: number): number => LEFT + (RIGHT - LEFT) * part(share);
  const toY = (share: number): number => BOTTOM - (BOTTOM - TOP) * part(share);
  const ticks = [0, 0.1, 0.3, 0.6, 1].map((of) => roundShare(of * most));
  return html`<svg
    class="weeks scatter"
    viewBox=${`0 0 ${String(SIZE)} ${String(SIZE)}`}
    role="img"
    aria-label=${title}
  >
    ${ticks.map(
      (tick) =>
        svg`<line class="grid" x1=${toX(tick)} x2=${toX(tick)} y1=${TOP} y2=${BOTTOM}></line>
          <line class="grid" x1=${LEFT} x2=${RIGHT} y1=${toY(tick)} y2=${toY(tick)}></line>
          <text class="tick" x=${toX(tick)} y=${BOTTOM + 16} text-anchor="middle">${toTick(tick)}</text>
          <text class="tick" x=${LEFT - 6} y=${toY(tick) + 4} text-anchor="end">${toTick(tick)}</text>`,
    )}
    <line class="base equal" x1=${LEFT} y1=${BOTTOM} x2=${RIGHT} y2=${TOP}></line>
    ${points.map(
      (point) =>
        svg`<line class="whisker" x1=${toX(point.x)} x2=${toX(point.x)} y1=${toY(point.low)} y2=${toY(point.high)}></line>
          <circle class="dot c0" cx=${toX(point.x)} cy=${toY(point.y)} r="4"><title>${point.name}</title></circle>`,
    )}
    <text class="tick" x=${(LEFT + RIGHT) / 2} y=${SIZE - 6} text-anchor="middle">${x}, %</text>
    <text class="tick" x="4" y="14">${y}, %</text>
  </svg>`;
}

/** One significant digit. */
function roundShare(share: number): number {
  return share === 0 ? 0 : Number(share.toPrecision(1));
}

function toTick(share: number): string {
  return String(Number((100 * share).toPrecision(2)));
}
