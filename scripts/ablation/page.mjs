/** docs/ablation.md and its drawings: a table a set, what the figures do not prove, and which parts help nowhere. */
import { count, interval, signedInterval, table } from '../benchmarks/format.mjs';

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
 * @property {{ rows: Row[], repeats: string, users: number, items: number, interactions: number, queries: number, seconds: number }} [result]
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
    'Made by `npm run ablation`; `-- --only NAME` measures one set anew. From popularity alone to the whole model, each step with all that came before it.',
    table(
      ['step', 'adds'],
      ADDS.map(([step, adds]) => [step, adds]),
    ),
    [
      'Global time split: base models are fitted once before the first cut (80 % of events by time) and once before the second',
      '(90 %). For each step a blend of its features alone is fitted on the predictions between the cuts and carried to the same',
      'predictions after the second. NDCG@10 over the full catalog; 95 % intervals from 1,000 bootstrap resamples of users; the',
      'difference is to the step before, paired. Budget quick, seed 1, at most 3,000 predictions a set.',
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
function renderSet({ name, title, set, isPresent, result }) {
  const heading = `## ${title}`;
  if (result === undefined) {
    return `${heading}\n\n${isPresent ? 'Not measured yet.' : `skipped: ../shared/data/${set} is absent`}`;
  }
  const facts = [
    `${count(result.users)} users, ${count(result.items)} items, ${count(result.interactions)} interactions;`,
    `${count(result.queries)} predictions, repeats ${result.repeats === 'allow' ? 'allowed' : 'forbidden'}; ${count(result.seconds)} s.`,
  ].join(' ');
  const rows = result.rows.map(({ step, queries, ndcg10, difference, chosen }) => [
    step,
    interval(ndcg10),
    difference === null ? '' : emphasise(difference),
    count(queries),
    chosen,
  ]);
  const head = ['step', 'NDCG@10', 'difference', 'predictions', 'chosen'];
  return [heading, facts, table(head, rows), `![NDCG@10 by step, ${title}](ablation/${name}.svg)`].join('\n\n');
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
  const where = `On the ${measured.length} sets measured`;
  if (helpless.length === 0) return `${where}, every step is clearly better than the one before on at least one.`;
  return `${where}, no interval is clear of 0 upwards for: ${helpless.join(', ')}.`;
}

const WIDTH = 640;
const LEFT = 120;
const RIGHT = WIDTH - 70;
const ROW_HEIGHT = 24;
const HEAD = 30;
const STYLE = `
  svg { font: 12.5px system-ui, sans-serif; color-scheme: light dark; --ink: #1d2421; --soft: #59625d; --paper: #ffffff; --accent: #1f6b4a; --muted: #a9b1ad; }
  @media (prefers-color-scheme: dark) { svg { --ink: #e8e6df; --soft: #a5ada9; --paper: #14191a; --accent: #5fc397; --muted: #5d6866; } }
  .paper { fill: var(--paper); } text { fill: var(--ink); } .soft { fill: var(--soft); } .gain { fill: var(--accent); }
  .same { fill: var(--muted); } .whisker, .axis { stroke: var(--ink); stroke-width: 1.25; }`;

/**
 * A bar a step with its interval; coloured where it is clearly better than the step before. The last step, measured on
 * fewer predictions, is in the table alone.
 */
export function plotSteps(title, { rows }) {
  const shown = rows.filter(({ queries }) => queries === rows[0].queries);
  const most = Math.max(0.01, ...shown.map(({ ndcg10 }) => ndcg10.high)) * 1.03;
  const toX = (value) => LEFT + ((RIGHT - LEFT) * value) / most;
  const bars = shown.map(({ step, ndcg10, difference }, at) => {
    const y = HEAD + at * ROW_HEIGHT + ROW_HEIGHT / 2;
    const kind = difference !== null && difference.low > 0 ? 'gain' : 'same';
    return [
      `<text x="${LEFT - 10}" y="${y + 4}" text-anchor="end">${step}</text>`,
      `<rect x="${LEFT}" y="${y - 7}" width="${px(Math.max(toX(ndcg10.mean) - LEFT, 1))}" height="14" class="${kind}"/>`,
      `<line x1="${px(toX(ndcg10.low))}" y1="${y}" x2="${px(toX(ndcg10.high))}" y2="${y}" class="whisker"/>`,
      `<text x="${WIDTH - 8}" y="${y + 4}" text-anchor="end">${ndcg10.mean.toFixed(4)}</text>`,
    ].join('');
  });
  const bottom = HEAD + shown.length * ROW_HEIGHT;
  const height = bottom + 12;
  const label = `${title}: NDCG@10 by step`;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${label}">`,
    `<style>${STYLE}\n</style>`,
    `<rect class="paper" width="${WIDTH}" height="${height}"/>`,
    '<text x="8" y="18" class="soft">NDCG@10 · colour: clearly better than the step before · line: 95 % interval</text>',
    ...bars,
    `<line x1="${LEFT}" y1="${HEAD}" x2="${LEFT}" y2="${bottom}" class="axis"/>`,
    '</svg>',
  ].join('\n')}\n`;
}

const px = (value) => Math.round(value * 10) / 10;
