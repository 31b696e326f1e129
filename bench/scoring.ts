import { createRandom } from '../core/random.js';
import { createEngine, type Engine } from '../engine/engine.js';
import { jsKernel } from '../engine/kernels.js';
import { createRecommender, type Recommender } from '../engine/recommender.js';
import { smallModel } from '../test/helpers/small-model.js';

export interface TaskGroup {
  /** The task whose median is 1. */
  readonly against: string;
  readonly tasks: readonly { readonly name: string; readonly run: () => void }[];
}

const ITEMS = 10_000;
const DIMENSION = 64;

/** What one list costs at 10,000 items, beside the cost of only reading the numbers it is made from. */
export function scoringTasks(): TaskGroup[] {
  const engine = createEngine(smallModel({ items: ITEMS, dimension: DIMENSION }));
  const rich = createEngine(smallModel({ items: ITEMS, dimension: DIMENSION, rich: true }));
  const user = Float32Array.from({ length: DIMENSION }, (_, k) => Math.sin(k));
  const out = new Float32Array(ITEMS);
  const read = 'read the factors once (f32, 10k x 64)';
  // What is read must be used, or the engine that runs this leaves it out.
  const sink = new Float64Array(1);
  return [
    {
      against: read,
      tasks: [
        {
          name: read,
          run: () => {
            const { factors } = engine;
            let even = 0;
            let odd = 0;
            for (let i = 0; i < factors.length; i += 2) {
              even += factors[i]!;
              odd += factors[i + 1]!;
            }
            sink[0] = even + odd;
          },
        },
        { name: 'score the catalog (plain JS, f32)', run: () => jsKernel.scoreAll(engine.factors, user, out) },
        ...[5, 50, 200].map((length) => eventToList(engine, length, '')),
        ...[5, 50, 200].map((length) => eventToList(rich, length, ', all sections')),
      ],
    },
  ];
}

/** One more event and the list that follows it: profile, fold-in, scores, candidates, features, blend, reasons. */
function eventToList(engine: Engine, length: number, note: string): { name: string; run: () => void } {
  const random = createRandom(length);
  const ids = Array.from({ length }, () => engine.model.ids.itemIds[random.int(ITEMS - 2)]!);
  const recommender: Recommender = createRecommender(engine);
  const track = (id: string, time: number): void => {
    recommender.track({ name: 'view_item', time, items: [{ item_id: id }] });
  };
  ids.forEach((id, k) => {
    track(id, k * 1000);
  });
  let time = length * 1000;
  return {
    name: `event -> new list of 20, ${String(length)} items known${note}`,
    run: () => {
      track(ids[0]!, (time += 1000));
      recommender.recommend({ count: 20, repeats: 'forbid' });
    },
  };
}
