/** Carries out one job in a folder of its own and gives its figures. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createBaselines, rankBy, readLog } from './baselines.mjs';
import { readJsonLines, writeJsonLines } from './delimited.mjs';
import { rankByDenseEase, runShelfwise, score, tell } from './run-measured.mjs';

/** What scores no list: names, what rows show, and what people read. */
const NOT_SCORING = new Set(['ids', 'display', 'report']);

/**
 * @typedef {{ name: string, scores: Record<string, number> }} Scored
 * @typedef {object} ListsResult
 * @property {{ users: number, items: number, events: number }} counts of the training log
 * @property {{ seconds: number, peakBytes: number }} train
 * @property {number} bytesPerItem
 * @property {Record<string, { users: number, answered: number, scores: Record<string, number>, baselines: Scored[],
 *   recommend: { seconds: number, peakBytes: number } }>} lists by the kind of question
 */

/** Nothing where it is the default: what is judged is what `train` does of itself. */
const budgetOption = (budget) => (budget === 'normal' ? [] : ['--budget', budget]);

/** @returns {ListsResult} */
export function measureLists(job, folder, { budget }) {
  const at = (file) => path.join(folder, file);
  mkdirSync(folder, { recursive: true });
  job.prepare(folder);
  tell(`${job.name}: set converted`);
  const catalog = existsSync(at('catalog.csv')) ? ['--catalog', at('catalog.csv')] : [];
  const train = runShelfwise(job.name, [
    ...['train', '--events', at('events.csv'), ...catalog],
    ...['--out', at('model'), ...budgetOption(budget)],
  ]);
  runShelfwise(job.name, ['inspect', '--model', at('model'), '--json', at('facts.json')]);
  const log = readLog(at('events.csv'));
  const counts = { users: log.sequences.length, items: log.itemIds.length, events: log.events };
  const answers = job.questions.map((questions) => [questions.kind, answer({ job, questions, at, log })]);
  return { counts, train, bytesPerItem: bytesAnItem(at('facts.json')), lists: Object.fromEntries(answers) };
}

function bytesAnItem(file) {
  const { items, sections } = JSON.parse(readFileSync(file, 'utf8'));
  return sections.reduce((sum, { name, bytes }) => sum + (NOT_SCORING.has(name) ? 0 : bytes), 0) / items;
}

function answer({ job, questions, at, log }) {
  const { kind, repeats, depths, candidates, task } = questions;
  const [histories, truth, run] = ['histories', 'truth', 'run'].map((file) => at(`${file}-${kind}.jsonl`));
  const recommend = runShelfwise(job.name, [
    ...['recommend', '--model', at('model'), '--histories', histories, '--out', run],
    ...(Math.max(...depths) > 20 ? ['--count', String(Math.max(...depths))] : []), // 20 is the verb's default
    ...(repeats === 'allow' ? ['--repeats', 'allow'] : []),
    ...(task ? ['--task', task] : []),
    ...(candidates ? ['--candidates', at('candidates.txt')] : []),
  ]);
  const scored = score({ run, truth, depths });
  const baselines = candidates ? [] : scoreBaselines({ job, questions, at, log });
  return { ...scored, baselines, recommend };
}

function scoreBaselines({ job, questions, at, log }) {
  const { kind, repeats, depths } = questions;
  const [truth, run] = [at(`truth-${kind}.jsonl`), at('run-baseline.jsonl')];
  const histories = readJsonLines(at(`histories-${kind}.jsonl`)).map(({ id, events }) => ({
    id,
    history: events.map(({ item_id }) => log.itemToIndex.get(item_id)).filter((item) => item !== undefined),
  }));
  const count = Math.max(...depths);
  const simple = createBaselines(log, { clock: job.clock, ordered: job.ordered, repeats }).map(({ name, scorer }) => {
    writeJsonLines(
      run,
      histories.map(({ id, history }) => ({ id, items: rankBy(scorer, { log, history, count, repeats }) })),
    );
    const { scores } = score({ run, truth, depths });
    tell(`${job.name}: baseline ${name}`);
    return { name, scores };
  });
  return [...simple, ...scoreDenseEase({ job, questions, at, count })];
}

/** A peer that keeps items x items in memory; none where the questions ask for none or Python has no numpy. */
function scoreDenseEase({ job, questions, at, count }) {
  const { kind, depths, easeLambda } = questions;
  if (easeLambda === undefined) return [];
  const [histories, truth, run] = [`histories-${kind}`, `truth-${kind}`, 'run-ease'].map((file) => at(`${file}.jsonl`));
  if (!rankByDenseEase({ events: at('events.csv'), histories, run, count, lambda: easeLambda })) {
    tell(`${job.name}: dense EASE skipped: Python has no numpy`);
    return [];
  }
  tell(`${job.name}: dense EASE`);
  return [{ name: `dense EASE, λ ${easeLambda}`, scores: score({ run, truth, depths }).scores }];
}

/**
 * @typedef {{ mean: number, low: number, high: number }} Interval
 * @typedef {object} EvaluateResult
 * @property {{ queries: number, users: number, items: number }} counts
 * @property {{ users: number, items: number, interactions: number }} input after cleaning
 * @property {{ seconds: number, peakBytes: number }} evaluate splitting, tuning, training and ranking, baselines included
 * @property {{ name: string, isControl: boolean, metrics: Record<string, Interval> }[]} rankers ours first; a control is ours
 *   under a handicap and no baseline
 * @property {{ against: string, difference: Interval }[]} differences ours minus another, paired, in the job's `compared`
 * @property {{ users: number, rankers: { name: string, points: { known: number, ndcg10: number, ndcg100: number }[] }[] }} [coldUsers]
 */

/** @returns {EvaluateResult} */
export function measureEvaluation(job, folder, { budget }) {
  mkdirSync(folder, { recursive: true });
  const inputs = job.prepare(folder);
  tell(`${job.name}: set ready`);
  const file = path.join(folder, 'evaluation.json');
  const evaluate = runShelfwise(job.name, [
    ...['evaluate', ...inputs, '--protocol', job.protocol, '--k', job.cutOffs, '--json', file],
    ...(job.repeats === 'allow' ? ['--repeats', 'allow'] : []),
    ...(job.seed === 1 ? [] : ['--seed', String(job.seed)]),
    ...budgetOption(budget),
  ]);
  const { counts, input, rankers, differences, coldUsers } = JSON.parse(readFileSync(file, 'utf8'));
  const only = ({ mean, low, high }) => ({ mean, low, high });
  const metricsOf = (metrics) => Object.fromEntries(job.metrics.map(([key]) => [key, only(metrics[key])]));
  return {
    counts: { queries: counts.queries, users: counts.users, items: counts.items },
    input: { users: input.users, items: input.items, interactions: input.interactions },
    evaluate,
    rankers: rankers.map(({ name, isControl, metrics }) => ({ name, isControl, metrics: metricsOf(metrics) })),
    differences: differences
      .filter(({ metric }) => metric === job.compared)
      .map(({ against, difference }) => ({ against, difference: only(difference) })),
    ...(coldUsers === undefined ? {} : { coldUsers }),
  };
}
