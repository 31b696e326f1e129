/** docs/benchmarks.md as a function of what was measured. No clock and no files: equal results give an equal page. */
import { FIDELITY } from './targets.mjs';
import { fidelityTable } from './fidelity.mjs';
import { temporalSection } from './evaluations.mjs';
import { bytesOf, count, figure, megabytes, seconds, sentence, table, whyNot } from './format.mjs';
import { aheadOf } from './summarise.mjs';

export const SUMMARY_HEAD = [
  ...['benchmark', 'metric', 'ours', 'floor', 'goal', 'verdict', 'better than ours'],
  ...['train, s', 'recommend, s', 'peak, MB', 'bytes an item'],
];

/**
 * @param {object} measured
 * @param {import('./summarise.mjs').Row[]} measured.rows
 * @param {import('./evaluations.mjs').Evaluated[]} measured.evaluations
 * @param {Record<string, any>} measured.fidelity what other commands wrote, by name
 * @param {{ cores: number, memoryGb: number }} measured.machine
 * @returns {string}
 */
export function renderPage({ rows, evaluations, fidelity, machine }) {
  return `${[
    introduction(machine),
    ...['## Every target', tally(rows), '![Ours as a share of each goal](benchmarks/goals.svg)', summaryTable(rows)],
    ...['## Targets that other commands measure', fidelityTable(FIDELITY, fidelity)],
    ...['## Each benchmark with everyone in it', KINDS, ...rows.map(detail)],
    ...['## Global time split', TEMPORAL, '![Ours and the best baseline](benchmarks/time-splits.svg)'],
    ...evaluations.map(temporalSection),
  ].join('\n\n')}\n`;
}

const introduction = ({ cores, memoryGb }) => `# Benchmarks

How well Shelfwise recommends, measured on public data, losses included. Made by \`npm run benchmarks\`, which writes this
page; made on ${cores} cores and ${memoryGb} GB of memory. \`npm run benchmarks -- --only beauty,gowalla\` measures some again.
The data are read from \`../shared/data\` and are no part of the repository; a set that is absent is said to be.

Every list comes from \`shelfwise train\` at default settings and \`shelfwise recommend\` with nothing but what the split asks for
(\`--repeats allow\`, \`--candidates\`, or more than 20 places). Splits are made by \`../shared/tools/convert.py\` or
[splits.mjs](../scripts/benchmarks/splits.mjs), lists are scored by \`../shared/tools/score.py\`, and the baselines beside them are
[baselines.mjs](../scripts/benchmarks/baselines.mjs): none of these shares code with the trainer. All items are ranked, never a
sample of them, but where a split names the candidates. What is printed to five decimals is what is judged. Seconds are
wall-clock on a machine that others may use; peak is the most memory a process held, in training or recommending; bytes an
item count all of a model that scores a list: all but ids, what rows show, and the report.`;

const KINDS = `*Measured here* is computed by this command on the very files our lists are made from, untuned. *Prototype* was measured
before on the same split with code that is no part of Shelfwise. *Published* stands in a paper or its repository, on the same
split. A figure in bold is better than ours.`;

const TEMPORAL = `\`shelfwise evaluate\`: fitted on the first 90 % of events by time, settings chosen on the part from 80 % to 90 %; each later
step of a user is predicted from that user's earlier events. Nothing later than a prediction takes part in it, for the model or
the baselines, so these tables come closest to what a shop would see. The decay of the second item-kNN is tuned on the same
part. Intervals are 95 %, from 1,000 bootstrap resamples of users; differences are paired. The sample shop is made by us and
shows that a planted structure is found, no more. Beauty's unseen users stand here for their baselines and intervals; that
split has no time.`;

/** How many figures reach what, in one sentence. */
function tally(rows) {
  const kinds = rows.flatMap(({ verdicts }) => verdicts.map(({ kind }) => kind));
  const of = (kind) => kinds.filter((one) => one === kind).length;
  const all = rows.reduce((sum, { target }) => sum + target.metrics.length, 0);
  const missing = all - kinds.length;
  const unmeasured = missing === 0 ? '' : `; ${missing} not measured`;
  const earlier = rows.some(({ state }) => state === 'earlier')
    ? '\n\n† measured with another build of the command line than the rest.'
    : '';
  return `Of ${all} figures ${of('goal')} reach the goal, ${of('floor')} the floor alone, ${of('missed')} miss the floor${unmeasured}.${earlier}`;
}

function summaryTable(rows) {
  return table(
    SUMMARY_HEAD,
    rows.flatMap((row) => row.target.metrics.map((metric, at) => summaryRow(row, metric, at))),
  );
}

function summaryRow(row, metric, at) {
  const { target, measures } = row;
  const name = `[${target.title}](#${anchorOf(target.title)})${row.state === 'earlier' ? ' †' : ''}`;
  const bars = [figure(metric.floor, 3), figure(metric.goal, 3)];
  if (measures === undefined) return [name, metric.label, '–', ...bars, whyNot(row), '', '', '', '', ''];
  const [ours] = row.rankers;
  return [
    ...[name, metric.label, figure(ours.values[at]), ...bars, row.verdicts[at].text],
    aheadOf(row, at)
      .map(({ name: other, values }) => `${other} ${figure(values[at], 3)}`)
      .join('; '),
    ...[seconds(measures.trainSeconds), seconds(measures.recommendSeconds), megabytes(measures.peakBytes)],
    bytesOf(measures.bytesPerItem) + (target.bytesLimit === undefined ? '' : ` of ${target.bytesLimit}`),
  ];
}

/** The anchor code hosts give a heading. */
function anchorOf(title) {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

const KIND_NAMES = { ours: '', baseline: 'measured here', prototype: 'prototype', published: 'published' };

function detail(row) {
  const { target, measures, rankers } = row;
  const ahead = target.metrics.map((_, at) => new Set(aheadOf(row, at)));
  const lines = rankers.map((ranker) => {
    const digits = ranker.kind === 'ours' || ranker.kind === 'baseline' ? 5 : 3; // what others state, as they state it
    const cell = (value, at) => (ahead[at].has(ranker) ? `**${figure(value, digits)}**` : figure(value, digits));
    return [ranker.name, KIND_NAMES[ranker.kind], ...ranker.values.map(cell)];
  });
  const facts =
    measures === undefined
      ? sentence(whyNot(row))
      : `${count(measures.questions)} lists; trained on ${count(measures.events)} events of ${count(measures.users)} users and ${count(measures.items)} items.`;
  return [
    `### ${target.title}`,
    `${target.split} ${facts}`,
    table(['ranker', 'kind', ...target.metrics.map(({ label }) => label)], lines),
    `What it does not prove: ${target.caution.replaceAll('\n', ' ')}`,
  ].join('\n\n');
}
