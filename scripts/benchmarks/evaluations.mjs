/** The sections of `shelfwise evaluate`: every ranker with its interval, and ours minus each. */
import { count, interval, megabytes, seconds, sentence, signedInterval, table, whyNot } from './format.mjs';

/**
 * @typedef {object} Evaluated
 * @property {{ title: string, metrics: [key: string, label: string][], protocol: string, repeats: string, set: string | null }} job
 * @property {import('./summarise.mjs').Outcome['state']} state
 * @property {import('./measure.mjs').EvaluateResult} [result]
 */

/** @param {Evaluated} evaluated */
export function temporalSection({ job, state, result }) {
  const heading = `### ${job.title}, ${job.protocol === 'temporal' ? 'global time split' : 'with baselines'}`;
  if (result === undefined) return `${heading}\n\n${sentence(whyNot({ state, set: job.set }))}`;
  const { counts, evaluate } = result;
  const facts = [
    `${count(counts.queries)} predictions for ${count(counts.users)} users among ${count(counts.items)} items, repeats`,
    `${job.repeats === 'allow' ? 'allowed' : 'forbidden'}; ${seconds(evaluate.seconds)} s and ${megabytes(evaluate.peakBytes)} MB`,
    `for everything, baselines included.${state === 'earlier' ? ' † Measured with another build.' : ''}`,
  ].join(' ');
  return [heading, facts, rankerTable(job, result), comparison(job, result)].join('\n\n');
}

function rankerTable({ metrics }, { rankers, differences }) {
  const [[, firstLabel]] = metrics;
  const byName = new Map(differences.map(({ against, difference }) => [against, difference]));
  const rows = rankers.map(({ name, metrics: values }) => {
    const difference = byName.get(name);
    const ours = difference === undefined ? '' : signedInterval(difference);
    return [name, ...metrics.map(([key]) => interval(values[key])), ours];
  });
  return table(['ranker', ...metrics.map(([, label]) => label), `Shelfwise minus it, ${firstLabel}`], rows);
}

/** Ours against the best baseline of the first metric; plain where ours is not ahead. */
export function comparison({ metrics }, { rankers, differences }) {
  const best = bestBaseline({ metrics }, { rankers });
  const found = differences.find(({ against }) => against === best?.name);
  if (found === undefined) return 'No baseline.';
  const { low, high } = found.difference;
  const gap = signedInterval(found.difference);
  if (low > 0) return `Better than the best baseline, ${best.name}: ${gap}.`;
  if (high < 0) return `**Worse than the best baseline, ${best.name}: ${gap}.**`;
  return `**Not to be told from the best baseline, ${best.name}: ${gap}.**`;
}

export function bestBaseline({ metrics }, { rankers }) {
  const [[first]] = metrics;
  return rankers.slice(1).sort((a, b) => b.metrics[first].mean - a.metrics[first].mean)[0];
}
