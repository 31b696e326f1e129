import { decodeModel } from '../../core/artifact/model.js';
import { parseManifest, type SectionName } from '../../core/artifact/manifest.js';
import { parseShopEvent } from '../../core/events/shop-event.js';
import { createEngine } from '../../engine/engine.js';
import { createRecommender } from '../../engine/recommender.js';

/** A model's files: name in its folder -> bytes. */
export type ModelFiles = (name: string) => Promise<Uint8Array>;

/**
 * The shopper's vector that the engine folds in from each history, f64[dimension] as plain numbers. Bundled alone and run
 * both in Node and in a browser, so that the two differ in nothing but the machine under them.
 */
export async function foldInVectors(read: ModelFiles, histories: readonly (readonly object[])[]): Promise<number[][]> {
  const manifest = parseManifest(new TextDecoder().decode(await read('latest.json')));
  const sections = new Map<SectionName, Uint8Array>();
  for (const { name, file } of manifest.sections) sections.set(name, await read(file));
  const engine = createEngine(decodeModel(manifest, sections));
  return histories.map((events) => {
    const recommender = createRecommender(engine);
    recommender.setEvents(events.map((event, at) => parseShopEvent(event, at * 1000)));
    return [...engine.signals.factors.foldIn(recommender.profile)];
  });
}
