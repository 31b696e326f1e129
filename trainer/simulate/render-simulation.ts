import type { Aggregates } from '../../core/privacy/publish/aggregates.js';
import { formatCount } from '../evaluate/report-format.js';
import { grid } from '../evaluate/report-grid.js';
import { REPORT_STYLE } from '../evaluate/report-style.js';
import { drawing, element, escapeHtml, formatTick, label, line, niceTicks } from '../evaluate/svg.js';
import type { ComparedArms, ComparedCell, ComparedQuestion } from './compare-estimates.js';

/** So many cells of a question are shown in a table, the largest. */
const SHOWN = 10;

const percent = (value: number | null): string => (value === null ? '—' : `${(100 * value).toFixed(2)} %`);
const figure = (question: string, value: number | null): string =>
  question.startsWith('weight') ? (value === null ? '—' : value.toFixed(4)) : percent(value);

/** For a terminal: a table a question, and how far the server was off. */
export function simulationLines(questions: readonly ComparedQuestion[]): string[] {
  const singles = questions.filter(({ cells }) => cells.length === 1);
  const many = questions.filter(({ cells }) => cells.length > 1);
  return [
    ...many.flatMap((one) => [
      ...grid(
        [`${one.question}, ${formatCount(one.reports)} reports`, 'truth', 'estimate', '± standard error'],
        one.cells.slice(0, SHOWN).map((cell) => toRow(one.question, cell)),
      ),
      '',
    ]),
    ...grid(
      ['one number each', 'truth', 'estimate', '± standard error'],
      singles.map(({ question, cells, reports }) => {
        const [cell] = cells as [ComparedCell];
        return [`${question}, ${formatCount(reports)} reports`, ...toRow(question, cell).slice(1)];
      }),
    ),
  ];
}

/** For a terminal: of each experiment the difference and what it shows. */
export function armLines(experiments: readonly ComparedArms[]): string[] {
  if (experiments.length === 0) return [];
  return [
    '',
    ...grid(
      ['A − B', 'truth', 'estimate', '± standard error', '99 % interval', 'expected error', 'verdict'],
      experiments.map(({ estimate, interval, model, predictedError, reports, standardError, truth, verdict }) => [
        `model ${String(model)}, ${formatCount(reports)} reports`,
        ...[truth, estimate, standardError].map(percent),
        interval.map(percent).join(' to '),
        percent(predictedError),
        verdict,
      ]),
    ),
  ];
}

/** For a terminal: what the console would warn of. */
export function floodLines({ poisoning }: Pick<Aggregates, 'poisoning'>): string[] {
  return (poisoning.items ?? []).map(({ id, name, share, believed, reports }) => {
    const told = `its share is ${percent(share)}, at most ${percent(believed)} is believed`;
    return `ALARM: about ${formatCount(reports)} reports push ${name ?? id}: ${told}`;
  });
}

function toRow(question: string, { name, truth, estimate, standardError }: ComparedCell): string[] {
  const told = estimate === null ? 'too small to tell' : figure(question, estimate);
  return [name, figure(question, truth), told, figure(question, standardError)];
}

/** One HTML file without a script: what the server estimates against the truth, a plot a question. */
export function renderSimulation(
  questions: readonly ComparedQuestion[],
  about: readonly string[],
  experiments: readonly ComparedArms[] = [],
): string {
  const figures = questions
    .filter(({ cells }) => cells.length > 1)
    .map(
      (one) =>
        `<figure><figcaption>${escapeHtml(one.question)}, ${formatCount(one.reports)} reports; expected error ${escapeHtml(percent(one.predictedError))}, seen ${escapeHtml(percent(one.error))}</figcaption>${plotEstimates(one)}</figure>`,
    );
  const differences = experiments.map(
    (one) =>
      `<figure><figcaption>model ${String(one.model)}, A − B: ${escapeHtml(one.verdict)}</figcaption>${plotDifference(one)}</figure>`,
  );
  const lines = [...simulationLines(questions), ...armLines(experiments)];
  const table = `<pre>${escapeHtml(lines.join('\n'))}</pre>`;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>What the server sees</title>',
    `<style>${REPORT_STYLE}${PLOT_STYLE}</style></head><body><main>`,
    '<h1>What the server sees, beside the truth</h1>',
    ...about.map((text) => `<p>${escapeHtml(text)}</p>`),
    `<div class="plots">${[...figures, ...differences].join('')}</div>`,
    table,
    '</main></body></html>\n',
  ].join('\n');
}

const PLOT_STYLE = `
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1rem; }
.estimates .whisker { stroke: currentColor; opacity: .45; }
.estimates .estimate { fill: #0b6e4f; }
.estimates .held { fill: none; stroke: currentColor; opacity: .5; }
.estimates .truth { stroke: currentColor; stroke-width: 2; }
.estimates .equal { stroke: currentColor; stroke-dasharray: 4 3; opacity: .6; }
@media (prefers-color-scheme: dark) { .estimates .estimate { fill: #5fd3a6; } }
pre { overflow-x: auto; }
`;

const SIZE = 320;
const LEFT = 52;
const RIGHT = SIZE - 14;
const TOP = 12;
const BOTTOM = SIZE - 44;
const LARGEST_RADIUS = 3.5;

/** Truth to the right, estimate upwards with two standard errors; what is held back lies hollow on the axis. */
function plotEstimates({ question, cells }: ComparedQuestion): string {
  const shown = cells.filter(({ name }) => name !== '(none)');
  const highs = shown.map(({ truth, estimate, standardError }) =>
    Math.max(truth, (estimate ?? 0) + (estimate === null ? 0 : 2 * (standardError ?? 0))),
  );
  const ticks = niceTicks(0, Math.max(1e-4, ...highs));
  const [first, last] = [ticks[0]!, ticks.at(-1)!];
  const part = (value: number): number => (Math.min(last, Math.max(first, value)) - first) / (last - first);
  const toX = (value: number): number => LEFT + part(value) * (RIGHT - LEFT);
  const toY = (value: number): number => BOTTOM - part(value) * (BOTTOM - TOP);
  const axes = ticks.flatMap((tick) => [
    line([toX(tick), TOP], [toX(tick), BOTTOM], 'grid'),
    line([LEFT, toY(tick)], [RIGHT, toY(tick)], 'grid'),
    label(toX(tick), BOTTOM + 16, formatTick(Number((100 * tick).toPrecision(3))), {
      class: 'tick',
      'text-anchor': 'middle',
    }),
    label(LEFT - 6, toY(tick) + 4, formatTick(Number((100 * tick).toPrecision(3))), {
      class: 'tick',
      'text-anchor': 'end',
    }),
  ]);
  const points = shown.flatMap(({ name, truth, estimate, standardError }) => {
    const x = toX(truth);
    const text = element('title', {}, escapeHtml(`${name}: truth ${percent(truth)}, estimate ${percent(estimate)}`));
    if (estimate === null) return [element('circle', { cx: x, cy: BOTTOM, r: 2, class: 'held' }, text)];
    const error = 2 * (standardError ?? 0);
    return [
      line([x, toY(estimate - error)], [x, toY(estimate + error)], 'whisker'),
      element('circle', { cx: x, cy: toY(estimate), r: LARGEST_RADIUS, class: 'estimate' }, text),
    ];
  });
  return drawing(
    { width: SIZE, height: SIZE, kind: 'estimates', title: `${question}: estimates against the truth` },
    ...axes,
    line([toX(first), toY(first)], [toX(last), toY(last)], 'equal'),
    ...points,
    label((LEFT + RIGHT) / 2, BOTTOM + 36, 'truth, %', { class: 'tick', 'text-anchor': 'middle' }),
  );
}

const STRIP_HEIGHT = 120;
const STRIP_MIDDLE = 46;
const TICK_HALF = 14;

/** A − B along a line: the estimate with its interval, the truth as a stroke, and where there is no difference. */
function plotDifference({ estimate, interval: [low, high], model, truth }: ComparedArms): string {
  const ticks = niceTicks(Math.min(0, low, truth), Math.max(0, high, truth));
  const [first, last] = [ticks[0]!, ticks.at(-1)!];
  const toX = (value: number): number => LEFT + ((value - first) / (last - first)) * (RIGHT - LEFT);
  const stroke = (value: number, kind: string): string =>
    line([toX(value), STRIP_MIDDLE - TICK_HALF], [toX(value), STRIP_MIDDLE + TICK_HALF], kind);
  const text = element('title', {}, escapeHtml(`A − B: truth ${percent(truth)}, estimate ${percent(estimate)}`));
  return drawing(
    { width: SIZE, height: STRIP_HEIGHT, kind: 'estimates', title: `model ${String(model)}: A less B` },
    ...ticks.map((tick) =>
      label(toX(tick), STRIP_HEIGHT - 34, formatTick(Number((100 * tick).toPrecision(3))), {
        class: 'tick',
        'text-anchor': 'middle',
      }),
    ),
    stroke(0, 'equal'),
    stroke(truth, 'truth'),
    line([toX(low), STRIP_MIDDLE], [toX(high), STRIP_MIDDLE], 'whisker'),
    element('circle', { cx: toX(estimate), cy: STRIP_MIDDLE, r: LARGEST_RADIUS, class: 'estimate' }, text),
    label((LEFT + RIGHT) / 2, STRIP_HEIGHT - 10, 'A − B, %; stroke: truth', { class: 'tick', 'text-anchor': 'middle' }),
  );
}
