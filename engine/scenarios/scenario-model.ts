import type { ScoreSource } from '../../core/protocol.js';
import type { Scenario } from '../../core/scenarios.js';
import type { Engine } from '../engine.js';
import type { SlateRequest } from '../slate.js';
import type { Profile } from '../profile.js';

/** `among`, `trends` and `personal` count where the blend ranks; a policy left out is the scenario's own. */
export interface ScenarioRequest extends Partial<SlateRequest> {
  readonly count: number;
  /** The item a row is about: similar, viewed together, bought together. */
  readonly item?: number;
  /** The cart, or the list to re-rank. */
  readonly items?: readonly number[];
  /** Leaves out what policy and caller exclude. */
  readonly isAllowed: (item: number) => boolean;
}

export interface ScenarioItem {
  readonly item: number;
  /** Falls along the list; comparable within one list only. */
  readonly score: number;
  /** What put the item there, of a stand-in too. */
  readonly source: ScoreSource;
}

export interface ScenarioList {
  /** What the list is about: given, or chosen of the shopper's own; the latest last. Empty: the list is about no item. */
  readonly anchors: readonly number[];
  /** Distinct, best first; fewer than `count` only where fewer are allowed. */
  readonly items: readonly ScenarioItem[];
  /** Scores of every candidate, where they are logits of one blend; elsewhere scores only tell tiers apart. */
  readonly background?: ArrayLike<number>;
}

export interface ScenarioModel {
  readonly name: Scenario;
  /** Deterministic; ties by item index. Whatever optional sections a model lacks, every scenario answers. */
  rank(engine: Engine, profile: Profile, request: ScenarioRequest): ScenarioList;
}
