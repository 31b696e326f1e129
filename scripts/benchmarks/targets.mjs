/**
 * The figures we are after, one entry a benchmark, with what others reach. `floor` must be reached, `goal` is aimed at.
 * References: `published` stands in a paper or its repository; `prototype` was measured before, with code that is no part
 * of Shelfwise, on the same split.
 */

/**
 * @typedef {object} Metric
 * @property {string} label
 * @property {string} key the scorer's name for it
 * @property {number} floor
 * @property {number} goal
 *
 * @typedef {object} Reference
 * @property {string} name
 * @property {'published' | 'prototype'} kind
 * @property {(number | null)[]} values in the order of the metrics, null where it is not known
 *
 * @typedef {object} Target
 * @property {string} id names the drawing
 * @property {string} title
 * @property {string} short the title where there is little room
 * @property {string} split how truth and history were made, and whether repeats count, as one sentence
 * @property {string[]} jobs several: the mean counts
 * @property {string} [kind] of the jobs' questions; absent where the jobs are runs of `evaluate`
 * @property {string[]} [sizeOf] the jobs whose models say the bytes an item, where the jobs themselves ship none
 * @property {Metric[]} metrics
 * @property {number} [bytesLimit] bytes an item that the figures may take
 * @property {Reference[]} references
 * @property {string} caution what the figures do not prove
 */

const metric = (label, key, floor, goal) => ({ label, key, floor, goal });
const published = (name, ...values) => ({ name, kind: 'published', values });
const prototype = (name, ...values) => ({ name, kind: 'prototype', values });

const BYTES_LIMIT = 230;

const SAME_DAY = `Reviews stand in for purchases here, and many shoppers review a whole order in one sitting: part of what the item
rows gain is the memory of such days, which no shop could use before the order. Published models for this split were
trained with different negatives, losses and amounts of tuning, so a distance to them says little about architectures.
Later shoppers train the model that predicts earlier ones; the global time splits below do not allow that.`;

const NO_TIME = `The split is drawn at random inside each user and has no time in it; it compares with published tables and with nothing
a shop does. The items are places that people checked in at: where somebody lives explains much that taste would in a shop.`;

const UNSEEN_REFERENCES = [
  prototype('dense EASE, 559 MiB', 0.1204, 0.17),
  prototype('iALS', 0.099, 0.14),
  prototype('rows, top 50', 0.12, 0.17),
  prototype('rows and factors blended', 0.124, 0.176),
];

/** @type {Target[]} */
export const TARGETS = [
  {
    id: 'beauty',
    title: 'Beauty, leave-last-out',
    short: 'Beauty, leave-last-out',
    split: 'The last item of each user is the truth, all before it train and are the history; repeats forbidden.',
    jobs: ['beauty'],
    kind: 'test',
    metrics: [metric('NDCG@10', 'ndcg@10', 0.0555, 0.06), metric('HR@10', 'hr@10', 0.087, 0.095)],
    bytesLimit: BYTES_LIMIT,
    references: [
      published('SASRec', 0.0318, 0.0605),
      published('S3-Rec', 0.0327, 0.0647),
      published('ICLRec', 0.0403, 0.0744),
      published('best published transformer, per metric', 0.0531, 0.0928),
      prototype('item-kNN, decayed profile', 0.0437, 0.073),
      prototype('merged rows, top 20', 0.0555, 0.0877),
      prototype('merged rows, top 50', 0.0559, 0.0881),
    ],
    caution: SAME_DAY,
  },
  {
    id: 'beauty-unseen',
    title: 'Beauty, unseen users, mean of three draws',
    short: 'Beauty, unseen users',
    split:
      'A tenth of the users is absent from training; a fifth of each one’s items is hidden, the rest is the history; repeats forbidden.',
    jobs: ['beauty-unseen1', 'beauty-unseen2', 'beauty-unseen3'],
    kind: 'unseen',
    metrics: [metric('NDCG@100', 'ndcg@100', 0.12, 0.128), metric('Recall_norm@20', 'recall_mv@20', 0.17, 0.18)],
    references: UNSEEN_REFERENCES,
    caution: `The references are one draw with another seed, and draws differ: item cosine alone has a standard deviation of about
.01 in Recall_norm@20 between them. Dense EASE measured on the very draws says how hard these are: floor and goal stand at 1.00
and about 1.06 times its figure on the reference's draw. Hidden items lie anywhere in a history, so this asks for completion and not for what comes
next. The same-day reviews of the split above are in this one too.`,
  },
  {
    id: 'beauty-unseen-evaluated',
    title: 'Beauty, unseen users, by evaluate, mean of three seeds',
    short: 'Beauty, unseen users, evaluate',
    split:
      '`shelfwise evaluate --protocol unseen-users --k 20,100`: of the users with five items or more a tenth tunes and a tenth tests; a fifth of each one’s items is hidden; repeats forbidden.',
    jobs: ['beauty-new-users', 'beauty-new-users2', 'beauty-new-users3'],
    sizeOf: ['beauty-unseen1', 'beauty-unseen2', 'beauty-unseen3'],
    metrics: [metric('NDCG@100', 'ndcg@100', 0.12, 0.128), metric('Recall_norm@20', 'recallNorm@20', 0.17, 0.18)],
    references: UNSEEN_REFERENCES,
    caution: `The same question as above, drawn and scored by the command line itself: two pieces of code that share nothing
should agree within what draws differ by. Bytes an item are those of the models above.`,
  },
  {
    id: 'gowalla',
    title: 'Gowalla, LightGCN split',
    short: 'Gowalla, LightGCN split',
    split:
      'Train and validation parts train, the test part is the truth; everything outside the training part is ranked.',
    jobs: ['gowalla'],
    kind: 'test',
    metrics: [metric('R@20', 'recall@20', 0.177, 0.182), metric('NDCG@20', 'ndcg@20', 0.146, 0.152)],
    bytesLimit: BYTES_LIMIT,
    references: [
      published('LightGCN', 0.182, 0.1547),
      prototype('iALS, d = 64', 0.151, 0.129),
      prototype('RP3beta', 0.175, 0.143),
      prototype('EASE', 0.1765, 0.1467),
    ],
    caution: NO_TIME,
  },
  {
    id: 'gowalla-any-size',
    title: 'Gowalla, any size',
    short: 'Gowalla, any size',
    split:
      'The row above against a higher bar that a larger model may use. `train` has no option for a larger model: the shipped size is judged.',
    jobs: ['gowalla'],
    kind: 'test',
    metrics: [metric('R@20', 'recall@20', 0.182, 0.188), metric('NDCG@20', 'ndcg@20', 0.151, 0.158)],
    references: [published('SimpleX', 0.1872, null), published('UltraGCN', 0.1862, 0.158)],
    caution: NO_TIME,
  },
  {
    id: 'retail',
    title: 'Online Retail, last order out, new items',
    short: 'Online Retail, last order',
    split: 'The items of a customer’s last order that no earlier order has are the truth; repeats forbidden.',
    jobs: ['retail'],
    kind: 'test',
    metrics: [metric('HR@10', 'hr@10', 0.44, 0.46), metric('NDCG@10', 'ndcg@10', 0.108, 0.115)],
    references: [
      prototype('popularity', 0.234, 0.035),
      prototype('item cosine', 0.296, 0.062),
      prototype('rows alone', 0.41, 0.087),
    ],
    caution: `Last orders fall on different days, so customers whose last order was early are predicted by a model that knows the
later season from others. Many buyers are wholesalers with long orders, which makes one hit in ten easy: read NDCG first.`,
  },
  {
    id: 'retail-28-days',
    title: 'Online Retail, last 28 days, next basket, new items',
    short: 'Online Retail, 28 days, new items',
    split:
      'The artifact is frozen 28 days before the last event; each customer’s first basket after that is the truth; repeats forbidden.',
    jobs: ['retail-28-days'],
    kind: 'new',
    metrics: [metric('HR@10', 'hr@10', 0.45, 0.48), metric('NDCG@10', 'ndcg@10', 0.118, 0.128)],
    references: [
      prototype('popularity, 7 days', 0.319, 0.067),
      prototype('item-kNN', 0.213, 0.043),
      prototype('iALS', 0.319, 0.07),
    ],
    caution: `Four weeks up to 9 December of one year of one shop: its high season. Nothing learns from them, which a shop that
trains every night would do.`,
  },
  {
    id: 'retail-28-days-repeats',
    title: 'Online Retail, last 28 days, next basket, repeats allowed',
    short: 'Online Retail, 28 days, repeats',
    split: 'As above, with what the customer had before counted and recommended too.',
    jobs: ['retail-28-days'],
    kind: 'repeats',
    metrics: [metric('HR@10', 'hr@10', 0.77, 0.8), metric('NDCG@10', 'ndcg@10', 0.3, 0.325)],
    references: [prototype('popularity, 28 days', 0.516, 0.113), prototype('own most frequent', 0.744, 0.272)],
    caution: `Most of the figure is customers buying again what they bought: a reminder, and little of it discovery.`,
  },
  {
    id: 'eshop',
    title: 'E-shop clothing, next click',
    short: 'E-shop clothing, next click',
    split:
      'April to July train; every August click but a session’s first is predicted from the session so far; repeats allowed.',
    jobs: ['eshop'],
    kind: 'test',
    metrics: [metric('HR@10', 'hr@10', 0.55, 0.575), metric('MRR@10', 'mrr@10', 0.26, 0.28)],
    references: [
      prototype('popularity', 0.135, null),
      prototype('first-order Markov', 0.543, 0.246),
      prototype('SLIST alone', 0.542, 0.244),
    ],
    caution: `The shop has 217 items, fewer than some shops have in one category, and a list of ten shows a twentieth of them. The log
does not say what a page showed, so layout and taste are not told apart. A model’s fixed parts weigh on a small shop’s bytes an item.`,
  },
  {
    id: 'xwines',
    title: 'X-Wines, a tenth of the wines cold, mean of three splits',
    short: 'X-Wines, cold wines',
    split:
      'Wines whose number ends in 3, then 6, then 9 are absent from training; only they are ranked, those rated 4 or more are the truth.',
    jobs: ['xwines3', 'xwines6', 'xwines9'],
    kind: 'test',
    metrics: [metric('NDCG@10', 'ndcg@10', 0.28, 0.32)],
    references: [
      prototype('predicted popularity', 0.181),
      prototype('user’s type x country', 0.215),
      prototype('content cosine', 0.23),
      prototype('factor ridge', 0.26),
      prototype('bilinear', 0.291),
      prototype('content-neighbour rows', 0.293),
      prototype('their blend', 0.306),
    ],
    caution: `Ratings of wines drunk, with the richest catalog of all sets: a shop with titles alone gets less. A hundred candidates are
ranked, not a catalog. Baselines from behaviour cannot rank what nobody had and are left out.`,
  },
  {
    id: 'journey',
    title: 'Complete Journey, next basket, new items',
    short: 'Complete Journey, next basket',
    split: 'The items of a household’s last basket that no earlier basket has are the truth; repeats forbidden.',
    jobs: ['journey'],
    kind: 'test',
    metrics: [metric('HR@10', 'hr@10', 0.062, 0.07)],
    references: [prototype('popularity', 0.057), prototype('item cosine, about', 0.006)],
    caution: `A random 6.8 % of a grocer’s receipt lines: fewer than two a basket, most of what a household bought unseen. What counts as
new here is often only what was not drawn before.`,
  },
];

/**
 * What other commands measure, from `dist/benchmarks/NAME.json`: a list of `{ "set": text, KEY: number, … }`. The worst set is
 * judged against the floor; against the goal the worst too, or the mean.
 * @typedef {object} Fidelity
 * @property {string} name
 * @property {string} title
 * @property {string} command what writes the file
 * @property {[low: string, high: string]} [interval] keys of the ends of the first metric's interval
 * @property {[key: string, label: string][]} [counts] shown beside each set
 * @property {{ key: string, label: string, better: 'lower' | 'higher', floor: number, goal: number, goalOf: 'worst' | 'mean',
 *   form: 'percent' | 'number' }[]} metrics
 */
/** @type {Fidelity[]} */
export const FIDELITY = [
  {
    name: 'quantisation',
    title: 'Quantised against float',
    command: 'npm run benchmarks',
    metrics: [
      { key: 'relativeNdcgLoss', label: 'relative NDCG loss', better: 'lower', floor: 0.005, goal: 0.001, goalOf: 'worst', form: 'percent' }, // prettier-ignore
    ],
  },
  {
    name: 'personal',
    title: 'On-device fine-tuning kept by its own rule',
    command: 'node scripts/benchmarks/personal.mjs',
    interval: ['lower', 'upper'],
    counts: [
      ['users', 'users'],
      ['kept', 'kept'],
    ],
    metrics: [
      { key: 'relativeNdcgGain', label: 'NDCG@10 against the closed form', better: 'higher', floor: -0.002, goal: 0.03, goalOf: 'mean', form: 'percent' }, // prettier-ignore
    ],
  },
  {
    name: 'parity',
    title: 'Device against command line',
    command: 'npm run parity',
    metrics: [
      { key: 'maxFactorDifference', label: 'largest difference of a factor', better: 'lower', floor: 1e-5, goal: 0, goalOf: 'worst', form: 'number' }, // prettier-ignore
      { key: 'sameTop20', label: 'users with the same top 20', better: 'higher', floor: 0.995, goal: 1, goalOf: 'worst', form: 'percent' }, // prettier-ignore
    ],
  },
];
