import {
  BLEND_GROUPS,
  PLACEMENT_STAGES,
  PLACEMENTS,
  QUESTIONS,
  type Draw,
  type Question,
} from '../../core/privacy/questions.js';
import type { Arm } from '../../core/artifact/manifest.js';
import type { CategoryDomain } from '../../core/privacy/category-domain.js';

/** What devices would have said without noise: only a simulation can know. */
export interface Truth {
  /** Counts one device's answer before noise. @param asked the model it was asked about. */
  add(draw: Draw, answer: string | number, asked: AskedModel): void;
  /** Of the reports of a question: the share of an item, by id. */
  itemShare(id: string): number;
  /** Among the devices whose model has the category. */
  categoryShare(name: string): number;
  placementShare(placement: string, stage: string): number;
  /** Share of yes among the devices of an arm. */
  foreseenShare(arm: Arm): number;
  weightMean(group: string): number;
  /** Share of devices that named the row. */
  dismissedShare(placement: string): number;
  readonly n: Readonly<Record<Question, number>>;
}

export interface AskedModel {
  readonly arm: Arm;
  readonly categories: CategoryDomain;
}

export function createTruth(): Truth {
  const sums = new Map<string, number>();
  const n = Object.fromEntries(QUESTIONS.map((question) => [question, 0])) as Record<Question, number>;
  const key = (...parts: readonly (string | number)[]): string => JSON.stringify(parts);
  const add = (name: string, amount: number): void => void sums.set(name, (sums.get(name) ?? 0) + amount);
  const share = (total: string, cell: string): number => (sums.get(cell) ?? 0) / (sums.get(total) ?? 1);
  return {
    n,
    add({ question, parameter }, answer, { arm, categories }) {
      n[question]++;
      if (question === 'category') {
        for (const name of categories.names) add(key('category', name), 1);
        add(key('category', categories.names[Number(answer)]!, 'named'), 1);
        return;
      }
      const asked = question === 'model' ? arm : question === 'item' ? 0 : parameter;
      add(key(question, asked), 1);
      if (question === 'weight') add(key(question, asked, 'sum'), Number(answer));
      else add(key(question, asked, answer), 1);
    },
    itemShare: (id) => share(key('item', 0), key('item', 0, id)),
    categoryShare: (name) => share(key('category', name), key('category', name, 'named')),
    placementShare(placement, stage) {
      const asked = (PLACEMENTS as readonly string[]).indexOf(placement);
      const answer = (PLACEMENT_STAGES as readonly string[]).indexOf(stage);
      return share(key('placement', asked), key('placement', asked, answer));
    },
    foreseenShare: (arm) => share(key('model', arm), key('model', arm, 1)),
    weightMean(group) {
      const asked = (BLEND_GROUPS as readonly string[]).indexOf(group);
      return share(key('weight', asked), key('weight', asked, 'sum'));
    },
    dismissedShare(placement) {
      const answer = 1 + (PLACEMENTS as readonly string[]).indexOf(placement);
      return share(key('dismissal', 0), key('dismissal', 0, answer));
    },
  };
}
