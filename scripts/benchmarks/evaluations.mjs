/** The sections of `shelfwise evaluate`: every ranker with its interval, and ours minus each. */
import { count, interval, megabytes, seconds, sentence, signedInterval, table, whyNot } from './format.mjs';

/**
 * @typedef {object} Evaluated
 * @property {import('./jobs.mjs').EvaluateJob} job
 * @property {import('./summarise.mjs').Outcome['state']} state
 * @property {import('./measure.mjs').EvaluateResult} [result]
 */

const PROTOCOLS = { temporal: 'global time split', 'unseen-users': 'new shoppers', 'next-item': 'next item' };

/** The heading of a run of `evaluate`. */
export const titleOf = ({ title, protocol, seed }) =>
  `${title}, ${PROTOCOLS[protocol]}${seed === 1 ? '' : `, seed ${seed}`}`;

/** @param {Evaluated} evaluated */
export function evaluationSection({ job, state, result }) {
  const heading = `### ${titleOf(job)}`;
  if (result === undefined) return `${heading}\n\n${sentence(whyNot({ state, set: job.set }))}`;
  const { counts, evaluate } = result;
  const facts = [
    `${count(counts.queries)} predictions for ${count(counts.users)} users among ${count(counts.items)} items, repeats`,
    `${job.repeats === 'allow' ? 'allowed' : 'forbidden'}; ${seconds(evaluate.seconds)} s and ${megabytes(evaluate.peakBytes)} MB`,
    `for everything, baselines included.${state === 'earlier' ? ' † Measured with another build.' : ''}`,
  ].join(' ');
  const plot = `![${titleOf(job)}](benchmarks/${job.name}.svg)`;
  const told = [comparison(job, result), controlled(result)].filter(Boolean).join(' ');
  return [heading, facts, rankerTable(job, result), plot, told].join('\n\n');
}

function rankerTable({ metrics, compared }, { rankers, differences }) {
  const byName = new Map(differences.map(({ against, difference }) => [against, difference]));
  const rows = rankers.map(({ name, isControl, metrics: values }) => {
    const difference = byName.get(name);
    const ours = difference === undefined ? '' : signedInterval(difference);
    return [isControl ? `*${name}* (control)` : name, ...metrics.map(([key]) => interval(values[key])), ours];
  });
  return table(['ranker', ...metrics.map(([, label]) => label), `Shelfwise minus it, ${compared.toUpperCase()}`], rows);
}

/** What the order within a history is worth, by the control that loses it. */
function controlled({ rankers, differences }) {
  const control = rankers.find(({ isControl }) => isControl);
  const found = differences.find(({ against }) => against === control?.name);
  if (found === undefined) return undefined;
  const { low, high } = found.difference;
  const gap = signedInterval(found.difference);
  if (low > 0) return `The order within a history is worth ${gap}.`;
  if (high < 0) return `The order within a history does harm: ${gap}.`;
  return `The order within a history cannot be told from a shuffled one: ${gap}.`;
}

/** Ours against the best baseline of the first metric; plain where ours is not ahead. */
export function comparison({ metrics, compared }, { rankers, differences }) {
  const best = bestBaseline({ metrics }, { rankers });
  const found = differences.find(({ against }) => against === best?.name);
  if (found === undefined) return 'No baseline.';
  const { low, high } = found.difference;
  const gap = `${compared.toUpperCase()} ${signedInterval(found.difference)}`;
  if (low > 0) return `Better than the best baseline, ${best.name}: ${gap}.`;
  if (high < 0) return `**Worse than the best baseline, ${best.name}: ${gap}.**`;
  return `**Not to be told from the best baseline, ${best.name}: ${gap}.**`;
}

/** The best of the others in the first metric; a control is ours under a handicap and does not count. */
export function bestBaseline({ metrics }, { rankers }) {
  const [[first]] = metrics;
  const baselines = rankers.slice(1).filter(({ isControl }) => !isControl);
  return baselines.sort((a, b) => b.metrics[first].mean - a.metrics[first].mean)[0];
}
