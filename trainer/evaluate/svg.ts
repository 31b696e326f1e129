/** Text for HTML and SVG, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

type Attributes = Readonly<Record<string, string | number>>;

/** One element; children are markup already. Numbers are rounded to a tenth of a pixel. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const text = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? Math.round(value * 10) / 10 : escapeHtml(value)}"`)
    .join('');
  return children.length === 0 ? `<${name}${text}/>` : `<${name}${text}>${children.join('')}</${name}>`;
}

export function label(x: number, y: number, text: string, attributes: Attributes = {}): string {
  return element('text', { x, y, ...attributes }, escapeHtml(text));
}

export function line(from: readonly [number, number], to: readonly [number, number], className: string): string {
  return element('line', { x1: from[0], y1: from[1], x2: to[0], y2: to[1], class: className });
}

/** What a drawing is: its own coordinate system, its class, and a name for people who do not see it. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly kind: string;
  readonly title: string;
}

export function drawing({ width, height, kind, title }: Frame, ...children: readonly string[]): string {
  const attributes = { viewBox: `0 0 ${width} ${height}`, class: kind, role: 'img', 'aria-label': title };
  return element('svg', attributes, ...children);
}

/** Round numbers from 0 (or from a negative low) past `high`, about `count` of them. */
export function niceTicks(low: number, high: number, count = 4): number[] {
  const span = Math.max(high - low, 1e-9);
  const raw = span / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw)!;
  const from = Math.floor(low / step);
  const to = Math.ceil(high / step);
  return Array.from({ length: to - from + 1 }, (_, i) => Number(((from + i) * step).toPrecision(12)));
}

/** As few digits as a tick needs. */
export function formatTick(value: number): string {
  if (value !== 0 && Math.abs(value) >= 1000) return value.toLocaleString('en-US');
  return String(Number(value.toPrecision(6))).replace('-', '−');
}
