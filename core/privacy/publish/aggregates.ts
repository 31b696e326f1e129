import type { Arm } from '../../artifact/manifest.js';
import type { BLEND_GROUPS, PlacementStage, PLACEMENTS, Question } from '../questions.js';

export const AGGREGATES_FORMAT = 'shelfwise-aggregates';
export const AGGREGATES_VERSION = 1;

/**
 * One published number: unbiased, with all the noise in it, never clipped. Whoever computes on, computes on this.
 * `derived…` beside it is for showing only.
 */
export interface Figure {
  /** A share or a mean plus noise; null: not published, because nobody reported or because it is below the threshold. */
  readonly value: number | null;
  /** One standard error; null where nobody reported. Of a value that is not published: that of a share of 0. */
  readonly standardError: number | null;
  /** Reports it comes from. */
  readonly n: number;
}

/** A share that may be too small to tell from noise. */
export interface ShareCell extends Figure {
  /** The value is under max(50 / n, 3 standard errors), and so is not published. */
  readonly belowThreshold: boolean;
  /** The share after clipping all shares of the question to a distribution; null where the value is. */
  readonly derivedShare: number | null;
}

export interface ItemCell extends ShareCell {
  /** Empty: no item. */
  readonly id: string;
  readonly name?: string;
}

export interface CategoryCell extends ShareCell {
  /** Empty: no category. `…`: all that have no cell of their own. */
  readonly category: string;
}

export interface StageCell extends Figure {
  readonly stage: PlacementStage;
  readonly derivedShare: number;
}

/** What the shop may expect of its own number of reports. */
export interface Expectation {
  readonly n: number;
  /** One standard error by the mechanism’s formula; null without reports. */
  readonly predictedError: number | null;
}

/** `predictedError` is that of an item that nobody named, with those it collides with. */
export interface ItemAnswers extends Expectation {
  /** None where nobody reported. */
  readonly cells: readonly ItemCell[];
}

/** `predictedError` is that of an average category. */
export interface CategoryAnswers extends Expectation {
  readonly cells: readonly CategoryCell[];
}

/** `predictedError` is that of an average stage. */
export interface PlacementAnswers extends Expectation {
  readonly placement: (typeof PLACEMENTS)[number];
  /** All six, or none where nobody reported. */
  readonly cells: readonly StageCell[];
}

export interface ArmAnswers extends Figure {
  readonly arm: Arm;
  /** Clipped to [0, 1]. */
  readonly derivedShare: number | null;
}

/** Value: the share whose next item was among the ten recommended. `predictedError` is that of one half, both arms together. */
export interface ModelAnswers extends Expectation {
  /** Sequence of the model. */
  readonly model: number;
  readonly arms: readonly ArmAnswers[];
  /** Null unless both were asked. */
  readonly difference: ArmDifference | null;
}

export type Verdict = 'A better' | 'B better' | 'no difference shown yet';

/** Arm 0 (A) less arm 1 (B). Never held back, however small. */
export interface ArmDifference {
  readonly value: number;
  readonly standardError: number;
  /** Of both arms. */
  readonly n: number;
  /** 99 %. */
  readonly interval: readonly [low: number, high: number];
  /** One is better where the interval does not hold 0. */
  readonly verdict: Verdict;
  /** The standard error to expect of so many reports, as many of each arm, where each foresees one half: what it is at most. */
  readonly predictedError: number;
}

/** Value in [-1, 1] plus noise. `predictedError` is that of 0. */
export interface WeightAnswers extends Expectation, Figure {
  readonly group: (typeof BLEND_GROUPS)[number];
  /** Clipped to [-1, 1]. */
  readonly derivedValue: number | null;
}

/** Value: the share of devices that named the row; one that dismissed in several names one of them, drawn by chance. */
export interface DismissalCell extends Figure {
  readonly placement: (typeof PLACEMENTS)[number];
  readonly derivedShare: number;
}

/** `predictedError` is that of a row that nobody named: dismissals are rare. */
export interface DismissalAnswers extends Expectation {
  /** Every row, or none where nobody reported. */
  readonly cells: readonly DismissalCell[];
}

export interface Answers {
  readonly item: ItemAnswers;
  readonly category: CategoryAnswers;
  readonly placement: readonly PlacementAnswers[];
  readonly model: readonly ModelAnswers[];
  readonly weight: readonly WeightAnswers[];
  readonly dismissal: DismissalAnswers;
}

/** One week of the trend; of placements and models those that somebody reported on. */
export interface EpochAnswers extends Pick<Answers, 'placement' | 'model' | 'dismissal'> {
  readonly epoch: number;
  /** The day it begins, `2026-11-26`. */
  readonly day: string;
  readonly reports: number;
  readonly n: Readonly<Record<Question, number>>;
  readonly hashFunctions: UsageCheck;
}

/** Devices draw a question's public parameter uniformly; a flood of made-up reports often does not. */
export interface UsageCheck {
  readonly n: number;
  /** Of all reports. */
  readonly share: number;
  /** How many parameters there are to draw from. */
  readonly cells: number;
  /** Pearson's, cells − 1 degrees of freedom. */
  readonly chiSquare: number;
  /** The same as standard deviations; null under 5 reports a cell, which say nothing. */
  readonly z: number | null;
  /** z is above 5. */
  readonly flagged: boolean;
}

/** An item that is named more often than the most that is believed of it: most likely by forged reports. */
export interface FloodedItem {
  readonly id: string;
  readonly name?: string;
  /** As published. */
  readonly share: number;
  /** The largest share that is believed, from the model's own last 30 days. */
  readonly believed: number;
  /** How many forged reports would explain the rest. */
  readonly reports: number;
}

export interface PoisoningView {
  /** Hash functions of the item question. */
  readonly hashFunctions: UsageCheck;
  readonly placements: UsageCheck;
  readonly weights: UsageCheck;
  /** None is a good sign; absent where items were not asked for. */
  readonly items?: readonly FloodedItem[];
}

/** Everything a shop learns of its shoppers' reports: what the server publishes and `train --aggregates` reads. */
export interface Aggregates {
  readonly format: typeof AGGREGATES_FORMAT;
  readonly version: typeof AGGREGATES_VERSION;
  readonly shop: string;
  /** The first and the last, both counted. */
  readonly epochs: readonly [from: number, to: number];
  /** What each report cost whoever sent it. */
  readonly epsilon: number;
  readonly reports: number;
  /** All six, or the one that was asked for. */
  readonly questions: Partial<Answers>;
  /** Oldest first, weeks without reports too. */
  readonly series: readonly EpochAnswers[];
  readonly poisoning: PoisoningView;
}
