import { encodeModel } from '../../core/artifact/model.js';
import { writeArtifact } from '../../trainer/artifact-files.js';
import { smallModelParts, type SmallModelOptions } from '../helpers/small-model.js';
import { encodeDisplay } from '../../core/artifact/display-section.js';

/** What the small model's category question asks: none, its four categories, and three choices that are only noise. */
export const CATEGORY_CHOICES = 8;

/** Publishes a small model into a folder, under the next sequence there. @returns the sequence. */
export function writeModel(
  modelDir: string,
  options: SmallModelOptions & { readonly categories?: readonly string[] } = {},
): number {
  const { categories, ...sizes } = options;
  const parts = smallModelParts(sizes);
  const ids = { ...parts.ids, categories: categories ?? parts.ids.categories };
  const sections = encodeModel({ ...parts, ids });
  sections.set('display', encodeDisplay(ids.itemIds.map((item_id) => ({ item_id, item_name: `Name of ${item_id}` }))));
  const facts = { asOf: null, items: parts.items.count, dimension: parts.items.dimension };
  return writeArtifact(modelDir, sections, facts).sequence;
}
