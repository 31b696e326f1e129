const COUNT = new Intl.NumberFormat('en-GB');
const SHARE = new Intl.NumberFormat('en-GB', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const toCount = (value: number): string => COUNT.format(value);
export const toPercent = (share: number): string => SHARE.format(share).replace('-', '−');
/** Percentage points. */
export const toPoints = (difference: number): string => `${(100 * difference).toFixed(2)} points`;

/** What an amount of noise means, in one line. @param unchanged share of answers that leave as they were. */
export function describeNoise(epsilon: number, unchanged: number): string {
  const said = `${toPercent(unchanged)} of these answers left unchanged.`;
  if (epsilon < 1.5) return `Much noise. ${said}`;
  return epsilon <= 4 ? `Noise as shops use it, or more. ${said}` : `Less noise than a device would ever add. ${said}`;
}
