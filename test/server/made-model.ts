import { encodeModel } from '../../core/artifact/model.js';
import { writeArtifact, type Facts, type Sections } from '../../trainer/artifact-files.js';
import { smallModelParts, type SmallModelOptions } from '../helpers/small-model.js';
import { encodeDisplay } from '../../core/artifact/display-section.js';

/** What the small model's category question asks: none, its four categories, and three choices that are only noise. */
export const CATEGORY_CHOICES = 8;

export interface MadeModel extends SmallModelOptions {
  readonly categories?: readonly string[];
}

/**
 * Publishes a small model into a folder, under the next sequence there. @param other arm B of an experiment.
 * @returns the sequence.
 */
export function writeModel(modelDir: string, options: MadeModel = {}, other?: MadeModel): number {
  const { sections, facts } = makeModel(options);
  const experiment = other && { name: 'made', ...makeModel(other) };
  return writeArtifact(modelDir, sections, facts, { ...(experiment && { experiment }) }).sequence;
}

function makeModel({ categories, ...sizes }: MadeModel): { readonly sections: Sections; readonly facts: Facts } {
  const parts = smallModelParts(sizes);
  const ids = { ...parts.ids, categories: categories ?? parts.ids.categories };
  const sections = encodeModel({ ...parts, ids });
  sections.set('display', encodeDisplay(ids.itemIds.map((item_id) => ({ item_id, item_name: `Name of ${item_id}` }))));
  const facts = { asOf: null, items: parts.items.count, dimension: parts.items.dimension };
  return { sections, facts };
}
