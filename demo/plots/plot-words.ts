import type { Estimated } from './plot-spec.js';

/** `12 %`, `1.5 %`: three significant digits, one after the point at most. */
export function toPercentTick(share: number): string {
  const percent = Number((100 * share).toPrecision(3));
  return `${Number.isInteger(percent) ? String(percent) : percent.toFixed(1)} %`;
}

/** `9.4 % (8.1 to 10.7 %)` */
export function toEstimateText({ value, low, high }: Estimated): string {
  const text = (share: number): string => (100 * share).toFixed(1).replace('-', '−');
  return `${text(value)} % (${text(low)} to ${text(high)} %)`;
}

/** `2 Nov` */
export function toShortDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
}
