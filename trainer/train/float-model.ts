import { createModel, type Model } from '../../core/artifact/model.js';
import { gramMatrix } from '../../core/math/outer-products.js';
import { assembleModel, toFactorRows } from './assemble-model.js';
import type { TrainedModel } from './train-model.js';

/**
 * The trained model as if nothing of it had been rounded to be shipped: factors and their Gram matrix, rows, popularity, trends
 * and lifts in floating point. Prototypes' means and context tables keep the form they are stored in. It scores and is not to be
 * encoded.
 * @param contentSteps see `fitContentSteps`; not needed where the model has no content.
 */
export function toFloatModel(
  { model, fitted }: Pick<TrainedModel, 'model' | 'fitted'>,
  contentSteps: Float64Array,
): Model {
  const parts = assembleModel(fitted);
  const { dimension, factorScale } = parts.items;
  const { supported } = fitted.interactions;
  const factors = toFactorRows(fitted);
  const inGram = factors.map((value, at) => (supported[Math.floor(at / dimension)] === 1 ? value : 0));
  return createModel({
    ...parts,
    items: {
      ...parts.items,
      factors: asStored(factors),
      factorScale: factorScale.map((scale) => (scale > 0 ? 1 : 0)),
    },
    gram: gramMatrix(inGram, dimension),
    settings: model.settings,
    content: parts.content && { ...parts.content, vectors: asStored(contentSteps) },
  });
}

/** The engine reads numbers and does not mind how wide they are; only an artifact has them in bytes. */
function asStored(values: Float64Array): Int8Array {
  return values as unknown as Int8Array;
}
