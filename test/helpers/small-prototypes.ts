import type { Prototypes } from '../../core/artifact/prototypes-section.js';

/** The most items a prototype lists. */
const MAX_LISTED = 255;

/** Four tastes for `smallModel`'s items: prototype k is known for the items of category k + 1 and drawn to its direction. */
export function smallPrototypes(
  priorScale = 0,
  { items: itemCount, dimension, cold } = { items: 40, dimension: 8, cold: 2 },
): Prototypes {
  const [count, warm] = [4, itemCount - cold];
  const means = Int8Array.from({ length: count * dimension }, (_, at) => {
    const [k, i] = [Math.floor(at / dimension), at % dimension];
    return i % 4 === k ? 100 + k : (i % 8) - 4;
  });
  const item: number[] = [];
  const start = Uint32Array.from({ length: count + 1 }, (_, k) => {
    if (k > 0) for (let i = k - 1; i < Math.min(warm, 4 * MAX_LISTED); i += 4) item.push(i);
    return item.length;
  });
  return {
    itemCount,
    dimension,
    priorScale,
    share: Float32Array.of(0.375, 0.25, 0.25, 0.125),
    means,
    meanScale: Float32Array.of(0.5, 0.25, 0.125, 0.5),
    start,
    item: Uint32Array.from(item),
    logLift: Float32Array.from(item, (i) => 0.5 + (i % 8) / 16),
    logBackground: Float32Array.of(-0.5, -0.75, -1, -0.25),
    names: ['Lamps', 'Vases, mostly Fern', '', 'Stühle'],
  };
}
