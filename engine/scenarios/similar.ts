import type { Engine } from '../engine.js';
import { fillTiers, popularityTier, type Tier } from './fill-tiers.js';
import type { ScenarioModel } from './scenario-model.js';

/** What could stand in the item's place: its learned neighbours, then the same taste, kind, and what is popular. */
export const similar: ScenarioModel = {
  name: 'similar',
  rank: (engine, _profile, request) => {
    const { item } = request;
    return item === undefined
      ? { anchors: [], items: fillTiers(engine, [popularityTier(engine)], request) }
      : { anchors: [item], items: fillTiers(engine, similarTiers(engine, item), request, [item]) };
  },
};

const MIN_COSINE = 0.3;
/** Who is popular with nobody is evidence all the same, the least there is. */
const LEAST = 1e-12;

/** Its shipped row (learned, strongest first), then the same taste (cosine of factors), then the most popular of its category, then of the shop. */
export function similarTiers({ factors, model, norms, trends }: Engine, item: number): Tier[] {
  const { items, next } = model;
  const { category, dimension } = items;
  const popularity = (other: number): number => LEAST + trends.popularity[other]!;
  return [
    {
      source: 'next',
      prepare: () => {
        const row = new Map<number, number>();
        for (let k = next.start[item]!; k < next.start[item + 1]!; k++) row.set(next.target[k]!, next.weight[k]!);
        return (other) => row.get(other) ?? 0;
      },
    },
    {
      source: 'factors',
      prepare: () => (other) => {
        if (norms[item] === 0 || norms[other] === 0) return 0;
        let dot = 0;
        for (let k = 0; k < dimension; k++) dot += factors[item * dimension + k]! * factors[other * dimension + k]!;
        const cosine = dot / (norms[item]! * norms[other]!);
        return cosine >= MIN_COSINE ? cosine : 0;
      },
    },
    {
      source: 'category',
      prepare: () => (other) => (category[item] !== 0 && category[other] === category[item] ? popularity(other) : 0),
    },
    { source: 'popularity', prepare: () => popularity },
  ];
}
