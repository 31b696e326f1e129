/**
 * `npm run feedback-loop`: train, serve, report, publish, train again, with and without a shift of tastes and with forged
 * reports, on the sample shop; writes docs/feedback-loop.md. `-- --users N --clients N` for a shorter look, which writes to
 * dist/feedback-loop alone.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuild } from './build.mjs';
import { bundleTo } from './bundle.mjs';
import { inRoot } from './files.mjs';

const FOLDER = 'dist/feedback-loop';
/** The embedded database runs in a thread of its own, whose file lies beside. */
const ENTRIES = { loop: 'bench/privacy/loop.ts', 'pglite-thread': 'server/storage/pglite-thread.js' };
const CLIENTS = 20_000;
const WEEKS = 4;
const SHIFT = 0.7;
const POISONS = [0.005, 0.01, 0.05];
const HUNDRED = 100;

const tell = (line) => process.stderr.write(`${line}\n`);
const count = (n) => n.toLocaleString('en-US');
const signed = (value) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
const interval = ({ mean, low, high }) => `${mean.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`;
const difference = ({ mean, low, high }) => `${signed(mean)} [${signed(low)}, ${signed(high)}]`;
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function render(results, clients) {
  const judged = results.map(({ shift, reports, verdict }) => [
    shift === 0 ? 'none' : `${HUNDRED * shift} % of what falls`,
    count(reports),
    count(verdict.shoppers),
    interval(verdict.before),
    interval(verdict.after),
    difference(verdict.difference),
  ]);
  const poisoned = results.flatMap(({ shift, poisoned: rows }) =>
    rows.map(({ share, moved, mostMoved }) => [
      shift === 0 ? 'none' : `${HUNDRED * shift} %`,
      `${Number((HUNDRED * share).toFixed(1))} %`,
      moved.toFixed(3),
      mostMoved,
    ]),
  );
  return [
    '# The loop: train, serve, report, train again',
    'Made by `npm run feedback-loop`.',
    [
      `On the sample shop a model is trained on all but the last six weeks. ${count(clients)} simulated shoppers then report for`,
      `${WEEKS} weeks at ε = 4, through the reporter and sender that ship and the server with its embedded database, at the rate`,
      'the ledger allows; they have the shop open in the visits of the log and about every second day in between. The second model',
      'is trained on the same history and on what the server publishes. Both are asked for each shopper’s list at the end of those',
      'weeks and judged by what was new to the shopper in the two weeks after: NDCG@10 over the full catalog, 95 % intervals from',
      '1,000 bootstrap resamples of shoppers, the difference paired.',
    ].join('\n'),
    [
      'The shift: groups of categories are drawn in pairs, and from the moment the first model was trained on, so many of the events',
      'about the one are about the other instead.',
    ].join(' '),
    table(['shift', 'reports', 'judged', 'first model', 'second model', 'difference'], judged),
    '## Forged reports',
    [
      'So many of all reports are forged, always with the answer that pushes one middling product and its category most. The second',
      'model is trained with them; of 1,000 shoppers’ lists of ten, so many items are not in the list of the clean second model.',
    ].join('\n'),
    table(['shift', 'forged', 'items moved, mean', 'items moved, most'], poisoned),
  ].join('\n\n');
}

try {
  const { values } = parseArgs({ options: { users: { type: 'string' }, clients: { type: 'string' } } });
  const isWhole = values.users === undefined && values.clients === undefined;
  const users = Number(values.users ?? CLIENTS);
  const clients = Number(values.clients ?? CLIENTS);
  await ensureBuild();
  await bundleTo(`${FOLDER}/code`, ENTRIES);
  const { runLoops } = await import(pathToFileURL(inRoot(FOLDER, 'code/loop.js')).href);
  const common = { clients, weeks: WEEKS, poisons: POISONS, seed: 1, judged: 4000, untouched: 1000 };
  const results = await runLoops(inRoot(FOLDER, 'work'), users, [
    { ...common, shift: SHIFT },
    { ...common, shift: 0 },
  ]);
  mkdirSync(inRoot(FOLDER), { recursive: true });
  writeFileSync(inRoot(FOLDER, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  const page = isWhole ? 'docs/feedback-loop.md' : `${FOLDER}/feedback-loop.md`;
  writeFileSync(inRoot(page), `${render(results, clients)}\n`);
  tell(`${page} is written`);
} catch (error) {
  tell(`feedback-loop: ${error.stack ?? error.message}`);
  process.exitCode = 1;
}
