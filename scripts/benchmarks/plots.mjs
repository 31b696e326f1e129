/** What the page's drawings show: a file for each table in which figures are compared. */
import { bestBaseline, titleOf } from './evaluations.mjs';
import { figure } from './format.mjs';
import { plotBars, plotLines } from './svg.mjs';

const isOurs = ({ kind }) => kind === 'ours';

/**
 * Ours as a share of each goal: a bar, the floor as a dashed mark, the best other figure as a ring.
 * @param {import('./summarise.mjs').Row[]} rows
 */
export function plotGoals(rows) {
  const measured = rows.filter(({ measures }) => measures !== undefined);
  return plotBars({
    title: 'Ours as a share of each goal',
    key: 'bar: ours · dashed: floor · line: goal · ring: the best of all others',
    bars: measured.flatMap((row) => row.target.metrics.map((metric, at) => toShare(row, metric, at))),
  });
}

function toShare({ target, rankers, verdicts }, metric, at) {
  const [ours, ...others] = rankers;
  const known = others.map(({ values }) => values[at]).filter((value) => value !== null);
  const share = ours.values[at] / metric.goal;
  return {
    name: `${target.short}, ${metric.label}`,
    value: share,
    text: `${(100 * share).toFixed(1)} %`,
    kind: verdicts[at].kind === 'missed' ? 'missed' : 'reached',
    floor: metric.floor / metric.goal,
    goal: 1,
    ...(known.length === 0 ? {} : { rival: Math.max(...known) / metric.goal }),
  };
}

/**
 * Everyone in a benchmark by its first metric.
 * @param {import('./summarise.mjs').Row} row
 */
export function plotRankers({ target, rankers, verdicts }) {
  const [{ label, floor, goal }] = target.metrics;
  const known = rankers.filter(({ values }) => values[0] !== null);
  return plotBars({
    title: target.title,
    key: `${label} · dashed: floor · line: goal`,
    bars: known.map((ranker) => ({
      name: `${ranker.name}${isOurs(ranker) || ranker.kind === 'baseline' ? '' : ` (${ranker.kind})`}`,
      value: ranker.values[0],
      text: figure(ranker.values[0], 3),
      kind: !isOurs(ranker) ? 'other' : verdicts[0].kind === 'missed' ? 'missed' : 'reached',
      ...(isOurs(ranker) ? { floor, goal } : {}),
    })),
  });
}

/**
 * Ours and the best baseline on each global time split, with intervals.
 * @param {import('./evaluations.mjs').Evaluated[]} evaluations
 */
export function plotTimeSplits(evaluations) {
  const measured = evaluations.filter(({ job, result }) => result !== undefined && job.protocol === 'temporal');
  return plotBars({
    title: 'Ours and the best baseline on each set',
    key: 'colour: ours · grey: the best baseline · line: 95 % interval',
    bars: measured.flatMap(({ job, result }) => {
      const [[key, label]] = job.metrics;
      const [ours] = result.rankers;
      const best = bestBaseline(job, result);
      return [
        toBar({ name: `${job.title}, ${label}`, kind: 'reached' }, ours.metrics[key]),
        ...(best === undefined ? [] : [toBar({ name: best.name, kind: 'other' }, best.metrics[key])]),
      ];
    }),
  });
}

/** @param {import('./evaluations.mjs').Evaluated} evaluated */
export function plotEvaluation({ job, result }) {
  const [[key, label]] = job.metrics;
  return plotBars({
    title: titleOf(job),
    key: `${label} · line: 95 % interval`,
    bars: result.rankers.map(({ name, isControl, metrics }, at) =>
      toBar({ name: isControl ? `${name} (control)` : name, kind: at === 0 ? 'reached' : 'other' }, metrics[key]),
    ),
  });
}

const toBar = (named, { mean, low, high }) => ({
  ...named,
  value: mean,
  text: mean.toFixed(4),
  interval: { low, high },
});

/** @param {import('./evaluations.mjs').Evaluated} evaluated with a curve of at least one user */
export function plotColdUsers({ job, result }) {
  const { rankers } = result.coldUsers;
  return plotLines({
    title: `NDCG@100 by known items, ${titleOf(job)}`,
    key: 'NDCG@100 by how many items are known',
    steps: rankers[0].points.map(({ known }) => String(known)),
    lines: rankers.map(({ name, points }) => ({ name, values: points.map(({ ndcg100 }) => ndcg100) })),
  });
}
