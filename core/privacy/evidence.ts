import type { ShopEvent } from '../events/shop-event.js';
import type { Draw, QuestionWeights } from './questions.js';

/**
 * What a device knows that a question asks about: the whole truth, from which one answer is drawn and hidden. It goes from the
 * worker that has model and events to the one that makes reports, and nowhere else.
 */
export type Evidence =
  | {
      readonly question: 'item';
      /** Ids of the distinct items. */
      readonly items: readonly string[];
    }
  | {
      readonly question: 'category';
      /** Position of the category of each event that speaks for an item; 0: it has none. */
      readonly told: readonly number[];
      /** The model's category paths, and u16[items]: the category of each of its items. */
      readonly categories: readonly string[];
      readonly category: Uint16Array;
    }
  | {
      readonly question: 'placement' | 'dismissal';
      /** Oldest first. */
      readonly events: readonly ShopEvent[];
    }
  | { readonly question: 'model'; readonly wasForeseen: boolean }
  | {
      readonly question: 'weight';
      /** -1 to 1. */
      readonly gradient: number;
    };

/** What the model in force says of reports, the same for everybody who has it. */
export interface ModelPolicy {
  readonly sequence: number;
  /** Which of an experiment's two models it is; 0 where there is none. */
  readonly arm: 0 | 1;
  readonly weights: QuestionWeights;
}

/** What a report is made of: of one moment, one model and one reading of the events. */
export interface Finding {
  readonly policy: ModelPolicy;
  /** The highest key of the events there were, consumed or not. */
  readonly cut: number;
  readonly evidence: Evidence;
}

/** The worker with model and events, as the reports' maker asks it. */
export interface EvidenceSource {
  /** Undefined before there is a model. */
  policy(): Promise<ModelPolicy | undefined>;
  /** Of the events there are, 0 where there is none; undefined where they are in memory alone. */
  lastKey(): Promise<number | undefined>;
  /** Of the events after a key; undefined where nothing may be told of them, or nothing can. */
  find(draw: Draw, cut: number): Promise<Finding | undefined>;
}
