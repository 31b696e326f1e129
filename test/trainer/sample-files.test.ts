import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EVENT_NAMES } from '../../core/events/event-names.js';
import { writeSampleShop } from '../../trainer/sample/write-sample-shop.js';

const FILES = ['events.csv', 'catalog.csv', 'pictures.svg'] as const;
const folder = await mkdtemp(path.join(tmpdir(), 'shelfwise-sample-'));

afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, seed: number): Promise<string[]> {
  const target = path.join(folder, name);
  await writeSampleShop(target, { seed, users: 60, items: 120 });
  return Promise.all(FILES.map((file) => readFile(path.join(target, file), 'utf8')));
}

/** Fields of a CSV line, RFC 4180. */
function toFields(line: string): string[] {
  return [...`${line},`.matchAll(/("(?:[^"]|"")*"|[^,]*),/g)].map(([, field]) =>
    field!.startsWith('"') ? field!.slice(1, -1).replaceAll('""', '"') : field!,
  );
}

const [events, catalog, pictures] = (await write('first', 1)) as [string, string, string];
const eventLines = events.trimEnd().split('\n');
const catalogLines = catalog.trimEnd().split('\n');

describe('the files of the sample shop', () => {
  it('are equal byte for byte for the same seed and differ for another', async () => {
    expect(await write('again', 1)).toEqual([events, catalog, pictures]);
    const [otherEvents, otherCatalog] = await write('other', 2);
    expect(otherEvents).not.toBe(events);
    expect(otherCatalog).not.toBe(catalog);
  });

  it('have the columns of the contract', () => {
    expect(eventLines[0]).toBe(
      'user_id,item_id,event_name,timestamp,session_id,quantity,price,rating,search_term,device,referrer,country',
    );
    expect(catalogLines[0]).toBe(
      'item_id,item_name,item_category,item_category2,item_category3,item_brand,item_variant,item_group_id,price,' +
        'sale_price,currency,description,image_link,link,availability,average_rating,review_count',
    );
    expect(new Set(eventLines.map((line) => toFields(line).length))).toEqual(new Set([12]));
    expect(new Set(catalogLines.map((line) => toFields(line).length))).toEqual(new Set([17]));
  });

  it('hold known event names, ISO times in order, and items of the catalogue', () => {
    const ids = new Set(catalogLines.slice(1).map((line) => toFields(line)[0]));
    let before = '';
    for (const line of eventLines.slice(1)) {
      const [, item, name, time] = toFields(line) as [string, string, string, string];
      expect(EVENT_NAMES).toContain(name);
      expect(time).toMatch(/^2026-0[1-6]-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(time >= before).toBe(true);
      if (name !== 'search') expect(ids).toContain(item);
      before = time;
    }
  });

  it('link every product to its page and to a picture that is there', () => {
    for (const line of catalogLines.slice(1)) {
      const fields = toFields(line);
      expect(fields[13]).toBe(`/product/${fields[0]!}`);
      const [, fragment] = /^\/pictures\.svg#([a-z-]+)$/.exec(fields[12]!)!;
      expect(pictures).toContain(`<view id="${fragment!}"`);
    }
  });

  it('give no two users one id', () => {
    const users = new Set(eventLines.slice(1).map((line) => toFields(line)[0]));
    // 60 shoppers, the bot, and the rows without a user.
    expect(users.size).toBe(62);
  });
});
