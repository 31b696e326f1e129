/**
 * What is measured: each job is a data set under one split. A `lists` job trains once at default settings and asks for lists,
 * which an independent script scores; an `evaluate` job is one run of the command line's own protocol with its baselines.
 */
import path from 'node:path';
import { inRoot } from '../files.mjs';
import { dataFile, runShelfwise } from './run-measured.mjs';
import {
  convertTo,
  splitBeautyUsers,
  splitRetailByTime,
  writeWholeBeauty,
  writeWholeClothing,
  writeWholeJourney,
  writeWholeWines,
} from './splits.mjs';

/**
 * @typedef {object} Questions
 * @property {string} kind its files are `histories-KIND.jsonl` and `truth-KIND.jsonl`
 * @property {'forbid' | 'allow'} repeats
 * @property {number[]} depths
 * @property {boolean} [candidates] rank only the items of candidates.txt, which nobody had in training: no baseline can
 *
 * @typedef {object} ListsJob
 * @property {'lists'} type
 * @property {string} name
 * @property {string} set a folder of ../shared/data
 * @property {boolean} clock times are comparable between users
 * @property {boolean} ordered a user's steps have an order
 * @property {(folder: string) => void} prepare writes events.csv, catalog.csv where there is one, histories and truths
 * @property {Questions[]} questions
 *
 * @typedef {object} EvaluateJob
 * @property {'evaluate'} type
 * @property {string} name
 * @property {string} title
 * @property {string | null} set null: the sample shop, which is made here
 * @property {'temporal' | 'unseen-users'} protocol
 * @property {'forbid' | 'allow'} repeats
 * @property {[key: string, label: string][]} metrics the first is the one of the differences
 * @property {(folder: string) => string[]} prepare gives the options that name the input
 */

const test = (repeats = 'forbid', more = {}) => [{ kind: 'test', repeats, depths: [10, 20], ...more }];

function converted(name, set, { clock = false, ordered = false, questions = test() } = {}) {
  const prepare = (folder) => convertTo(name, folder);
  return { type: 'lists', name, set, clock, ordered, prepare, questions };
}

/** One draw moves the figures by as much as lies between floor and goal, so there are several. */
function unseenUsers(seed) {
  return {
    type: 'lists',
    name: `beauty-unseen${seed}`,
    set: 'amazon-beauty-s3rec',
    clock: false,
    ordered: false, // what is hidden lies anywhere in the sequence
    prepare: (folder) => splitBeautyUsers(folder, seed),
    questions: [{ kind: 'unseen', repeats: 'forbid', depths: [20, 100] }],
  };
}

/** @type {ListsJob[]} */
const LISTS = [
  converted('eshop', 'eshop-clothing-2008', { clock: true, ordered: true, questions: test('allow') }),
  ...['xwines3', 'xwines6', 'xwines9'].map((name) =>
    converted(name, 'xwines-slim', { clock: true, questions: test('forbid', { candidates: true }) }),
  ),
  converted('journey', 'complete-journey', { clock: true }),
  converted('retail', 'online-retail', { clock: true }),
  {
    type: 'lists',
    name: 'retail-28-days',
    set: 'online-retail',
    clock: true,
    ordered: false,
    prepare: splitRetailByTime,
    questions: [
      { kind: 'new', repeats: 'forbid', depths: [10, 20] },
      { kind: 'repeats', repeats: 'allow', depths: [10, 20] },
    ],
  },
  converted('beauty', 'amazon-beauty-s3rec', { ordered: true }),
  ...[1, 2, 3].map(unseenUsers),
  converted('gowalla', 'gowalla-lightgcn'),
];

const eventsAndCatalog = (folder) => [
  '--events',
  path.join(folder, 'events.csv'),
  '--catalog',
  path.join(folder, 'catalog.csv'),
];

const FIRST_TEN = [
  ['ndcg@10', 'NDCG@10'],
  ['hr@10', 'HR@10'],
];

function whole(name, set, title, write) {
  const prepare = (folder) => {
    write(folder);
    return eventsAndCatalog(folder);
  };
  const temporal = { protocol: 'temporal', repeats: 'forbid', metrics: FIRST_TEN };
  return { type: 'evaluate', name, title, set, prepare, ...temporal };
}

/** @type {EvaluateJob[]} */
const EVALUATIONS = [
  {
    ...whole('retail-temporal', 'online-retail', 'Online Retail'),
    prepare: () => [
      '--events',
      dataFile('online-retail/online_retail.csv.gz'),
      '--map',
      inRoot('docs/maps/online-retail.json'),
    ],
  },
  {
    ...whole('clothing-temporal', 'eshop-clothing-2008', 'E-shop clothing, next click', writeWholeClothing),
    repeats: 'allow',
  },
  whole('wines-temporal', 'xwines-slim', 'X-Wines', writeWholeWines),
  whole('journey-temporal', 'complete-journey', 'Complete Journey', writeWholeJourney),
  whole('sample-temporal', null, 'Sample shop', (folder) => runShelfwise('sample shop', ['sample', '--out', folder])),
  {
    ...whole('beauty-unseen-evaluated', 'amazon-beauty-s3rec', 'Beauty, unseen users', writeWholeBeauty),
    protocol: 'unseen-users',
    metrics: [
      ['ndcg@10', 'NDCG@10'],
      ['recallNorm@20', 'Recall_norm@20'],
    ],
  },
];

/** Cheap ones first: what is broken shows early. */
export const JOBS = [...LISTS, ...EVALUATIONS];
