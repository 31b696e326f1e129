import type { Random } from '../../core/random.js';
import { dayOf, isSaleDay } from './calendar.js';
import type { ItemChooser } from './choose-items.js';
import { itemsByCategory, itemsByType } from './plan-story.js';
import { createProjectVisits, toPartners, type OpenProject } from './project-visits.js';
import type { SampleItem } from './sample-item.js';
import type { ItemPair } from './sample-shop.js';
import { PLACED_TYPES } from './shop-data/departments.js';
import type { ShoppingVisit } from './shopping-visit.js';

/** What people do on a visit. Each leaves the cart to be paid or kept. */
export interface VisitPlans {
  /** Looks around, from like to like. */
  browse(visit: ShoppingVisit): void;
  /** Looks for something by name. */
  search(visit: ShoppingVisit): void;
  /** Goes on with a project, or begins one; undefined once it is finished. */
  pursue(visit: ShoppingVisit, open: OpenProject | undefined): OpenProject | undefined;
  /** Buys again what has run out. */
  restock(visit: ShoppingVisit, items: readonly number[]): void;
}

const FOLLOW_CHANCE = 0.4;
const STAY_CHANCE = 0.6;
const LIST_CHANCE = 0.08;
const TYPO_CHANCE = 0.03;

interface Range {
  readonly items: readonly SampleItem[];
  readonly pairs: readonly ItemPair[];
  readonly chooser: ItemChooser;
}

export function createVisitPlans({ items, pairs, chooser }: Range): VisitPlans {
  const byType = itemsByType(items);
  const byCategory = itemsByCategory(items);
  const projects = createProjectVisits({ byType, partners: toPartners(items, pairs), chooser });

  const shelfOf = (item: number): readonly number[] => byCategory.get(categoryName(items[item]!)) ?? [];

  const nextLook = (item: number, visit: ShoppingVisit): number => {
    const { random } = visit;
    if (random.next() < FOLLOW_CHANCE) {
      const next = chooser.following(item, visit);
      if (next !== undefined) return next;
    }
    const near = random.next() < STAY_CHANCE ? chooser.among(shelfOf(item), visit) : undefined;
    return near ?? chooser.browse(visit);
  };

  const wander = (visit: ShoppingVisit, first: number, chance: number): void => {
    const eager = chance * (isSaleDay(dayOf(visit.time)) ? 1.4 : 1);
    let item = first;
    visit.consider(item, eager);
    for (let left = drawLooks(visit.random); left > 0; left--) {
      item = nextLook(item, visit);
      visit.consider(item, eager);
    }
  };

  const showList = (visit: ShoppingVisit, shelf: readonly number[]): void => {
    if (visit.random.next() >= LIST_CHANCE) return;
    const shown = Array.from({ length: 4 }, () => chooser.among(shelf, visit)).filter((item) => item !== undefined);
    visit.list([...new Set(shown)]);
  };

  return {
    browse(visit) {
      const first = chooser.browse(visit);
      showList(visit, shelfOf(first));
      wander(visit, first, 0.09);
    },
    search(visit) {
      const wanted = chooser.browse(visit);
      const { plainName } = items[wanted]!;
      visit.search(drawTerm(items[wanted]!, visit.random));
      const found = (byType.get(typeName(items[wanted]!)) ?? []).filter((item) => items[item]!.plainName === plainName);
      wander(visit, chooser.among(found, visit) ?? wanted, 0.14);
    },
    pursue(visit, open) {
      const next = open ?? projects.begin(visit);
      if (next !== undefined) return projects.pursue(visit, next);
      wander(visit, chooser.browse(visit), 0.09);
      return undefined;
    },
    restock(visit, due) {
      for (const item of due) visit.consider(item, 0.95);
      if (visit.random.next() < 0.4) wander(visit, chooser.browse(visit), 0.1);
    },
  };
}

/** Further looks on a wander: mostly a handful, now and then many. */
function drawLooks(random: Random): number {
  return Math.min(24, Math.floor(-4.2 * Math.log(1 - random.next())));
}

/** "linen curtain", "curtain", "curtains" or "linen curtian". */
function drawTerm(item: SampleItem, random: Random): string {
  const { type } = PLACED_TYPES[item.type]!;
  const form = random.next();
  const term = (form < 0.5 ? item.plainName : form < 0.75 ? type.noun.split(',')[0]! : type.name).toLowerCase();
  if (random.next() >= TYPO_CHANCE) return term;
  const at = 1 + random.int(Math.max(1, term.length - 2));
  return term.slice(0, at) + term.charAt(at + 1) + term.charAt(at) + term.slice(at + 2);
}

function typeName(item: SampleItem): string {
  return PLACED_TYPES[item.type]!.type.name;
}

function categoryName(item: SampleItem): string {
  return PLACED_TYPES[item.type]!.category.name;
}
