import type { EvaluationResult, RankerResult, Slice } from './evaluation-result.js';
import { ablationLines, coldUserLines, scenarioLines, type ReportParts } from './report-parts.js';
import {
  describeCounts,
  describeVerdict,
  formatCount,
  formatInterval,
  formatSigned,
  formatValue,
  type ReportAbout,
} from './report-format.js';
import { grid } from './report-grid.js';

/** The result as text of about 130 columns for a terminal. Ends with a line break. */
export function renderTable(result: EvaluationResult, about?: ReportAbout, parts: ReportParts = {}): string {
  const k = result.k[0]!;
  const sections = [
    about === undefined ? [] : header(about),
    [...describeCounts(result), describeVerdict(result)].filter((line) => line !== ''),
    ...result.k.map((depth) => accuracyAt(result, depth)),
    ...result.k.map((depth) => beyondAccuracyAt(result, depth)),
    differences(result),
    slices(`NDCG@${k} by events in the history`, result.rankers, (ranker) => ranker.byHistoryLength),
    slices(`Recall@${k} by popularity of the relevant item`, result.rankers, (ranker) => ranker.byItemPopularity),
    withoutColdItems(result),
    coldQueries(result),
    ablationLines(parts),
    coldUserLines(parts),
    scenarioLines(parts),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function header({ title, facts = [], notes }: ReportAbout): string[] {
  return [title, ...facts.map(([name, value]) => `  ${name}: ${value}`), ...notes.map((note) => `  ${note}`)];
}

function accuracyAt({ rankers }: EvaluationResult, k: number): string[] {
  const head = [`At ${k}`, 'NDCG', 'HR', 'MRR', 'Recall', 'Recall norm.', 'Precision', 'F1', 'MAP', 'NDCG by user'];
  const rows = rankers.map(({ name, metrics }) => [
    name,
    formatInterval(metrics[`ndcg@${k}`]),
    formatInterval(metrics[`hr@${k}`]),
    ...(['mrr', 'recall', 'recallNorm', 'precision', 'f1', 'apMin'] as const).map((metric) =>
      formatValue(metrics[`${metric}@${k}`]?.mean),
    ),
    formatValue(metrics[`ndcg@${k}`]?.userMean),
  ]);
  return grid(head, rows);
}

function beyondAccuracyAt({ rankers }: EvaluationResult, k: number): string[] {
  const head = [`At ${k}`, 'Coverage', 'Gini', 'Entropy', 'Novelty', 'Diversity', 'Miscalibration', 'No answer'];
  const rows = rankers.map(({ name, metrics, lists, unanswered }) => [
    name,
    ...(['coverage', 'gini', 'entropy'] as const).map((metric) => formatValue(lists[`${metric}@${k}`])),
    ...(['novelty', 'diversity', 'calibration'] as const).map((metric) => formatValue(metrics[`${metric}@${k}`]?.mean)),
    formatCount(unanswered),
  ]);
  return grid(head, rows);
}

function differences(result: EvaluationResult): string[] {
  if (result.differences.length === 0) return [];
  const k = result.k[0]!;
  const others = result.rankers.slice(1).map(({ name }) => name);
  const cell = (name: string, metric: 'ndcg' | 'hr'): string => {
    const found = result.differences.find((entry) => entry.against === name && entry.metric === `${metric}@${k}`);
    if (found === undefined) return '–';
    const { mean, low, high } = found.difference;
    return `${formatSigned(mean)} [${formatSigned(low)}, ${formatSigned(high)}]`;
  };
  const head = [`${result.rankers[0]!.name} minus`, `NDCG@${k}`, `HR@${k}`];
  return grid(
    head,
    others.map((name) => [name, cell(name, 'ndcg'), cell(name, 'hr')]),
  );
}

function slices(
  title: string,
  rankers: readonly RankerResult[],
  of: (ranker: RankerResult) => readonly Slice[],
): string[] {
  const labels = rankers[0] === undefined ? [] : of(rankers[0]);
  if (labels.length === 0) return [];
  const head = [title, ...labels.map(({ label }) => label)];
  const rows = rankers.map((ranker) => [ranker.name, ...of(ranker).map(({ value }) => formatValue(value.mean))]);
  return grid(head, [['queries', ...labels.map(({ queries }) => formatCount(queries))], ...rows]);
}

function withoutColdItems({ rankers, k }: EvaluationResult): string[] {
  const rows = rankers.flatMap(({ name, withoutColdItems: warm }) =>
    warm === null ? [] : [[name, formatCount(warm.queries), formatInterval(warm.ndcg), formatInterval(warm.hr)]],
  );
  return rows.length === 0 ? [] : grid(['Without cold items', 'queries', `NDCG@${k[0]!}`, `HR@${k[0]!}`], rows);
}

function coldQueries({ rankers, counts, k }: EvaluationResult): string[] {
  if (counts.coldQueries === 0) return [];
  const head = [`Users without history (${formatCount(counts.coldQueries)})`, `NDCG@${k[0]!}`, `HR@${k[0]!}`];
  return grid(
    head,
    rankers.map(({ name, cold }) => [name, formatInterval(cold[`ndcg@${k[0]!}`]), formatInterval(cold[`hr@${k[0]!}`])]),
  );
}
