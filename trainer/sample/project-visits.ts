import { dayOf, seasonShare } from './calendar.js';
import { typeDemand } from './circumstances.js';
import type { ItemChooser, Look } from './choose-items.js';
import type { SampleItem } from './sample-item.js';
import type { ItemPair } from './sample-shop.js';
import { PLACED_TYPES } from './shop-data/departments.js';
import { PROJECTS, type Project } from './shop-data/projects.js';
import { TASTE_STYLES } from './shop-data/taste-styles.js';
import type { ShoppingVisit } from './shopping-visit.js';

/** A project that a shopper has begun: the next step, and the item the last one ended with. */
export interface OpenProject {
  readonly project: Project;
  readonly step: number;
  readonly last: number | undefined;
}

/** Visits that carry a project on. */
export interface ProjectVisits {
  /** A project by taste, season and circumstances; undefined in a shop too small for any. */
  begin(look: Look): OpenProject | undefined;
  /** Some steps of a project; what is left of it, undefined once it is finished or given up. */
  pursue(visit: ShoppingVisit, open: OpenProject): OpenProject | undefined;
}

/** Chance that a step ends with the item that belongs to the last one. */
const PAIR_CHANCE = 0.55;
const BUY_CHANCE = 0.62;
/** After a step: a few give up, some go on another day. */
const GIVE_UP_CHANCE = 0.16;
const LATER_CHANCE = 0.26;
/** Pull of a project on those whose style it is not. */
const STRAY = 0.02;
const TYPE_INDEX: ReadonlyMap<string, number> = new Map(PLACED_TYPES.map(({ type }, index) => [type.name, index]));

interface Stock {
  readonly byType: ReadonlyMap<string, readonly number[]>;
  readonly partners: Partners;
  readonly chooser: ItemChooser;
}

/** The item that belongs to another, by that other and the type wanted. */
export interface Partners {
  get(item: number, typeName: string): number | undefined;
}

export function toPartners(items: readonly SampleItem[], pairs: readonly ItemPair[]): Partners {
  const keyOf = (item: number, typeName: string): string => `${String(item)} ${typeName}`;
  const partners = new Map(pairs.map(({ from, to }) => [keyOf(from, PLACED_TYPES[items[to]!.type]!.type.name), to]));
  return { get: (item, typeName) => partners.get(keyOf(item, typeName)) };
}

export function createProjectVisits({ byType, partners, chooser }: Stock): ProjectVisits {
  const projects = PROJECTS.filter(({ steps }) => steps.every((step) => byType.has(step)));

  const stepItem = (visit: ShoppingVisit, step: string, last: number | undefined): number | undefined => {
    const partner = last === undefined ? undefined : partners.get(last, step);
    const wanted = partner !== undefined && chooser.isInRange(partner, visit.time) && visit.random.next() < PAIR_CHANCE;
    return wanted ? partner : chooser.among(byType.get(step)!, visit);
  };
  /** Before deciding, a shopper looks at one or two others of the kind. */
  const compare = (visit: ShoppingVisit, item: number, step: string): void => {
    for (let others = visit.random.int(3); others > 0; others--) {
      const other = chooser.among(byType.get(step)!, visit);
      if (other !== undefined && other !== item) visit.view(other);
    }
  };

  return {
    begin: (look) => {
      if (projects.length === 0) return undefined;
      const weights = projects.map((project) => pull(project, look));
      return { project: projects[look.random.weighted(weights)]!, step: 0, last: undefined };
    },
    pursue: (visit, { project, step: first, last: before }) => {
      let last = before;
      for (let step = first; step < project.steps.length; step++) {
        const name = project.steps[step]!;
        const item = stepItem(visit, name, last);
        if (item === undefined) continue;
        compare(visit, item, name);
        if (visit.consider(item, BUY_CHANCE)) last = item;
        const draw = visit.random.next();
        if (draw < GIVE_UP_CHANCE) return undefined;
        if (draw < GIVE_UP_CHANCE + LATER_CHANCE) return { project, step: step + 1, last };
      }
      return undefined;
    },
  };
}

/** Projects are taken up in the circumstances that their first step is wanted in. */
function pull({ steps, styles, season }: Project, look: Look): number {
  const { shopper, time } = look;
  const taste = TASTE_STYLES.reduce(
    (sum, { name }, style) => sum + (styles.includes(name) ? shopper.styles[style]! : 0),
    0,
  );
  return (STRAY + taste) * seasonShare(season, dayOf(time)) * typeDemand(TYPE_INDEX.get(steps[0])!, look);
}
