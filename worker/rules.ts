import type { Display } from '../core/artifact/display-section.js';
import type { Model } from '../core/artifact/model.js';
import { evaluate } from '../core/expressions/evaluate.js';
import type { Expression } from '../core/expressions/expression.js';
import { parseExpression } from '../core/expressions/parse.js';
import type { MergedRules } from '../core/scenario-settings.js';
import type { Scenario } from '../core/scenarios.js';
import type { StatedProfile } from '../core/stated-profile.js';
import { toCart } from '../engine/cart.js';
import type { Profile } from '../engine/profile.js';
import type { RowRequest } from '../engine/recommender.js';
import { toStatedBoost } from '../engine/stated.js';
import { createItemFields, isInStock } from './item-fields.js';

/** What rules are applied to. */
export interface RuleInputs {
  readonly model: Model;
  readonly display: Display | undefined;
  readonly profile: Profile;
  readonly stated: StatedProfile;
  readonly scenario: Scenario;
  /** Epoch seconds. */
  readonly now: number;
  /** The item that `context_item` means. */
  readonly contextItem: number | undefined;
  /** What the list is about, and what came before it: their variants do not come. */
  readonly taken: readonly number[];
}

/** Rows of the shopper's own items, or of given ones: every variant is an item there. */
const OWN_ITEMS: readonly Scenario[] = ['rerank', 'recently-viewed', 'buy-again'];
const BOOST_RANGE = [1e-6, 1e6] as const;

/** Rules in the engine's terms. They were checked before. */
export function toRuleOptions(rules: MergedRules, inputs: RuleInputs): Partial<RowRequest> {
  const { model, stated, taken } = inputs;
  const groupOf = toGroups(rules, inputs);
  const boost = toBoost(rules, inputs);
  const statedBoost = toStatedBoost(model, stated);
  const groups = taken.map((item) => groupOf?.(item));
  return {
    allows: toAllows(rules, inputs),
    bury: new Set(toIndices(model, rules.bury)),
    pins: toPins(rules, model),
    ...(rules.maxPerCategory !== undefined && { maxPerCategory: rules.maxPerCategory }),
    ...(groupOf && { groupOf, takenGroups: new Set(groups.filter((group) => group !== undefined)) }),
    ...(boost && { boost }),
    ...(statedBoost && { stated: statedBoost }),
  };
}

export function toIndices({ itemToIndex }: Model, itemIds: readonly string[]): number[] {
  return itemIds.map((id) => itemToIndex.get(id)).filter((index) => index !== undefined);
}

/** Asked often of each item: the answer is kept. */
function toAllows(rules: MergedRules, inputs: RuleInputs): (item: number) => boolean {
  const { model, profile, scenario, now } = inputs;
  const keepsAll = scenario === 'rerank';
  const hidesAbsent = (rules.unavailable ?? (keepsAll ? 'allow' : 'forbid')) === 'forbid';
  const hidesCart = (rules.inCart ?? (keepsAll || scenario === 'recently-viewed' ? 'allow' : 'forbid')) === 'forbid';
  const cart = toCart(profile, now);
  const filters = rules.filter.map(parseExpression);
  const read = createReader(inputs);
  const isAllowed = (item: number): boolean =>
    !(hidesAbsent && !isInStock(model.items, item)) &&
    !(hidesCart && cart.has(item)) &&
    filters.every((filter) => read(filter, item) === true);
  const known = new Int8Array(model.items.count);
  return (item) => (known[item] ||= isAllowed(item) ? 1 : -1) > 0;
}

/** What is no factor counts as 1; nothing is multiplied by 0. */
function toBoost(rules: MergedRules, inputs: RuleInputs): ((item: number) => number) | undefined {
  if (rules.booster.length === 0) return undefined;
  const boosters = rules.booster.map(parseExpression);
  const read = createReader(inputs);
  const [least, most] = BOOST_RANGE;
  return (item) =>
    boosters.reduce((factor, booster) => {
      const value = read(booster, item);
      return typeof value === 'number' ? factor * Math.min(most, Math.max(least, value)) : factor;
    }, 1);
}

function createReader({ model, display, profile, now, contextItem }: RuleInputs) {
  const fields = createItemFields(model, display, profile, now);
  return (expression: Expression, item: number) =>
    evaluate(expression, (name, of) => {
      const read = of === 'item' ? item : contextItem;
      return read === undefined ? null : fields(read, name);
    });
}

function toGroups({ variants }: MergedRules, { display, scenario }: RuleInputs): RowRequest['groupOf'] {
  const groups = display?.text.item_group_id;
  const isWanted = variants === undefined ? !OWN_ITEMS.includes(scenario) : variants === 'one';
  return isWanted && groups !== undefined ? (item) => groups[item] ?? undefined : undefined;
}

function toPins({ pin }: MergedRules, { itemToIndex }: Model): NonNullable<RowRequest['pins']> {
  const slots = new Set<number>();
  const items = new Set<number>();
  return pin.flatMap(({ item_id, slot }) => {
    const item = itemToIndex.get(item_id);
    if (item === undefined || slots.has(slot) || items.has(item)) return [];
    slots.add(slot);
    items.add(item);
    return [{ item, slot }];
  });
}
