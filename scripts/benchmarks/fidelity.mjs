/** The targets that are no lists: figures other commands write to `dist/benchmarks/NAME.json`, judged here. */
import { count, table } from './format.mjs';
import { judge } from './verdict.mjs';

/**
 * @param {import('./targets.mjs').Fidelity[]} targets
 * @param {Record<string, Record<string, any>[] | undefined>} measured by name: an entry a set, `{ set, KEY: number }`
 * @returns {string}
 */
export function fidelityTable(targets, measured) {
  const rows = targets.flatMap((target) =>
    target.metrics.map((metric) => {
      const bars = [metric.floor, metric.goal].map((bar) => form(bar, metric));
      const sets = measured[target.name] ?? [];
      const command = `\`${target.command}\``;
      if (sets.length === 0) {
        const absent = `not measured: \`dist/benchmarks/${target.name}.json\` is absent`;
        return [target.title, metric.label, '–', ...bars, absent, command];
      }
      const each = sets.map(
        (figures) => `${figures.set} ${form(figures[metric.key], metric)}${beside(target, figures, metric)}`,
      );
      return [target.title, metric.label, each.join('; '), ...bars, verdictOn(metric, sets), command];
    }),
  );
  return table(['target', 'figure', 'ours', 'floor', 'goal', 'verdict', 'measured by'], rows);
}

/** ` [+0.1 %, +0.9 %] (480 users, 31 kept)`, as far as the target has them. */
function beside({ interval = [], counts = [] }, figures, metric) {
  const ends = interval.map((key) => form(figures[key], metric));
  const numbers = counts.map(([key, label]) => `${count(figures[key])} ${label}`);
  return (ends.length > 0 ? ` [${ends.join(', ')}]` : '') + (numbers.length > 0 ? ` (${numbers.join(', ')})` : '');
}

/** The worst set decides about the floor; about the goal the worst or the mean, as the target says. */
function verdictOn(metric, sets) {
  const values = sets.map((figures) => figures[metric.key]);
  const worst = judge(metric.better === 'lower' ? Math.max(...values) : Math.min(...values), metric);
  if (metric.goalOf === 'worst' || worst.kind === 'missed') return worst.text;
  return judge(values.reduce((sum, value) => sum + value, 0) / values.length, metric).text;
}

function form(value, { form: kind }) {
  if (kind === 'percent') return `${(100 * value).toFixed(2).replace('-', '−')} %`;
  return value === 0 || value >= 1e-3 ? String(value) : value.toExponential(1);
}
