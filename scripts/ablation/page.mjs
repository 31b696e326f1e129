/** docs/ablation.md and its drawings: a table a set, what the figures do not prove, and which parts help nowhere. */
import { count, interval, signedInterval, table } from '../benchmarks/format.mjs';
import { plotBars } from '../benchmarks/svg.mjs';

/**
 * @typedef {object} Row
 * @property {string} step
 * @property {number} queries
 * @property {{ mean: number, low: number, high: number }} ndcg10
 * @property {{ mean: number, low: number, high: number } | null} difference to the step before
 * @property {string} chosen
 *
 * @typedef {object} SetOutcome
 * @property {string} name
 * @property {string} title
 * @property {string | null} set
 * @property {boolean} isPresent
 * @property {boolean} [isEarlier] measured with other code than there is now
 * @property {{ rows: Row[], leftOut: Row[], repeats: string, users: number, items: number, interactions: number, queries: number, seconds: number }} [result]
 */

const ADDS = [
  ['popularity', 'people who had the item, as of the moment of asking'],
  ['+trend', 'the last 1, 7 and 30 days'],
  ['+rows', 'item-to-item rows over the latest steps'],
  ['+factors', 'matrix factorisation, folded in without a prior'],
  ['+prototypes', 'what shoppers of a like taste have, and their pull on the fold-in'],
  ['+short-term', 'the last steps alone: fold-in, rows of the last step, rows of everything alike'],
  ['+context', 'hour, weekday, device, referrer and page against categories'],
  ['+content', 'content vectors, categories, departments, brand, price, new items'],
  ['+blender', 'logarithms, ranks, products with the history’s length, own history'],
  [
    '+network',
    'a hidden layer, where validation clearly asks for it; blend and layer learn from 4,000 predictions, the steps above from 1,500',
  ],
  ['+fine-tune', 'the personal model, on a sample of users, kept only by its own rule'],
];

/** @param {SetOutcome[]} sets */
export function renderPage(sets) {
  return `${[
    '# What each part adds',
    'Made by `npm run ablation`, which keeps what it measured with the same code; `-- --only NAME,NAME` measures sets anew. From popularity alone to the whole model, each step with all that came before it.',
    table(
      ['step', 'adds'],
      ADDS.map(([step, adds]) => [step, adds]),
    ),
    [
      'Global time split: base models are fitted once before the first cut (80 % of events by time) and once before the second',
      '(90 %). For each step a blend of its features alone is fitted on the predictions between the cuts and carried to the same',
      'predictions after the second. NDCG@10 over the full catalog; 95 % intervals from 1,000 bootstrap resamples of users; the',
      'difference is to the step before, paired. Budget quick, seed 1, at most 3,000 predictions a set. A second table takes one part',
      'out of the whole, with everything derived of it: trend is popularity and trend, next the rows, category the leanings to',
      'categories, brands and prices, history what the shopper did with the item itself, short-term the last steps alone.',
    ].join('\n'),
    ...sets.map(renderSet),
    '## Steps that help nowhere',
    renderHelpless(sets),
    '## What these figures do not prove',
    [
      '- Every step ranks the candidates of the whole generator: what a part adds by finding items is already in the first row.',
      '  Popularity alone is therefore not the popularity of the benchmarks.',
      '- The order is one of many. What a part adds depends on what stands before it: two parts that know the same share the',
      '  credit unevenly, and a part at the end may be worth much alone.',
      '- Plain sums mix badly. Where the gate keeps a single feature, the parts after it add exactly nothing until `+blender`, whose',
      '  gain is then partly theirs.',
      '- Blends and gates are fitted on validation, so a step can lose by chance; the gate may also keep a single feature.',
      '- What the network’s step adds is partly its larger number of predictions to learn from.',
      '- The last step has fewer predictions, one a user; its difference is to the blend on the same sample.',
      '- Offline clicks and orders were made without these lists: a higher figure is not more sales.',
      '- A set of categories, times or prices that were not recorded says nothing of the parts that need them.',
    ].join('\n'),
  ].join('\n\n')}\n`;
}

/** @param {SetOutcome} outcome */
function renderSet({ name, title, set, isPresent, isEarlier, result }) {
  const heading = `## ${title}`;
  if (result === undefined) {
    return `${heading}\n\n${isPresent ? 'Not measured yet.' : `skipped: ../shared/data/${set} is absent`}`;
  }
  const facts = [
    `${count(result.users)} users, ${count(result.items)} items, ${count(result.interactions)} interactions;`,
    `${count(result.queries)} predictions, repeats ${result.repeats === 'allow' ? 'allowed' : 'forbidden'}.`,
    ...(isEarlier ? ['† Measured with an earlier state of the code.'] : []),
  ].join(' ');
  const rows = result.rows.map(({ step, queries, ndcg10, difference, chosen }) => [
    step,
    interval(ndcg10),
    difference === null ? '' : emphasise(difference),
    count(queries),
    chosen,
  ]);
  const head = ['step', 'NDCG@10', 'difference', 'predictions', 'chosen'];
  const drawing = `![NDCG@10 by step, ${title}](ablation/${name}.svg)`;
  return [heading, facts, table(head, rows), drawing, ...renderLeftOut(result)].join('\n\n');
}

function renderLeftOut({ leftOut = [] }) {
  if (leftOut.length === 0) return [];
  const rows = leftOut.map(({ step, ndcg10, difference }) => [step, interval(ndcg10), emphasise(difference)]);
  return [
    'The whole (`+blender`) without one part:',
    table(['without', 'NDCG@10', 'what the part adds to the others'], rows),
  ];
}

/** Bold where the interval is clear of 0. */
function emphasise(difference) {
  const text = signedInterval(difference);
  return difference.low > 0 || difference.high < 0 ? `**${text}**` : text;
}

function renderHelpless(sets) {
  const measured = sets.filter(({ result }) => result !== undefined);
  const helpless = ADDS.map(([step]) => step).filter((step) => {
    const rows = measured.flatMap(({ result }) =>
      result.rows.filter((row) => row.step === step && row.difference !== null),
    );
    return rows.length > 0 && rows.every(({ difference }) => difference.low <= 0);
  });
  const missed = measured.flatMap(({ title, result: { leftOut = [] } }) =>
    leftOut.filter(({ difference }) => difference.low > 0).map(({ step }) => `${step.slice(1)} (${title})`),
  );
  const left = missed.length === 0 ? '' : ` Taken out of the whole, these are clearly missed: ${missed.join(', ')}.`;
  const where = `On the ${measured.length} sets measured`;
  if (helpless.length === 0)
    return `${where}, every step is clearly better than the one before on at least one.${left}`;
  return `${where}, no interval is clear of 0 upwards for: ${helpless.join(', ')}.${left}`;
}

/**
 * A bar a step with its interval; coloured where it is clearly better than the step before. The last step, measured on
 * fewer predictions, is in the table alone.
 */
export function plotSteps(title, { rows }) {
  const shown = rows.filter(({ queries }) => queries === rows[0].queries);
  return plotBars({
    title: `${title}: NDCG@10 by step`,
    key: 'NDCG@10 · colour: better than the step before · line: 95 %',
    bars: shown.map(({ step, ndcg10, difference }) => ({
      name: step,
      value: ndcg10.mean,
      text: ndcg10.mean.toFixed(4),
      kind: difference !== null && difference.low > 0 ? 'reached' : 'other',
      interval: ndcg10,
    })),
  });
}
