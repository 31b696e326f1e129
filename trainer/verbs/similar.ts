import { RecommenderError } from '../../core/errors.js';
import { createEngine } from '../../engine/engine.js';
import { createRecommender } from '../../engine/recommender.js';
import { readArtifact } from '../artifact-files.js';
import { JsonLinesWriter, readJsonLines } from '../json-lines.js';
import type { Options } from '../options.js';
import type { Output } from '../output.js';

export const SIMILAR_OPTIONS = { model: 'text', items: 'text', out: 'text', count: 'text' } as const;

/** Item-to-item lists: `{"id": item}` a line in (also `item_id`), `{"id", "items", "scores"}` out; unknown items get an empty list. */
export async function similarVerb(options: Options, output: Output): Promise<void> {
  const { model } = readArtifact(options.required('model'));
  const recommender = createRecommender(createEngine(model));
  const count = options.integer('count', { min: 1, max: 10_000, fallback: 20 });
  const items = options.required('items');
  const out = await JsonLinesWriter.open(options.required('out'));
  let unknown = 0;
  for await (const { value, place } of readJsonLines(items)) {
    const id = value['id'] ?? value['item_id'];
    if (typeof id !== 'string' && typeof id !== 'number')
      throw new RecommenderError('input/bad-line', 'expected an "id"', { place });
    const index = model.itemToIndex.get(String(id));
    if (index === undefined) unknown++;
    const list = index === undefined ? [] : recommender.similar(index, { count, repeats: 'forbid' });
    const scores = list.map(({ score }) => Number(score.toPrecision(9)));
    await out.write({ id: String(id), items: list.map(({ item }) => model.ids.itemIds[item]), scores });
  }
  await out.close();
  if (unknown > 0) output.note(`${String(unknown)} items are not in the model: their lists are empty`);
}
