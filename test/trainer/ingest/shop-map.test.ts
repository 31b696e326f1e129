import { describe, expect, it } from 'vitest';
import { createFolder, errorOf, ingestText, toRows } from './shop-folder.js';

const CSV = `Who,What,When,Shop,Pieces,Kind
ann,tea,2024-01-31 10:00,uk,2,sale
bob,milk,2024-01-31 11:00,fr,1,sale
ann,postage,2024-01-31 10:00,uk,1,sale
ann,jam,2024-01-31 12:00,uk,x,return
`;
const EVENTS = { user_id: 'Who', item_id: 'What', timestamp: 'When' };

async function withMap(map: unknown, csv = CSV): ReturnType<typeof ingestText> {
  const folder = await createFolder();
  return ingestText(csv, { map: await folder.write('map.json', typeof map === 'string' ? map : JSON.stringify(map)) });
}

describe('a map', () => {
  it('names columns, and rows without an event name are purchases', async () => {
    const result = await withMap({ events: EVENTS });
    expect(toRows(result)).toEqual([
      'ann tea purchase 1706695200',
      'ann jam purchase 1706702400',
      'bob milk purchase 1706698800',
    ]);
    expect(result.report.filtered).toEqual({ 'non-product': 1 });
  });

  it('computes a field, sets constants, and filters rows', async () => {
    const result = await withMap({
      events: {
        ...EVENTS,
        user_id: { sql: `upper("Who") || '-' || "Shop" -- who is where` },
        constant: { event_name: 'view_item' },
        where: `"Shop" = 'uk'`,
        non_product: `"What" = 'jam'`,
      },
    });
    expect(toRows(result)).toEqual(['ANN-uk tea view_item 1706695200', 'ANN-uk postage view_item 1706695200']);
    expect(result.report.filtered).toEqual({ where: 1, 'non-product': 1 });
  });

  it('gives no value on rows for which an expression fails, and filters those a condition fails for', async () => {
    const result = await withMap({
      events: { ...EVENTS, quantity: { sql: '"Pieces"::INTEGER * 2' }, where: '"Pieces"::INTEGER > 0' },
    });
    expect(result.report.filtered).toEqual({ where: 1, 'non-product': 1 });
  });

  it('may name another delimiter', async () => {
    const result = await withMap({ events: { ...EVENTS, delimiter: ';' } }, CSV.replaceAll(',', ';'));
    expect(result.report.rowsIn).toBe(4);
  });

  it('that names an absent column is told which there are', async () => {
    const error = await errorOf(withMap({ events: { ...EVENTS, user_id: 'CustomerID' } }));
    expect(error.code).toBe('input/absent-map-column');
    expect(error.message).toContain('"CustomerID"');
    expect(error.message).toContain('Who, What, When, Shop, Pieces, Kind');
    expect(error.place?.line).toBe(1);
  });

  it('that computes with an absent column is told which there are', async () => {
    const error = await errorOf(withMap({ events: { ...EVENTS, user_id: { sql: 'lower("CustomerID")' } } }));
    expect(error.code).toBe('input/absent-map-column');
    expect(error.message).toContain('Who, What, When');
  });

  it.each([
    ['{"events": {\n"user_id": }}', 2],
    ['{"events": {', 1],
    ['', 1],
  ])('that is no JSON is an error with its line: %s', async (text, line) => {
    const error = await errorOf(withMap(text));
    expect(error).toMatchObject({ code: 'input/bad-map', place: { line } });
  });

  it.each([
    ['[]', 'the map to be an object'],
    [{ event: {} }, '"event"'],
    [{ events: { user: 'Who' } }, '"user"'],
    [{ events: { user_id: 7 } }, '"user_id"'],
    [{ events: { user_id: {} } }, 'either "column" or "sql"'],
    [{ events: { user_id: { column: 'Who', format: '%d' } } }, 'only for "timestamp"'],
    [{ events: { constant: { event_name: true } } }, '"event_name"'],
    [{ events: { where: 3 } }, '"where"'],
    [{ events: { delimiter: 'ab' } }, '"delimiter"'],
    [{ events: { from: 'events' } }, '"from"'],
    [{ catalog: { from: 'nowhere' } }, '"from"'],
    [{ catalog: { from: 'events', where: 'true' } }, '"where"'],
    [{ events: EVENTS, catalog: { from: 'events', item_name: { sql: 'nope(' } } }, 'item_name'],
    [{ events: { ...EVENTS, where: 'SELECT FROM' } }, 'where'],
    [{ events: { ...EVENTS, timestamp: { column: 'When', format: '%Q' } } }, 'format of timestamp'],
    [{ events: { ...EVENTS, user_id: { sql: `(SELECT content FROM read_text('/etc/hosts'))` } } }, 'user_id'],
  ])('that is wrong is an error that names the entry: %j', async (map, named) => {
    const error = await errorOf(withMap(map));
    expect(error.code).toBe('input/bad-map');
    expect(error.message).toContain(named);
  });

  it('that is not there is a missing file', async () => {
    expect((await errorOf(ingestText(CSV, { map: '/nowhere/map.json' }))).code).toBe('input/missing-file');
  });
});
