import type { Interval } from '../../core/metrics/bootstrap.js';

/** Metrics that are a mean over queries. `mrr` is the mean of RR; the `ap…` differ in their divisor. */
export const QUERY_METRICS = [
  'ndcg',
  'hr',
  'mrr',
  'recall',
  'recallNorm',
  'precision',
  'f1',
  'apMin',
  'apRelevant',
  'apK',
  'dcg',
  'novelty',
  'diversity',
  'calibration',
] as const;
export type QueryMetric = (typeof QUERY_METRICS)[number];

/** Metrics of all lists of a ranker together. They are no mean, so they have no interval. */
export const LIST_METRICS = ['coverage', 'gini', 'entropy'] as const;
export type ListMetric = (typeof LIST_METRICS)[number];

/** `ndcg@10`: a metric and its k. */
export type MetricName = `${QueryMetric}@${number}`;
export type ListMetricName = `${ListMetric}@${number}`;

/** Mean over queries with its 95 % interval, users drawn as clusters. */
export interface MetricSummary extends Interval {
  /** Mean over users of each user's mean: differs where users ask several queries. */
  readonly userMean: number;
}

export type MetricSummaries = Readonly<Partial<Record<MetricName, MetricSummary>>>;

/** A part of the queries, or of what was relevant in them. */
export interface Slice {
  readonly label: string;
  /** Queries that have a part in it. */
  readonly queries: number;
  /** By history: NDCG at the first k. By popularity: recall of the slice's items at the first k. */
  readonly value: Interval;
}

/** Items of about one popularity that were recommended about equally often. Both numbers are geometric middles. */
export interface ExposureCell {
  readonly popularity: number;
  readonly exposures: number;
  readonly items: number;
}

export interface RankerResult {
  readonly name: string;
  /** The first ranker under a handicap: no baseline. */
  readonly isControl: boolean;
  readonly metrics: MetricSummaries;
  readonly lists: Readonly<Partial<Record<ListMetricName, number>>>;
  /** Queries answered with an empty list; they count 0. */
  readonly unanswered: number;
  /** NDCG and HR at the first k where items without a training event leave what is relevant; null where none is left. */
  readonly withoutColdItems: { readonly queries: number; readonly ndcg: Interval; readonly hr: Interval } | null;
  /** Means over the cold queries, which are in no other figure. */
  readonly cold: MetricSummaries;
  readonly byHistoryLength: readonly Slice[];
  readonly byItemPopularity: readonly Slice[];
  /** How often items were recommended at the first k against how many users had them. */
  readonly exposure: readonly ExposureCell[];
}

/** The first ranker against another, query by query. */
export interface PairedDifference {
  readonly against: string;
  readonly metric: MetricName;
  /** First minus other: above 0 the first is better. */
  readonly difference: Interval;
}

export interface EvaluationResult {
  readonly k: readonly number[];
  readonly counts: {
    readonly queries: number;
    readonly users: number;
    readonly coldQueries: number;
    readonly items: number;
    /** Relevant items over all queries, cold ones apart. */
    readonly relevant: number;
    /** Of those: items without a training event, which only content can find. */
    readonly coldRelevant: number;
  };
  readonly rankers: readonly RankerResult[];
  readonly differences: readonly PairedDifference[];
}
