/** docs/benchmarks.md as a function of what was measured. No clock and no files: equal results give an equal page. */
import { FIDELITY } from './targets.mjs';
import { fidelityTable } from './fidelity.mjs';
import { newShoppersSection } from './cold-users.mjs';
import { dataTable } from './data-section.mjs';
import { evaluationSection } from './evaluations.mjs';
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
 * @param {string} measured.budget
 * @param {import('./data-section.mjs').Measured[]} measured.inputs
 * @param {any} [measured.soak] what `scripts/soak-train.mjs` wrote
 * @returns {string}
 */
export function renderPage({ rows, evaluations, fidelity, machine, budget, inputs, soak }) {
  const of = (...protocols) => evaluations.filter(({ job }) => protocols.includes(job.protocol));
  return `${[
    introduction(machine),
    budget === 'normal' ? undefined : `**Tried out with \`--budget ${budget}\`: no figure below is judged.**`,
    ...['## Every target', tally(rows), '![Ours as a share of each goal](benchmarks/goals.svg)', summaryTable(rows)],
    ...['## Targets that other commands measure', FIDELITY_TEXT, fidelityTable(FIDELITY, fidelity), soakLine(soak)],
    ...['## The data', dataTable(inputs)],
    ...['## Each benchmark with everyone in it', KINDS, ...rows.map(detail)],
    ...['## Global time split', TEMPORAL, '![Ours and the best baseline](benchmarks/time-splits.svg)'],
    ...of('temporal', 'next-item').map(evaluationSection),
    ...['## New shoppers', NEW_SHOPPERS, ...of('unseen-users').map(newShoppersSection)],
  ]
    .filter(Boolean)
    .join('\n\n')}\n`;
}

const introduction = ({ cores, memoryGb }) => `# Benchmarks

How well Shelfwise recommends, measured on public data, losses included. Made by \`npm run benchmarks\`, which writes this
page; made on ${cores} cores and ${memoryGb} GB of memory. What is measured already and still holds is not measured again, so a
run that was stopped goes on; \`-- --only beauty,gowalla\` measures these alone, and \`-- --budget quick\` tries out into
\`dist/benchmarks-quick\`.
The data are read from \`../shared/data\` and are no part of the repository; a set that is absent is said to be.

Every list comes from \`shelfwise train\` at default settings and \`shelfwise recommend\` with nothing but what the split asks for
(\`--repeats allow\`, \`--task basket\` where what is hidden lies anywhere in a history, \`--candidates\`, or more than 20 places). Splits are made by \`../shared/tools/convert.py\` or
[splits.mjs](../scripts/benchmarks/splits.mjs), lists are scored by \`../shared/tools/score.py\`, and the baselines beside them are
[baselines.mjs](../scripts/benchmarks/baselines.mjs): none of these shares code with the trainer. All items are ranked, never a
sample of them, but where a split names the candidates. What is printed to five decimals is what is judged. Seconds are
wall-clock on a machine that others may use; peak is the most memory a process held, in training or recommending; bytes an
item count all of a model that scores a list: all but ids, what rows show, and the report.`;

const KINDS = `*Measured here* is computed by this command on the very files our lists are made from, untuned. *Prototype* was measured
before on the same split with code that is no part of Shelfwise. *Published* stands in a paper or its repository, on the same
split. A figure in bold is better than ours.`;

const FIDELITY_TEXT = `*Quantised against float*: one training at the budget quick; the lists of the shipped tables (factors, content and rows in bytes)
and those of the same tables before rounding, both scored as the lists above; NDCG@10. A loss below 0 is a gain by chance.
Prototypes' means and context tables have no other form. *On-device fine-tuning*: NDCG@10 of all asked, those whose own model was not
kept with the closed form; the interval is 95 %, paired. *Device against command line*: the worker in a real browser and
\`recommend\` over the same histories, with models of the quick budget.`;

const TEMPORAL = `\`shelfwise evaluate\`: fitted on the first 90 % of events by time, settings chosen on the part from 80 % to 90 %; each later
step of a user is predicted from that user's earlier events. Nothing later than a prediction takes part in it, for the model or
the baselines, so these tables come closest to what a shop would see. The decay of the second item-kNN is tuned on the same
part. Intervals are 95 %, from 1,000 bootstrap resamples of users; differences are paired. The sample shop is made by us and
shows that a planted structure is found, no more.

*Shuffled order* is a control beside every claim about sequences: the same model, asked with the steps of each history in random
order. What is left between the two is worth of order; popularity of the moment and the items themselves stay in both. It is no
baseline. Beauty has an order within a user and no times, so it has its control in the next-item split and no global time split; its
figures there may rest on reviews written in one sitting. Gowalla has neither order nor times.`;

const NEW_SHOPPERS = `\`shelfwise evaluate --protocol unseen-users --k 20,100\`: a tenth of the users is kept out of training. Asked with four fifths of
their items, they are in the tables; the curve asks with 1, 3, 5 and 10 items of a seeded order, all others of the user are
relevant, users with at least twelve items. *Fold-in* is plain matrix factorisation, *with prior* drawn towards the taste
prototypes. Figures of one column compare; along a row the relevant items change. What it does not prove: the items known are a random
draw of a whole history, while a real newcomer's first clicks belong to one errand; and this split has no time, so later shoppers
have taught the model about earlier ones.`;

function soakLine(soak) {
  if (soak === undefined) return undefined;
  const { users, items, cores } = soak;
  return `A made-up shop of ${count(users)} users and ${count(items)} items: \`train\` took ${seconds(soak.seconds)} s and ${megabytes(soak.peakBytes)} MB on ${cores} cores (limits 600 s and 4,000 MB; \`node scripts/soak-train.mjs\`).`;
}

/** How many figures reach what, in one sentence. */
function tally(rows) {
  const kinds = rows.flatMap(({ verdicts }) => verdicts.map(({ kind }) => kind));
  const of = (kind) => kinds.filter((one) => one === kind).length;
  const all = rows.reduce((sum, { target }) => sum + target.metrics.length, 0);
  const missing = all - kinds.length;
  const unmeasured = missing === 0 ? '' : `; ${missing} not measured`;
  const earlier = rows.some(({ state }) => state === 'earlier')
    ? '\n\n† measured with an earlier build of the command line.'
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
    ...(measures === undefined ? [] : [`![${target.title}](benchmarks/${target.id}.svg)`]),
    `What it does not prove: ${target.caution.replaceAll('\n', ' ')}`,
  ].join('\n\n');
}
