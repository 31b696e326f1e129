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
  writeWholeGowalla,
  writeWholeJourney,
  writeWholeRocket,
  writeWholeWines,
} from './splits.mjs';

/**
 * @typedef {object} Questions
 * @property {string} kind its files are `histories-KIND.jsonl` and `truth-KIND.jsonl`
 * @property {'forbid' | 'allow'} repeats
 * @property {number[]} depths
 * @property {'basket'} [task] what else belongs to a history, in no order; default: what comes next
 * @property {number} [easeLambda] dense EASE of this λ is measured beside, where Python has numpy
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
 * @property {'temporal' | 'unseen-users' | 'next-item'} protocol
 * @property {'forbid' | 'allow'} repeats
 * @property {string} cutOffs of the lists; intervals of differences are at the first
 * @property {number} seed
 * @property {[key: string, label: string][]} metrics the first is what rankers are told apart by
 * @property {string} compared the metric of the differences
 * @property {(folder: string) => string[]} prepare gives the options that name the input
 *
 * @typedef {Omit<ListsJob, 'type'> & { type: 'quantisation', of: string }} QuantisationJob the lists of the job `of`
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
    questions: [{ kind: 'unseen', repeats: 'forbid', task: 'basket', depths: [20, 100], easeLambda: 30 }],
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

/** The model as shipped against the same before rounding: a set of each kind, its first questions. */
const QUANTISED = ['eshop', 'xwines3', 'journey', 'retail', 'beauty', 'gowalla'];

/** @type {QuantisationJob[]} */
const QUANTISATIONS = LISTS.filter(({ name }) => QUANTISED.includes(name)).map((job) => ({
  ...job,
  type: 'quantisation',
  of: job.name,
  name: `quantisation-${job.name}`,
}));

const eventsAndCatalog = (folder) => [
  ...['--events', path.join(folder, 'events.csv')],
  ...['--catalog', path.join(folder, 'catalog.csv')],
];

const FIRST_TEN = [
  ['ndcg@10', 'NDCG@10'],
  ['hr@10', 'HR@10'],
];

/** A whole history, written or read in place, under the name that `--only` knows its splits by. */
function whole(name, set, title, { repeats = 'forbid', write, prepare } = {}) {
  const writeAndName = (folder) => {
    write(folder);
    return eventsAndCatalog(folder);
  };
  return { name, set, title, repeats, prepare: prepare ?? writeAndName };
}

const WHOLE = [
  whole('retail', 'online-retail', 'Online Retail', {
    prepare: () => [
      ...['--events', dataFile('online-retail/online_retail.csv.gz')],
      ...['--map', inRoot('docs/maps/online-retail.json')],
    ],
  }),
  whole('eshop', 'eshop-clothing-2008', 'E-shop clothing, next click', { repeats: 'allow', write: writeWholeClothing }),
  whole('wines', 'xwines-slim', 'X-Wines', { write: writeWholeWines }),
  whole('journey', 'complete-journey', 'Complete Journey', { write: writeWholeJourney }),
  whole('sample', null, 'Sample shop', {
    write: (folder) => runShelfwise('sample shop', ['sample', '--out', folder]),
  }),
];
const BEAUTY = whole('beauty', 'amazon-beauty-s3rec', 'Beauty', { write: writeWholeBeauty });
/** Written as a log without a catalog. */
const eventsAlone = (write) => (folder) => {
  write(folder);
  return ['--events', path.join(folder, 'events.csv')];
};
const GOWALLA = whole('gowalla', 'gowalla-lightgcn', 'Gowalla', { prepare: eventsAlone(writeWholeGowalla) });
/** The one public log with several types of event. */
const ROCKET = whole('rocket', 'retailrocket-reduced', 'RetailRocket, views, carts and purchases', {
  prepare: eventsAlone(writeWholeRocket),
});

const asked = { type: 'evaluate', cutOffs: '10,20', seed: 1, metrics: FIRST_TEN, compared: 'ndcg@10' };

const temporal = (one) => ({ ...asked, ...one, name: `${one.name}-temporal`, protocol: 'temporal' });

/** One draw moves the figures by as much as lies between floor and goal: several seeds, each with its own draw of users. */
const unseen = (one, seed = 1) => ({
  ...asked,
  ...one,
  name: seed === 1 ? `${one.name}-new-users` : `${one.name}-new-users${seed}`,
  protocol: 'unseen-users',
  repeats: 'forbid',
  seed,
  cutOffs: '20,100',
  metrics: [
    ['ndcg@100', 'NDCG@100'],
    ['recallNorm@20', 'Recall_norm@20'],
  ],
  compared: 'ndcg@20',
});

/** @type {EvaluateJob[]} */
const EVALUATIONS = [
  ...WHOLE.map(temporal),
  { ...asked, ...BEAUTY, name: 'beauty-next-item', protocol: 'next-item' },
  ...WHOLE.map((one) => unseen(one)),
  ...[1, 2, 3].map((seed) => unseen(BEAUTY, seed)),
  unseen(ROCKET),
  unseen(GOWALLA),
];

/** Cheap ones first: what is broken shows early. */
export const JOBS = [...LISTS, ...QUANTISATIONS, ...EVALUATIONS];

/** About how long a job takes on two cores, where no earlier run says it: by the size of its set. */
const MINUTES = { 'gowalla-lightgcn': 25, 'amazon-beauty-s3rec': 6, 'complete-journey': 5 };
const USUAL_MINUTES = 3;

/** In seconds. */
export const usualSeconds = ({ set }) => 60 * (MINUTES[set] ?? USUAL_MINUTES);
