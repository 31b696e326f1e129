import { describe, expect, it } from 'vitest';
import { createFolder, errorOf, HEADER, ingestText } from './shop-folder.js';

async function secondsOf(text: string): Promise<number | undefined> {
  return (await ingestText(`${HEADER}\nu,i,view_item,"${text}"\n`)).history.time[0];
}

describe('timestamps', () => {
  it.each([
    ['2024-01-31', 1_706_659_200],
    ['2024-01-31T10:00:00Z', 1_706_695_200],
    ['2024-01-31T10:00:00.250Z', 1_706_695_200.25],
    ['2024-01-31 10:00:00', 1_706_695_200],
    ['2024-01-31T10:00', 1_706_695_200],
    ['2024-01-31T10:00Z', 1_706_695_200],
    ['2024-01-31T12:00:00+02:00', 1_706_695_200],
    ['2024-01-31T12:00+02:00', 1_706_695_200],
    ['2024-01-31T05:00:00-0500', 1_706_695_200],
    ['2024-01-31 10:00:00 UTC', 1_706_695_200],
    ['1706695200', 1_706_695_200],
    ['1706695200000', 1_706_695_200],
    ['1706695200000000', 1_706_695_200],
    ['1706695200.5', 1_706_695_200.5],
  ])('are read as UTC: %s', async (text, seconds) => {
    expect(await secondsOf(text)).toBe(seconds);
  });

  it('are read by the format a map names', async () => {
    const folder = await createFolder();
    const map = await folder.write(
      'map.json',
      '{"events":{"timestamp":{"column":"timestamp","format":"%d/%m/%Y %H:%M"}}}',
    );
    const { history } = await ingestText(`${HEADER}\nu,i,view_item,31/01/2024 10:00\n`, { map });
    expect(history.time[0]).toBe(1_706_695_200);
  });

  it.each([
    ['2024-01-31', '31/01/2024', '"2024-01-31" (ISO 8601)', '"31/01/2024" (day/month/year)'],
    ['2024-01-31T10:00:00Z', '1706695200', '"2024-01-31T10:00:00Z" (ISO 8601)', '"1706695200" (epoch)'],
    ['1706695200', 'Jan 31 2024', '"1706695200" (epoch)', '"Jan 31 2024" (words)'],
  ])('of two kinds in one column stop the run: %s and %s', async (one, other, first, second) => {
    const rows = [one, one, one, other, other].map((text) => `u,i,view_item,${text}`);
    const error = await errorOf(ingestText([HEADER, ...rows].join('\n'), { maxBad: 0.05 }));
    expect(error.code).toBe('input/mixed-dates');
    expect(error.message).toContain(`${first} at `);
    expect(error.message).toContain(`${second} at `);
    expect(error.message).toMatch(/events\.csv:2 and .*events\.csv:5/);
    expect(error.place?.line).toBe(5);
  });

  it('of month-first days under a day-first format stop the run', async () => {
    const folder = await createFolder();
    const map = await folder.write('map.json', '{"events":{"timestamp":{"column":"timestamp","format":"%d/%m/%Y"}}}');
    const rows = ['01/02/2024', '03/02/2024', '12/31/2024', '11/30/2024'].map((text) => `u,i,view_item,${text}`);
    const error = await errorOf(ingestText([HEADER, ...rows].join('\n'), { map, maxBad: 0.05 }));
    expect(error.code).toBe('input/mixed-dates');
  });

  it('that are a single stray value are rejected, not an error', async () => {
    const rows = Array.from({ length: 50 }, (_, k) => `u,i,view_item,2024-01-01T00:00:${String(k).padStart(2, '0')}Z`);
    const { report } = await ingestText([HEADER, ...rows, 'u,i,view_item,31/01/2024'].join('\n'), { maxBad: 0.05 });
    expect(report.rejected).toEqual({ 'bad-timestamp': 1 });
  });

  it('may differ in kind from file to file', async () => {
    const folder = await createFolder();
    const other = await folder.write('other.csv', `${HEADER}\nu,i,view_item,1706695200\n`);
    const one = await folder.write('one.csv', `${HEADER}\nu,i,view_item,2024-01-31T09:00:00Z\n`);
    const { history } = await ingestText('', { events: [other, one] });
    expect([...history.time]).toEqual([1_706_691_600, 1_706_695_200]);
  });

  it('are wanted in all files or in none', async () => {
    const folder = await createFolder();
    const one = await folder.write('one.csv', `${HEADER}\nu,i,view_item,2024-01-31T09:00:00Z\n`);
    const other = await folder.write('other.csv', 'user_id,item_id\nu,i\n');
    const error = await errorOf(ingestText('', { events: [one, other] }));
    expect(error).toMatchObject({ code: 'input/missing-column', place: { file: other, line: 1 } });
  });
});
