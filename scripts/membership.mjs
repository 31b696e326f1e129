/**
 * `npm run membership`: an attack on shipped models that tells who was in the training log, as docs/membership-figures.md.
 * `-- --events FILE [--catalog FILE] [--users N]` attacks models of a log of one's own, which writes to dist/membership alone;
 * so does `-- --models N`, a shorter look.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadBundled } from './bundle.mjs';
import { inRoot } from './files.mjs';

const FOLDER = 'dist/membership';
const ITEMS = 500;
const MODELS = 5;
const USERS = [800, 1600, 3200];
const DEFAULT_LIMITS = { minUsers: 5, minPairUsers: 2 };
const RAISED_LIMITS = [
  { minUsers: 10, minPairUsers: 5 },
  { minUsers: 20, minPairUsers: 10 },
];
const GROUPS = {
  all: 'all',
  longest: 'a tenth with the longest histories',
  rarest: 'a tenth with the most and rarest products',
  latest: 'all with an event in the last week',
};
const SOURCES = {
  counts: 'counts: popularity, trends',
  rows: 'rows: what follows what',
  together: 'rows: what is bought or viewed together',
  scores: 'scores: factors of own products, chance of the last one',
};

const tell = (line) => process.stderr.write(`${line}\n`);
const count = (n) => Math.round(n).toLocaleString('en-US');
const interval = ({ mean, low, high }) => `${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function render({ studies, items, models }, shop) {
  const usual = studies[Math.floor(USERS.length / 2)] ?? studies[0];
  const limitsOf = ({ minUsers, minPairUsers }) => `${minUsers} and ${minPairUsers}`;
  return [
    '# Who was in the log: a measured attack',
    'Made by `npm run membership`.',
    [
      `${shop}, ${count(items)} products. Half of the shoppers, drawn by chance, are the log that a model is trained on, with the command`,
      `line’s own code at \`--budget quick\`; ${models} such models for each row, each attacked once with the others as the attacker’s own.`,
      'The attacker has the artifact, knows how it was trained, has trained models on logs like it with and without the shopper,',
      'and **knows the shopper’s whole history**: was it in this log? Read are counts, pairs of the shopper’s products in the rows, and',
      'what the device’s scoring code says of those products; what models with and without the shopper show on average is taken off,',
      'and a logistic regression fitted on the attacker’s own models and other shoppers weighs what is left.',
    ].join('\n'),
    [
      'AUC: the chance that a shopper in the log gets a higher score than one who is not; .5 is a coin, 1 certainty. Found: the share of',
      'the log’s shoppers that are found where 1 % of the others are taken for such; a coin finds 1 %. 95 % intervals, shoppers resampled.',
    ].join('\n'),
    '## By size of the log and limits',
    [
      'Limits: `--min-users` and `--min-pair-users`. Hits: of shoppers not in the log, whose last new product is among the ten that the',
      'events before it give: what a limit costs.',
    ].join('\n'),
    table(
      ['shoppers in the log', 'limits', 'AUC', 'found', 'products with behaviour', 'pairs', 'hits'],
      studies.map((study) => [
        ...[count(study.users / 2), limitsOf(study), interval(study.groups[0].auc), interval(study.groups[0].found)],
        ...[count(study.supportedItems), count(study.pairs), study.hitRate.toFixed(3)],
      ]),
    ),
    '## Who is exposed',
    table(
      ['shoppers in the log', 'limits', 'whom', 'AUC', 'found'],
      studies.flatMap((study) =>
        study.groups
          .slice(1)
          .map((group) => [
            ...[count(study.users / 2), limitsOf(study), GROUPS[group.name]],
            ...[interval(group.auc), interval(group.found)],
          ]),
      ),
    ),
    '## What gives it away',
    `One part of the artifact alone, ${count(usual.users / 2)} shoppers in the log, limits ${limitsOf(usual)}.`,
    table(
      ['part', 'AUC', 'found'],
      usual.sources.map((source) => [SOURCES[source.name], interval(source.auc), interval(source.found)]),
    ),
  ].join('\n\n');
}

function toRuns(users) {
  const sizes = users === undefined ? USERS : [users];
  const raised = users ?? USERS[Math.floor(USERS.length / 2)];
  return [
    ...sizes.map((size) => ({ users: size, ...DEFAULT_LIMITS })),
    ...RAISED_LIMITS.map((limits) => ({ users: raised, ...limits })),
  ];
}

try {
  const { values } = parseArgs({
    options: {
      ...{ models: { type: 'string' }, users: { type: 'string' } },
      ...{ events: { type: 'string', multiple: true }, catalog: { type: 'string' } },
    },
  });
  const { catalog, events, models = MODELS, users } = values;
  const isWhole = Object.keys(values).length === 0;
  const files = events && { events, ...(catalog !== undefined && { catalog }) };
  const { measureMembership } = await loadBundled('bench/privacy/membership/index.ts', `${FOLDER}/code`);
  const options = { items: ITEMS, models: Number(models), seed: 1, ...(files && { files }) };
  const runs = toRuns(users && Number(users));
  const figures = await measureMembership(inRoot(FOLDER, 'shop'), { ...options, runs }, tell);
  mkdirSync(inRoot(FOLDER), { recursive: true });
  writeFileSync(inRoot(FOLDER, 'figures.json'), `${JSON.stringify(figures, null, 2)}\n`);
  const page = isWhole ? 'docs/membership-figures.md' : `${FOLDER}/membership-figures.md`;
  writeFileSync(inRoot(page), `${render(figures, files ? 'A log of one’s own' : 'The sample shop')}\n`);
  tell(`${page} is written`);
} catch (error) {
  tell(`membership: ${error.stack ?? error.message}`);
  process.exitCode = 1;
}
