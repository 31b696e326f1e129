/**
 * `npm run privacy`: how far estimates of noised answers err against theory, and the privacy loss that reports show, as
 * docs/privacy-figures.md. `-- --runs N --samples N` for a shorter look, which writes to dist/privacy alone.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadBundled } from './bundle.mjs';
import { inRoot } from './files.mjs';

const FOLDER = 'dist/privacy';
const WHOLE = { people: [1000, 10_000, 100_000], runs: 400, samples: 300_000, uploads: 10_000 };
const HUNDRED = 100;

const tell = (line) => process.stderr.write(`${line}\n`);

const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const count = (n) => n.toLocaleString('en-US');

/** Percentage points, three figures. */
const points = (share) => (Number.isFinite(share) ? `${(HUNDRED * share).toPrecision(3)} pp` : '–');

function renderDismissals({ dismissals, dismissalWorld: { stages, rate } }) {
  const seen = stages.slice(2).reduce((sum, share) => sum + share, 0);
  return [
    '## Rates of dismissals',
    [
      'One standard error to expect, by the formulas the console uses, where a row is seen on',
      `${(HUNDRED * seen).toFixed(0)} % of devices and dismissed in, and in no other, on ${HUNDRED * rate} % of those. Weight: the mean of one`,
      'group, with 10 of 100 reports about weights as before, and with 5. The smallest rate is the one whose 95 % interval is no',
      'wider than itself: below it the console says how many weeks more. The last three are the same rate had it been asked',
      'otherwise: yes or no of one row that the client draws, or as a stage ([ADR 22](adr/0022-a-question-for-dismissals.md)).',
    ].join('\n'),
    table(
      [
        'weekly reporters',
        'weeks',
        'weight, 10 %',
        'weight, 5 %',
        'reports on dismissals',
        'share',
        'rate',
        'smallest rate shown',
        'as yes or no',
        'smallest so shown',
        'as a seventh stage',
      ],
      dismissals.map((study) => [
        ...[count(study.reporters), study.weeks, study.weightBefore.toFixed(3), study.weightNow.toFixed(3)],
        ...[count(study.n), ...[study.share, study.rate, study.smallestRate].map(points)],
        ...[study.asYesNo, study.smallestAsYesNo, study.asStage].map(points),
      ]),
    ),
  ];
}

function render({ errors, budgets, metadata, ...dismissals }) {
  const percent = (ratio) => `${(HUNDRED * (ratio - 1)).toFixed(1)} %`;
  return [
    '# Privacy in figures',
    'Made by `npm run privacy`. What is measured here are the mechanisms and the path from events to a report in the code that devices run.',
    '## Estimates against theory',
    [
      'Populations of n people are drawn and report; the estimate’s error is divided by the standard error that the console',
      'prints. 0 % is theory; bias is the mean error of the worst cell in its own standard errors, over all runs; variance is that',
      'of a cell over runs divided by theory’s, least and most. Hash functions are drawn anew in every run.',
    ].join('\n'),
    table(
      [
        'question',
        'n',
        'runs',
        'cells',
        'error beyond theory',
        'worst bias, z',
        'variance / theory',
        'standard error as published',
      ],
      errors.map((study) => [
        ...[study.name, count(study.n), count(study.runs), study.cells, percent(study.errorRatio)],
        ...[study.worstBias.toFixed(2), study.varianceRatio.map((ratio) => ratio.toFixed(2)).join(' to ')],
        percent(study.publishedRatio),
      ]),
    ),
    '## Loss of a report',
    [
      'Two shoppers as unlike as the question can tell report again and again; ε is the logarithm of how much likelier the most',
      'telling answer is for the one than for the other. Nominal: 4; ± is half an interval, 95 % that all twelve hold the truth. An',
      'exact check from the whole numbers drawn stands in `test/core/privacy/exact-budget.test.ts`.',
    ].join('\n'),
    table(
      ['question', 'of', 'reports of each', 'ε measured', '±'],
      budgets.map(({ question, of, samples, epsilon, halfWidth }) => [
        ...[question, of, count(samples), epsilon.toFixed(3), halfWidth.toFixed(3)],
      ]),
    ),
    ...renderDismissals(dismissals),
    '## What is beside the answer',
    [
      `Two kinds of shopper, one busy and one nearly idle, visit at the same moments; of their ${count(metadata.uploads)} uploads everything but the`,
      'answer (question, parameter, size, address, id, model, arm, week, hour, delay after the visit began) is given to a naive',
      `Bayes classifier. On the half it has not seen it is right in ${(HUNDRED * metadata.accuracy).toFixed(1)} % of cases, the lower end of the 95 % interval being`,
      `${(HUNDRED * metadata.lower).toFixed(1)} %; a coin is right in 50 %.`,
    ].join('\n'),
    '',
  ]
    .join('\n\n')
    .replace(/\n\n$/, '\n');
}

try {
  const { values } = parseArgs({ options: { runs: { type: 'string' }, samples: { type: 'string' } } });
  const isWhole = values.runs === undefined && values.samples === undefined;
  const options = {
    ...WHOLE,
    ...(values.runs !== undefined && { runs: Number(values.runs) }),
    ...(values.samples !== undefined && { samples: Number(values.samples) }),
  };
  const { measurePrivacy } = await loadBundled('bench/privacy/index.ts', `${FOLDER}/code`);
  const figures = await measurePrivacy(options, tell);
  mkdirSync(inRoot(FOLDER), { recursive: true });
  writeFileSync(inRoot(FOLDER, 'figures.json'), `${JSON.stringify(figures, null, 2)}\n`);
  const page = isWhole ? 'docs/privacy-figures.md' : `${FOLDER}/privacy-figures.md`;
  writeFileSync(inRoot(page), render(figures));
  tell(`${page} is written`);
} catch (error) {
  tell(`privacy: ${error.message}`);
  process.exitCode = 1;
}
