import {
  LIST_METRICS,
  QUERY_METRICS,
  type EvaluationResult,
  type ListMetric,
  type QueryMetric,
  type RankerResult,
} from './evaluation-result.js';
import { plotBars, plotDifferences, type PlotRow } from './plot-bars.js';
import { plotExposure, toExposureScale } from './plot-exposure.js';
import { plotSlices } from './plot-slices.js';
import {
  bestOthers,
  describeCounts,
  describeVerdict,
  formatCount,
  formatValue,
  METRIC_LABELS,
  type ReportAbout,
} from './report-format.js';
import {
  ablationSection,
  coldUserSection,
  figure,
  heading,
  scenarioSection,
  type ReportParts,
} from './report-parts.js';
import { REPORT_STYLE } from './report-style.js';
import { element, escapeHtml } from './svg.js';

const PLOTTED: readonly QueryMetric[] = ['ndcg', 'hr', 'recall', 'mrr'];
const LINES = 4;
const BUBBLE_PLOTS = 4;

/** The result as one HTML page that needs nothing else: no script, no font, no request. For screen, dark screen and paper. */
export function renderReport(result: EvaluationResult, about: ReportAbout, parts: ReportParts = {}): string {
  const verdict = describeVerdict(result);
  const body = [
    element('h1', {}, escapeHtml(about.title)),
    verdict === '' ? '' : element('p', { class: 'verdict' }, escapeHtml(verdict)),
    factList(about),
    element(
      'ul',
      { class: 'soft' },
      ...[...about.notes, ...describeCounts(result)].map((text) => element('li', {}, escapeHtml(text))),
    ),
    ...(result.counts.queries === 0 ? [] : plots(result)),
    ...ablationSection(parts),
    ...coldUserSection(parts),
    ...scenarioSection(parts),
    ...tables(result),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(about.title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
${body.join('\n')}
</body>
</html>
`;
}

function factList({ facts = [] }: ReportAbout): string {
  const entries = facts.map(([name, value]) =>
    element('div', {}, element('dt', {}, escapeHtml(name)), element('dd', {}, escapeHtml(value))),
  );
  return entries.length === 0 ? '' : element('dl', {}, ...entries);
}

function plots(result: EvaluationResult): string[] {
  const k = result.k[0]!;
  const shown = [result.rankers[0]!, ...bestOthers(result.rankers, k, LINES - 1)];
  return [
    heading('How good the lists are', 'Mean over queries; the line at a bar’s end is the 95 % interval.'),
    element('div', { class: 'plots' }, ...PLOTTED.map((metric) => barFigure(result, metric))),
    ...differencePlots(result),
    heading(
      'For whom, and for which products',
      `${result.rankers[0]!.name} and the ${LINES - 1} best others. Head: the products that make up half of all training interactions; middle: up to 80 %; tail: the rest; cold: none. Below each name the number of queries.`,
    ),
    element(
      'div',
      { class: 'plots' },
      sliceFigure(`NDCG@${k} by events in the history`, shown, (ranker) => ranker.byHistoryLength),
      sliceFigure(`Recall@${k} by popularity of the relevant product`, shown, (ranker) => ranker.byItemPopularity),
    ),
    heading(
      'What is recommended',
      `Times a product stood among the first ${k} (upwards) against users who had it in training (to the right). A bubble’s area is a number of products.`,
    ),
    exposurePlots(result),
  ];
}

function barFigure({ rankers, k }: EvaluationResult, metric: QueryMetric): string {
  const rows = rankers.flatMap(({ name, metrics }): PlotRow[] => {
    const value = metrics[`${metric}@${k[0]!}`];
    return value === undefined ? [] : [{ name, value }];
  });
  const title = `${METRIC_LABELS[metric]}@${k[0]!}`;
  return figure(title, plotBars(`${title} of each ranker`, rows));
}

function differencePlots(result: EvaluationResult): string[] {
  if (result.differences.length === 0) return [];
  const first = result.rankers[0]!.name;
  const figures = (['ndcg', 'hr'] as const).map((metric) => {
    const rows = result.differences
      .filter((entry) => entry.metric === `${metric}@${result.k[0]!}`)
      .map(({ against, difference }) => ({ name: against, value: difference }));
    const title = `${METRIC_LABELS[metric]}@${result.k[0]!}: ${first} minus …`;
    return figure(title, plotDifferences(title, rows));
  });
  return [
    heading('Query by query', `Right of the line ${first} is better. An interval that touches the line may be chance.`),
    element('div', { class: 'plots' }, ...figures),
  ];
}

function sliceFigure(
  title: string,
  rankers: readonly RankerResult[],
  of: (ranker: RankerResult) => RankerResult['byHistoryLength'],
): string {
  const series = rankers.map((ranker) => ({ name: ranker.name, slices: of(ranker) }));
  return series[0]!.slices.length === 0 ? '' : figure(title, plotSlices(title, series));
}

function exposurePlots({ rankers, k }: EvaluationResult): string {
  const shown = [rankers[0]!, ...bestOthers(rankers, k[0]!, BUBBLE_PLOTS - 1)];
  const scale = toExposureScale(shown.flatMap(({ exposure }) => exposure));
  const figures = shown.map(({ name, exposure }, i) =>
    figure(
      name,
      plotExposure(`Recommendations against popularity: ${name}`, exposure, scale),
      i === 0 ? '' : 'other-bubbles',
    ),
  );
  return element('div', { class: 'plots small' }, ...figures);
}

function tables(result: EvaluationResult): string[] {
  const { rankers, counts, k } = result;
  const main = k.flatMap((depth) => [
    heading(`All figures at ${depth}`, 'Below each mean its 95 % interval.'),
    figureTable(rankers, depth, 'metrics'),
  ]);
  if (counts.coldQueries === 0) return main;
  const text = `${formatCount(counts.coldQueries)} queries; they are in no other figure of this page.`;
  return [...main, heading('Users without any history', text), figureTable(rankers, k[0]!, 'cold')];
}

/** A row a metric, a column a ranker. */
function figureTable(rankers: readonly RankerResult[], k: number, from: 'metrics' | 'cold'): string {
  const metrics = QUERY_METRICS.filter((metric) =>
    rankers.some((ranker) => ranker[from][`${metric}@${k}`] !== undefined),
  );
  const rows = metrics.map((metric) =>
    tableRow(metric, rankers, (ranker) => {
      const value = ranker[from][`${metric}@${k}`];
      const interval = value === undefined ? '' : `${formatValue(value.low)}–${formatValue(value.high)}`;
      return formatValue(value?.mean) + element('small', {}, interval);
    }),
  );
  const whole = LIST_METRICS.map((metric) =>
    tableRow(metric, rankers, ({ lists }) => formatValue(lists[`${metric}@${k}`])),
  );
  const head = rankers.map(({ name }) => element('th', { scope: 'col' }, escapeHtml(name)));
  const table = element(
    'table',
    {},
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, `At ${k}`), ...head)),
    element('tbody', {}, ...rows, ...(from === 'metrics' ? whole : [])),
  );
  return element('div', { class: 'scroll', tabindex: 0 }, table);
}

function tableRow(
  metric: QueryMetric | ListMetric,
  rankers: readonly RankerResult[],
  cell: (ranker: RankerResult) => string,
): string {
  const cells = rankers.map((ranker) => element('td', {}, cell(ranker)));
  return element('tr', {}, element('th', { scope: 'row' }, escapeHtml(METRIC_LABELS[metric])), ...cells);
}
