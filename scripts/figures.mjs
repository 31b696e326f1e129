/**
 * Makes docs/figures.md: how well the model recommends, measured. `npm run figures` runs everything at default settings:
 * the sample shop, and the Online Retail data where `../shared/data` has it. Takes about ten minutes.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureInstall } from './ensure-install.mjs';
import { ROOT, inRoot } from './files.mjs';

const WORK = inRoot('dist/figures');
const SHARED = path.resolve(ROOT, '../shared');
const RETAIL = path.join(SHARED, 'data/online-retail/online_retail.csv.gz');
const MAP = inRoot('docs/maps/online-retail.json');
const at = (name) => path.join(WORK, name);

function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stderr}`);
  return stdout;
}

/** A verb of the command line, with its wall-clock seconds. */
function shelfwise(...args) {
  console.error(`shelfwise ${args.join(' ')}`);
  const from = Date.now();
  run(process.execPath, [inRoot('dist/node/cli.js'), ...args]);
  return (Date.now() - from) / 1000;
}

function evaluateTemporal(name, inputs) {
  const seconds = shelfwise('evaluate', ...inputs, '--protocol', 'temporal', '--json', at(`${name}.json`));
  return { result: JSON.parse(readFileSync(at(`${name}.json`), 'utf8')), seconds };
}

const figure = (value) => value.toFixed(4);
const interval = ({ mean, low, high }) => `${figure(mean)} [${figure(low)}, ${figure(high)}]`;
const signed = ({ mean, low, high }) => {
  const plus = (value) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
  return `${plus(mean)} [${plus(low)}, ${plus(high)}]`;
};

function temporalTable({ result, seconds }) {
  const ndcg = result.differences.filter(({ metric }) => metric === 'ndcg@10');
  const differences = new Map(ndcg.map(({ against, difference }) => [against, difference]));
  const rows = result.rankers.map(({ name, metrics }) => {
    const difference = differences.get(name);
    const gain = difference === undefined ? '' : signed(difference);
    return `| ${name} | ${interval(metrics['ndcg@10'])} | ${interval(metrics['hr@10'])} | ${gain} |`;
  });
  return [
    `${result.queries.used.toLocaleString('en')} predictions, ${Math.round(seconds)} s in all on ${os.cpus().length} cores.`,
    '',
    '| ranker | NDCG@10 | HR@10 | Shelfwise minus it, NDCG@10 |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** Targets' "last order out, new items": an independent script makes the split and another scores the run. */
function lastOrderOut() {
  const folder = at('retail');
  run('python3', [path.join(SHARED, 'tools/convert.py'), 'retail', folder]);
  const [events, catalog] = ['events.csv', 'catalog.csv'].map((file) => path.join(folder, file));
  const seconds = shelfwise('train', '--events', events, '--catalog', catalog, '--out', at('retail-model'));
  const [histories, lists] = ['histories.jsonl', 'run.jsonl'].map((file) => path.join(folder, file));
  shelfwise('recommend', '--model', at('retail-model'), '--histories', histories, '--out', lists);
  const truth = path.join(folder, 'truth.jsonl');
  const score = JSON.parse(run('python3', [path.join(SHARED, 'tools/score.py'), lists, truth, '10']));
  shelfwise('inspect', '--model', at('retail-model'), '--json', at('retail-facts.json'));
  const facts = JSON.parse(readFileSync(at('retail-facts.json'), 'utf8'));
  return [
    '| figure | value |',
    '|---|---|',
    `| customers | ${score.users.toLocaleString('en')} |`,
    `| HR@10 | ${figure(score['hr@10'])} |`,
    `| NDCG@10 | ${figure(score['ndcg@10'])} |`,
    `| model, bytes an item | ${facts.bytesPerItem} |`,
    `| training, seconds on ${os.cpus().length} cores | ${Math.round(seconds)} |`,
  ].join('\n');
}

await ensureInstall();
await ensureBuild();
mkdirSync(WORK, { recursive: true });
const hasShared = existsSync(RETAIL);
shelfwise('sample', '--out', at('sample'));
const sample = ['--events', at('sample/events.csv'), '--catalog', at('sample/catalog.csv')];
const absent = 'skipped: ../shared/data/online-retail is absent';
const sections = [
  `# Figures

How well the model recommends, at default settings. Made by \`npm run figures\`; this page is written by that command.
Intervals are 95 %, from 1,000 bootstrap resamples of users; differences are paired.

Temporal protocol: models are fitted on the first 90 % of events by time (settings chosen on the part from 80 % to 90 %);
every later step of a user is predicted from that user's earlier events, ranking the full catalog without what the user
already knows. Popularity and trend are as of the prediction, for the model and the baselines alike. Times are of a shared
machine and say little; the sample shop is made by us and shows that a planted structure is found, no more.`,
  '## Sample shop, temporal',
  temporalTable(evaluateTemporal('sample-temporal', sample)),
  '## Online Retail, temporal',
  hasShared ? temporalTable(evaluateTemporal('retail-temporal', ['--events', RETAIL, '--map', MAP])) : absent,
  '## Online Retail, last order out, new items',
  `The last order's items that are new to the customer, by \`train\` and \`recommend\`; split and score are made by scripts that
share no code with Shelfwise.`,
  hasShared ? lastOrderOut() : absent,
];
const text = `${sections.join('\n\n')}\n`;
writeFileSync(inRoot('docs/figures.md'), text);
run(process.execPath, [inRoot('node_modules/prettier/bin/prettier.cjs'), '--write', 'docs/figures.md']);
console.log(text);
