import {
  BLEND_GROUPS,
  PLACEMENT_STAGES,
  PLACEMENTS,
  QUESTIONS,
  type Draw,
  type Question,
} from '../../core/privacy/questions.js';
import type { CategoryDomain } from '../../core/privacy/category-domain.js';

/** What devices would have said without noise: only a simulation can know. */
export interface Truth {
  /** Counts one device's answer before noise. */
  add(draw: Draw, answer: string | number): void;
  /** Of the reports of a question: the share of an item, by id. */
  itemShare(id: string): number;
  categoryShare(name: string): number;
  placementShare(placement: string, stage: string): number;
  /** Share of yes. */
  foreseenShare(): number;
  weightMean(group: string): number;
  readonly n: Readonly<Record<Question, number>>;
}

export function createTruth(categories: CategoryDomain): Truth {
  const sums = new Map<string, number>();
  const n = Object.fromEntries(QUESTIONS.map((question) => [question, 0])) as Record<Question, number>;
  const key = (...parts: readonly (string | number)[]): string => JSON.stringify(parts);
  const add = (name: string, amount: number): void => void sums.set(name, (sums.get(name) ?? 0) + amount);
  const share = (total: string, cell: string): number => (sums.get(cell) ?? 0) / (sums.get(total) ?? 1);
  return {
    n,
    add({ question, parameter }, answer) {
      n[question]++;
      const asked = question === 'placement' || question === 'weight' ? parameter : 0;
      add(key(question, asked), 1);
      if (question === 'weight') add(key(question, asked, 'sum'), Number(answer));
      else add(key(question, asked, answer), 1);
    },
    itemShare: (id) => share(key('item', 0), key('item', 0, id)),
    categoryShare: (name) => share(key('category', 0), key('category', 0, categories.names.indexOf(name))),
    placementShare(placement, stage) {
      const asked = (PLACEMENTS as readonly string[]).indexOf(placement);
      const answer = (PLACEMENT_STAGES as readonly string[]).indexOf(stage);
      return share(key('placement', asked), key('placement', asked, answer));
    },
    foreseenShare: () => share(key('model', 0), key('model', 0, 1)),
    weightMean(group) {
      const asked = (BLEND_GROUPS as readonly string[]).indexOf(group);
      return share(key('weight', asked), key('weight', asked, 'sum'));
    },
  };
}
