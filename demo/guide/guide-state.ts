import type { ProfileView, Recommendation } from '../../src/index.js';
import type { Product } from '../shop/product.js';
import type { Population } from './population.js';

/** The answer of one week, before and after noise, by position among the departments. */
export interface WeeklyAnswer {
  readonly truth: number;
  readonly told: number;
}

/** All that the page shows. */
export interface GuideState {
  /** Products that can be looked at, and those that were. */
  readonly offered: readonly Product[];
  readonly looked: ReadonlySet<string>;
  readonly picked: readonly Recommendation[];
  /** Undefined until the device has answered. */
  readonly profile: ProfileView | undefined;
  readonly departments: readonly string[];
  readonly answer: WeeklyAnswer | undefined;
  readonly epsilon: number;
  readonly shoppers: number;
  readonly population: Population | undefined;
}

export interface GuideActions {
  readonly look: (id: string) => void;
  readonly startOver: () => void;
  readonly tell: () => void;
  readonly setEpsilon: (epsilon: number) => void;
  readonly setShoppers: (shoppers: number) => void;
  readonly nextWeek: () => void;
}
