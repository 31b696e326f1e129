import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { generateSampleShop } from './generate-sample-shop.js';
import { drawPictureSprite } from './pictures/draw-picture-sprite.js';
import { toCatalogLines, toEventLines } from './sample-csv.js';
import type { SampleOptions, SampleShop } from './sample-shop.js';

const CHUNK_CHARACTERS = 1 << 18;

/**
 * Writes the sample shop: `events.csv`, `catalog.csv` and `pictures.svg`, whose fragments the catalogue's `image_link`s
 * name. Equal options give equal bytes. Makes the folder if need be and replaces what is there.
 *
 * @returns the shop, with the truth behind it.
 * @throws RecommenderError `usage/bad-option`; errors of the file system as they come.
 */
export async function writeSampleShop(folder: string, options: SampleOptions): Promise<SampleShop> {
  const shop = generateSampleShop(options);
  await mkdir(folder, { recursive: true });
  await writeLines(path.join(folder, 'events.csv'), toEventLines(shop));
  await writeLines(path.join(folder, 'catalog.csv'), toCatalogLines(shop));
  await writeLines(path.join(folder, 'pictures.svg'), [drawPictureSprite(shop.items.map((item) => item.picture))]);
  return shop;
}

/** Writes in chunks, so that a long log is never one string. */
async function writeLines(file: string, lines: Iterable<string>): Promise<void> {
  const handle = await open(file, 'w');
  try {
    let chunk = '';
    for (const line of lines) {
      chunk += `${line}\n`;
      if (chunk.length < CHUNK_CHARACTERS) continue;
      await handle.writeFile(chunk);
      chunk = '';
    }
    await handle.writeFile(chunk);
  } finally {
    await handle.close();
  }
}
