import type { Interval } from '../../core/metrics/bootstrap.js';
import type { EvaluationResult, ListMetric, QueryMetric, RankerResult } from './evaluation-result.js';
import type { Split } from './split.js';

/** What a report says beside its figures. */
export interface ReportAbout {
  readonly title: string;
  /** Name and value, such as protocol, policy, input files and their hashes. */
  readonly facts?: readonly (readonly [name: string, value: string])[];
  /** What a reader must know, as sentences. */
  readonly notes: readonly string[];
}

/** Metrics as people read them, with the direction that is better where there is one. */
export const METRIC_LABELS: Readonly<Record<QueryMetric | ListMetric, string>> = {
  ndcg: 'NDCG',
  hr: 'HR',
  mrr: 'MRR',
  recall: 'Recall',
  recallNorm: 'Recall, normalised',
  precision: 'Precision',
  f1: 'F1',
  apMin: 'MAP, by min(k, |R|)',
  apRelevant: 'MAP, by |R|',
  apK: 'MAP, by k',
  dcg: 'DCG',
  novelty: 'Novelty, bits',
  diversity: 'Diversity',
  calibration: 'Miscalibration, nats (lower is better)',
  coverage: 'Coverage',
  gini: 'Gini of exposure (lower is more even)',
  entropy: 'Exposure entropy, bits',
};

/** Four decimals below 10, two from there on; a dash where there is no value. */
export function formatValue(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  return value.toFixed(Math.abs(value) < 10 ? 4 : 2);
}

/** `0.1180 [0.1122, 0.1239]` */
export function formatInterval(interval: Interval | undefined): string {
  if (interval === undefined || !Number.isFinite(interval.mean)) return '–';
  return `${formatValue(interval.mean)} [${formatValue(interval.low)}, ${formatValue(interval.high)}]`;
}

/** With its sign, for differences. */
export function formatSigned(value: number): string {
  const text = formatValue(Math.abs(value));
  return text === '–' ? text : `${value < 0 ? '−' : '+'}${text}`;
}

export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** Protocol, policy, cuts and the counts of the test queries, for a report's facts. */
export function describeSplit(split: Split): (readonly [name: string, value: string])[] {
  const { counts } = split.test;
  const toDate = (seconds: number): string =>
    `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const cuts: (readonly [string, string])[] =
    split.cuts === null
      ? []
      : [
          ['Tuned from', toDate(split.cuts.tuneFrom)],
          ['Tested from', toDate(split.cuts.testFrom)],
        ];
  return [
    ['Protocol', split.protocol],
    ['Repeats', split.repeats === 'allow' ? 'allowed' : 'forbidden'],
    ...cuts,
    ['Steps in the test part', formatCount(counts.steps)],
    ['Without anything new to find', formatCount(counts.dropped)],
    ['Left out by the cap', formatCount(counts.sampledOut)],
  ];
}

/** Who was asked what, as one sentence each. */
export function describeCounts({ counts }: EvaluationResult): string[] {
  const { queries, users, items, relevant, coldRelevant, coldQueries } = counts;
  return [
    `${formatCount(queries)} queries of ${formatCount(users)} users, each a ranking of all ${formatCount(items)} items.`,
    `${formatCount(coldRelevant)} of ${formatCount(relevant)} relevant items have no event in training and count as misses.`,
    `${formatCount(coldQueries)} queries came from users without any history and are shown apart.`,
    'Intervals are 95 %, from 1,000 bootstrap resamples of users.',
  ];
}

/** The first ranker against the best of the others by NDCG, in one sentence; empty where there is no other. */
export function describeVerdict({ rankers, differences, k }: EvaluationResult): string {
  const first = rankers[0];
  const best = bestOthers(rankers, k[0]!, 1)[0];
  const found = differences.find(({ against, metric }) => against === best?.name && metric === `ndcg@${k[0]!}`);
  if (first === undefined || best === undefined || found === undefined) return '';
  const { mean, low, high } = found.difference;
  const interval = `NDCG@${k[0]!} ${formatSigned(mean)} [${formatSigned(low)}, ${formatSigned(high)}]`;
  if (low > 0) return `${first.name} is better than the best baseline, ${best.name}: ${interval}.`;
  if (high < 0) return `${first.name} is worse than the best baseline, ${best.name}: ${interval}.`;
  return `${first.name} cannot be told from the best baseline, ${best.name}: ${interval}.`;
}

/** The best of all rankers by NDCG at k, best first, without the first and its controls. */
export function bestOthers(rankers: readonly RankerResult[], k: number, count: number): RankerResult[] {
  const gain = (ranker: RankerResult): number => ranker.metrics[`ndcg@${k}`]?.mean ?? 0;
  return rankers
    .slice(1)
    .filter(({ isControl }) => !isControl)
    .sort((a, b) => gain(b) - gain(a))
    .slice(0, count);
}
