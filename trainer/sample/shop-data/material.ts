import type { TintKey } from '../pictures/tints.js';

/** What a thing is made of: how a name says it, how a picture shows it, and what a description may say. */
export interface Material {
  readonly label: string;
  readonly tint: TintKey;
  /** Words that may stand before the label. */
  readonly finishes: readonly string[];
  /** Shows its own colour: never comes in another. */
  readonly natural?: true;
  /** Price factor against the type's usual material. */
  readonly cost: number;
  /** Sentences whose subject is the material, so that they fit one thing or a set. */
  readonly facts: readonly string[];
  /** More of them, for the kitchen and the table only. */
  readonly tableFacts?: readonly string[];
}
