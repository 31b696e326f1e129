import type { Scenario } from '../../core/scenarios.js';
import { becauseYouViewed } from './because-you-viewed.js';
import { forYou, rerank } from './blended.js';
import { bestsellers, trending } from './everybody.js';
import { buyAgain, recentlyViewed } from './own-items.js';
import type { ScenarioModel } from './scenario-model.js';
import { similar } from './similar.js';
import { boughtTogether, cart, viewedTogether } from './together.js';

export const SCENARIO_MODELS: Readonly<Record<Scenario, ScenarioModel>> = {
  'for-you': forYou,
  similar,
  'viewed-together': viewedTogether,
  'bought-together': boughtTogether,
  cart,
  'buy-again': buyAgain,
  'recently-viewed': recentlyViewed,
  'because-you-viewed': becauseYouViewed,
  trending,
  bestsellers,
  rerank,
};
