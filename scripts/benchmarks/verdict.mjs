/** How a figure stands against its floor and goal, in words that follow from the numbers alone. */

/**
 * @param {number} value
 * @param {{ floor: number, goal: number, better?: 'higher' | 'lower' }} bar
 * @returns {{ kind: 'goal' | 'floor' | 'missed', text: string }}
 */
export function judge(value, { floor, goal, better = 'higher' }) {
  const sign = better === 'higher' ? 1 : -1;
  const short = (bar) => sign * (bar - value);
  if (short(goal) <= 0) return { kind: 'goal', text: 'goal reached' };
  if (short(floor) <= 0) return { kind: 'floor', text: `floor reached, goal missed by ${distance(short(goal), goal)}` };
  return { kind: 'missed', text: `**floor missed by ${distance(short(floor), floor)}**` };
}

/** `0.00120 (2.1 %)`: absolute, and as a share of the bar. */
function distance(gap, bar) {
  const share = bar === 0 ? '' : ` (${((100 * gap) / Math.abs(bar)).toFixed(1)} %)`;
  return `${gap < 1e-4 ? gap.toExponential(1) : gap.toFixed(5)}${share}`;
}

/**
 * The verdict on a figure that may take only so many bytes an item: a model above the limit misses its floor.
 * @param {{ value: number, bytesPerItem: number }} measured
 * @param {{ floor: number, goal: number }} metric
 * @param {number} [bytesLimit]
 */
export function judgeWithin({ value, bytesPerItem }, metric, bytesLimit) {
  if (bytesLimit === undefined || bytesPerItem <= bytesLimit) return judge(value, metric);
  const over = `${bytesPerItem.toFixed(1)} bytes an item, ${bytesLimit} allowed`;
  return { kind: 'missed', text: `**floor missed: ${over}**` };
}
