import { createChoice, privatiseChoice } from '../../core/privacy/choice.js';
import { drawInteger, type RandomBytes } from '../../core/privacy/random-bytes.js';
import type { createRecommender } from '../../src/index.js';
import { pickFaces, type Catalog } from '../shop/catalog.js';
import type { GuideActions, GuideState } from './guide-state.js';
import { simulatePopulation } from './population.js';

export interface GuideOptions {
  readonly catalog: Catalog;
  readonly random: RandomBytes;
  readonly createRecommender: typeof createRecommender;
  readonly draw: (state: GuideState, actions: GuideActions) => void;
}

const MODEL = '/v1/model/latest.json';
const OFFERED = 6;
const PICKED = 6;
const NOTHING = 'Nothing';
/** Of the made-up shoppers so many in a hundred have looked at nothing this week. */
const IDLE = 40;
/** How much rarer each further department is, in the order of its number of products. */
const FALL = 0.8;

const BEGINNING: Omit<GuideState, 'offered' | 'departments'> = {
  looked: new Set(),
  picked: [],
  profile: undefined,
  answer: undefined,
  epsilon: 4,
  shoppers: 10_000,
  population: undefined,
};

/** The page's state and what changes it. Its shopper lives in memory, apart from the storefront's. */
export function createGuide({ catalog, random, createRecommender: create, draw }: GuideOptions): void {
  const { departments, weights, offered } = toCast(catalog);
  const recommender = create({ model: MODEL, shop: 'guide', consent: { personalization: true } });
  let state: GuideState = { ...BEGINNING, offered, departments };

  const set = (change: Partial<GuideState>): void => {
    state = { ...state, ...change };
    draw(state, actions);
  };
  const count = (change: Partial<GuideState> = {}): void => {
    const { epsilon, shoppers } = { ...state, ...change };
    set({ ...change, population: simulatePopulation(departments, weights, { shoppers, epsilon, random }) });
  };
  const refresh = async (): Promise<void> => {
    const [{ recomms }, profile] = await Promise.all([
      recommender.recommendItemsToUser(PICKED, { scenario: 'home' }),
      recommender.profile(),
    ]);
    set({ picked: recomms, profile });
  };
  /** One of the departments that were looked at, as a device draws it. */
  const drawTruth = (): number => {
    const seen = [...state.looked].map((id) => departments.indexOf(catalog.find(id)?.path[0] ?? NOTHING));
    return seen.length === 0 ? 0 : seen[drawInteger(random, seen.length)]!;
  };
  const actions: GuideActions = {
    look(id) {
      const { name, price } = catalog.find(id) ?? { name: id, price: undefined };
      const item = { item_id: id, item_name: name, ...(price !== undefined && { price }) };
      recommender.track({ event_name: 'view_item', items: [item] });
      set({ looked: new Set([...state.looked, id]) });
    },
    startOver() {
      set({ looked: new Set(), answer: undefined });
      void recommender.forget();
    },
    tell() {
      const truth = drawTruth();
      set({ answer: { truth, told: privatiseChoice(createChoice(departments.length, state.epsilon), truth, random) } });
    },
    setEpsilon: (epsilon) => count({ epsilon }),
    setShoppers: (shoppers) => count({ shoppers }),
    nextWeek: () => count(),
  };
  recommender.on('change', () => void refresh());
  count();
  void refresh();
}

/** What can be looked at, what can be answered, and how likely each answer is among made-up shoppers. */
function toCast({ root }: Catalog) {
  const roots = root.children;
  return {
    departments: [NOTHING, ...roots.map(({ name }) => name)],
    weights: toWeights(roots.length),
    offered: pickFaces(roots.map(({ products }) => products))
      .filter((product) => product !== undefined)
      .slice(0, OFFERED),
  };
}

/** Whole numbers; some have looked at nothing, the others' departments fall off one after the other. */
function toWeights(departments: number): number[] {
  const falling = Array.from({ length: departments }, (_, at) => FALL ** at);
  const sum = falling.reduce((all, weight) => all + weight, 0);
  return [IDLE, ...falling.map((weight) => ((100 - IDLE) * weight) / sum)].map((weight) => Math.ceil(1000 * weight));
}
