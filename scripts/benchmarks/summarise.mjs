/** From the results of jobs to what stands in a row of the page. */
import { judgeWithin } from './verdict.mjs';

/**
 * @typedef {object} Outcome what became of a job
 * @property {'measured' | 'earlier' | 'absent' | 'unmeasured'} state `earlier`: measured, but with another build
 * @property {string} set
 * @property {any} [result] of `measureLists` or `measureEvaluation`
 *
 * @typedef {object} Ranker
 * @property {string} name
 * @property {'ours' | 'baseline' | 'prototype' | 'published'} kind
 * @property {(number | null)[]} values in the order of the target's metrics
 *
 * @typedef {object} Row
 * @property {import('./targets.mjs').Target} target
 * @property {Outcome['state']} state the worst of its jobs
 * @property {string} set
 * @property {{ questions: number, users: number, items: number, events: number, trainSeconds: number,
 *   recommendSeconds?: number, peakBytes: number, bytesPerItem?: number }} [measures] means over several jobs; the largest peak
 * @property {{ kind: string, text: string }[]} verdicts a metric each
 * @property {Ranker[]} rankers ours first where it was measured
 */

const STATES = ['measured', 'earlier', 'unmeasured', 'absent'];

/**
 * @param {import('./targets.mjs').Target} target
 * @param {Record<string, Outcome>} outcomes by the job's name
 * @returns {Row}
 */
export function summarise(target, outcomes) {
  const jobs = target.jobs.map((name) => outcomes[name]);
  const state = STATES[Math.max(...jobs.map((job) => STATES.indexOf(job.state)))];
  const references = target.references.map(({ name, kind, values }) => ({ name, kind, values }));
  const row = { target, state, set: jobs[0].set };
  if (jobs.some(({ result }) => result === undefined)) return { ...row, verdicts: [], rankers: references };
  const results = jobs.map(({ result }) => (target.kind === undefined ? asLists(result) : result));
  const sizes = target.sizeOf?.map((name) => outcomes[name].result) ?? results;
  const measures = toMeasures(target, results, sizes);
  const ours = { name: 'Shelfwise', kind: 'ours', values: meanScores(target, results, (list) => list.scores) };
  const verdicts = target.metrics.map((metric, at) =>
    judgeWithin({ value: ours.values[at], bytesPerItem: measures.bytesPerItem }, metric, target.bytesLimit),
  );
  return { ...row, measures, verdicts, rankers: [ours, ...baselinesOf(target, results), ...references] };
}

const EVALUATED = 'evaluated';

/** A run of `evaluate` in the form of lists; controls are no baselines. */
function asLists({ counts, input, evaluate, rankers }) {
  const toScored = ({ name, metrics }) => ({
    name,
    scores: Object.fromEntries(Object.entries(metrics).map(([key, { mean: value }]) => [key, value])),
  });
  const [ours, ...others] = rankers;
  const { scores } = toScored(ours);
  const baselines = others.filter(({ isControl }) => !isControl).map(toScored);
  return {
    counts: { ...input, events: input.interactions },
    train: evaluate,
    lists: { [EVALUATED]: { users: counts.queries, scores, baselines } },
  };
}

function toMeasures({ kind = EVALUATED }, results, sizes) {
  const lists = results.map((result) => result.lists[kind]);
  const ofCounts = (name) => mean(results.map(({ counts }) => counts[name]));
  const asked = lists.flatMap(({ recommend }) => recommend ?? []);
  const bytes = sizes.flatMap((result) => result?.bytesPerItem ?? []);
  return {
    questions: mean(lists.map(({ users }) => users)),
    users: ofCounts('users'),
    items: ofCounts('items'),
    events: ofCounts('events'),
    trainSeconds: mean(results.map(({ train }) => train.seconds)),
    peakBytes: Math.max(...[...results.map(({ train }) => train), ...asked].map(({ peakBytes }) => peakBytes)),
    ...(asked.length === 0 ? {} : { recommendSeconds: mean(asked.map(({ seconds }) => seconds)) }),
    ...(bytes.length < sizes.length ? {} : { bytesPerItem: mean(bytes) }),
  };
}

function meanScores({ kind = EVALUATED, metrics }, results, scoresOf) {
  return metrics.map(({ key }) => mean(results.map((result) => scoresOf(result.lists[kind])[key])));
}

function baselinesOf(target, results) {
  const names = results[0].lists[target.kind ?? EVALUATED].baselines.map(({ name }) => name);
  return names.map((name) => {
    const scoresOf = (list) => list.baselines.find((one) => one.name === name).scores;
    return { name, kind: 'baseline', values: meanScores(target, results, scoresOf) };
  });
}

/** Five decimals, as the scorer gives them: what is printed is what is judged. */
const mean = (values) => Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(5));

/**
 * Who is better than we are in the metric at a place, best first.
 * @param {Row} row
 * @param {number} at
 */
export function aheadOf({ rankers }, at) {
  const ours = rankers.find(({ kind }) => kind === 'ours');
  if (ours === undefined) return [];
  const ahead = rankers.filter(({ values }) => values[at] !== null && values[at] > ours.values[at]);
  return ahead.sort((a, b) => b.values[at] - a.values[at]);
}
