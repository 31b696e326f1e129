/** Numbers and tables as the page shows them. */

/** At least `digits` decimals and at most five; a dash for what is not known. */
export function figure(value, digits = 5) {
  if (value === null || value === undefined) return '–';
  return value.toFixed(Math.max(digits, Math.min(5, decimalsOf(value))));
}

const decimalsOf = (value) => (String(value).split('.')[1] ?? '').length;

export const seconds = (value) => value?.toFixed(value < 10 ? 1 : 0) ?? '–';
export const megabytes = (bytes) => (bytes / 1e6).toFixed(0);
export const bytesOf = (bytes) => bytes?.toFixed(1) ?? '–';
export const count = (value) => Math.round(value).toLocaleString('en-US');
export const interval = ({ mean, low, high }) => `${figure4(mean)} [${figure4(low)}, ${figure4(high)}]`;
export const signedInterval = ({ mean, low, high }) => `${signed(mean)} [${signed(low)}, ${signed(high)}]`;

const figure4 = (value) => value.toFixed(4);
const signed = (value) => `${value < 0 ? '−' : '+'}${figure4(Math.abs(value))}`;

/** A Markdown table. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Why a row has no figures. */
export function whyNot({ state, set }) {
  return state === 'absent' ? `skipped: ../shared/data/${set} is absent` : 'not measured yet';
}

/** `not measured yet` as a sentence of its own. */
export const sentence = (words) => `${words[0].toUpperCase()}${words.slice(1)}.`;
