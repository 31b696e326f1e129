import type { ColdUserCurve, ColdUserPoint } from './cold-user-curve.js';
import { plotBars, plotDifferences } from './plot-bars.js';
import { plotSlices, type Series } from './plot-slices.js';
import { formatCount, formatInterval, formatSigned, formatValue } from './report-format.js';
import { grid } from './report-grid.js';
import type { AblationRow } from '../train/ablation.js';
import type { ScenarioFigure } from './scenarios/scenario-figure.js';
import { element, escapeHtml } from './svg.js';

/** What an evaluation measures beside ranked lists, where its protocol allows. */
export interface ReportParts {
  /** Each scenario by its own measure; only where the split is by time. */
  readonly scenarios?: readonly ScenarioFigure[];
  /** How good lists are for new shoppers; only where users were kept out of training. */
  readonly coldUsers?: ColdUserCurve;
  /** From popularity alone to the whole blend; only where it was asked for. */
  readonly ablation?: readonly AblationRow[];
}

const DEPTHS = [
  ['ndcg10', 'NDCG@10'],
  ['ndcg100', 'NDCG@100'],
] as const satisfies readonly (readonly [keyof ColdUserPoint, string])[];

const COLD_USERS = 'Shoppers of whom little is known';

/** For a terminal; no line where nothing was measured. */
export function coldUserLines({ coldUsers }: ReportParts): string[] {
  if (coldUsers === undefined || coldUsers.users === 0) return [];
  return DEPTHS.flatMap(([depth, label], at) => [
    ...(at === 0 ? [] : ['']),
    ...grid(
      [`${COLD_USERS} (${formatCount(coldUsers.users)}), ${label} by known items`, ...knownCounts(coldUsers)],
      coldUsers.rankers.map(({ name, points }) => [name, ...points.map((point) => formatValue(point[depth]))]),
    ),
  ]);
}

/** A row a scenario and measure, with the best of its baselines. */
export function scenarioLines({ scenarios = [] }: ReportParts): string[] {
  if (scenarios.length === 0) return [];
  return grid(SCENARIO_HEAD, scenarios.map(toCells));
}

/** A row a step, with its difference to the step before. */
export function ablationLines({ ablation = [] }: ReportParts): string[] {
  if (ablation.length === 0) return [];
  return grid(
    ['step', 'NDCG@10', 'to the step before', 'chosen'],
    ablation.map(({ step, ndcg10, difference, chosen }) => [
      step,
      formatInterval(ndcg10),
      difference === null ? '' : formatDifference(difference),
      chosen,
    ]),
  );
}

export function ablationSection({ ablation = [] }: ReportParts): string[] {
  if (ablation.length === 0) return [];
  const text =
    'NDCG@10 from popularity alone to the whole blend, each step with all before it, trained at the budget quick. The same ' +
    'predictions at every step; right of the line a step is better than the one before.';
  const bars = ablation.map(({ step, ndcg10 }) => ({ name: step, value: ndcg10 }));
  const steps = ablation.flatMap(({ step, difference }) =>
    difference === null ? [] : [{ name: step, value: difference }],
  );
  return [
    heading('What each part adds', text),
    element(
      'div',
      { class: 'plots' },
      figure('NDCG@10 by step', plotBars('NDCG@10 by step', bars, bars.length - 1)),
      figure('NDCG@10: minus the step before', plotDifferences('NDCG@10: minus the step before', steps)),
    ),
  ];
}

export function coldUserSection({ coldUsers }: ReportParts): string[] {
  if (coldUsers === undefined || coldUsers.users === 0) return [];
  const text =
    `${formatCount(coldUsers.users)} users the model was not fitted on, by how many of their items were known. Figures of one ` +
    'column compare; between columns the relevant items differ.';
  const figures = DEPTHS.map(([depth, label]) => {
    const title = `${label} by known items`;
    return figure(
      title,
      plotSlices(
        title,
        coldUsers.rankers.map((ranker) => toSeries(ranker, depth, coldUsers.users)),
      ),
    );
  });
  return [heading(COLD_USERS, text), element('div', { class: 'plots' }, ...figures)];
}

export function scenarioSection({ scenarios = [] }: ReportParts): string[] {
  if (scenarios.length === 0) return [];
  const row = (figures: ScenarioFigure): string => {
    const [name, ...cells] = toCells(figures);
    const head = escapeHtml(name!) + element('small', {}, escapeHtml(figures.asked));
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, head),
      ...cells.map((cell) => element('td', {}, escapeHtml(cell))),
    );
  };
  const head = SCENARIO_HEAD.map((cell) => element('th', { scope: 'col' }, escapeHtml(cell)));
  const table = element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...scenarios.map(row)),
  );
  return [
    heading('Scenarios', 'Each row of a shop by its own measure, and minus the best of what stood there without it.'),
    element('div', { class: 'scroll', tabindex: 0 }, table),
  ];
}

export function heading(title: string, text: string): string {
  return element('h2', {}, escapeHtml(title)) + element('p', { class: 'soft' }, escapeHtml(text));
}

export function figure(title: string, svg: string, className = ''): string {
  return element('figure', className === '' ? {} : { class: className }, element('h3', {}, escapeHtml(title)), svg);
}

const SCENARIO_HEAD = ['Scenario', 'Measure', 'Queries', 'Value', 'Best baseline', 'its value', 'Difference'] as const;

function toCells({ scenario, metric, queries, value, baselines }: ScenarioFigure): string[] {
  const [best] = [...baselines].sort((a, b) => b.mean - a.mean);
  const compared =
    best === undefined ? ['–', '–', '–'] : [best.name, formatValue(best.mean), formatDifference(best.difference)];
  return [scenario, metric, formatCount(queries), formatInterval(value), ...compared];
}

function formatDifference({ mean, low, high }: ScenarioFigure['value']): string {
  return `${formatSigned(mean)} [${formatSigned(low)}, ${formatSigned(high)}]`;
}

function knownCounts({ rankers }: ColdUserCurve): string[] {
  return (rankers[0]?.points ?? []).map(({ known }) => String(known));
}

/** The curve has no intervals: its points are drawn bare. */
function toSeries(
  { name, points }: ColdUserCurve['rankers'][number],
  depth: (typeof DEPTHS)[number][0],
  users: number,
): Series {
  const slices = points.map((point) => {
    const mean = point[depth];
    return { label: String(point.known), queries: users, value: { mean, low: mean, high: mean } };
  });
  return { name, slices };
}
