import { describe, expect, it } from 'vitest';
import { createFolder, HEADER, ingestText, sessionsOf } from './shop-folder.js';

const START = 1_700_000_000;
const row = (user: string, second: number, rest = ''): string => `${user},i,view_item,${String(START + second)}${rest}`;

describe('sessions', () => {
  it('end with a pause of more than 30 minutes and are numbered over all users', async () => {
    const csv = [HEADER, row('b', 0), row('a', 0), row('a', 1800), row('a', 3601), row('b', 7200)].join('\n');
    const result = await ingestText(csv);
    expect(sessionsOf(result, 'a')).toEqual([0, 0, 1]);
    expect(sessionsOf(result, 'b')).toEqual([2, 3]);
    expect(result.report.sessions).toBe(4);
  });

  it('are the shop\u2019s own where it names them, whatever the pause', async () => {
    const csv = [
      `${HEADER},session_id`,
      row('a', 0, ',x'),
      row('a', 9000, ',x'),
      row('a', 9001, ',y'),
      row('b', 0, ',x'),
    ].join('\n');
    const result = await ingestText(csv);
    expect(sessionsOf(result, 'a')).toEqual([0, 0, 1]);
    expect(sessionsOf(result, 'b')).toEqual([2]);
  });

  it('are orders where there is no session', async () => {
    const folder = await createFolder();
    const map = await folder.write('map.json', '{"events":{"order_id":"order"}}');
    const csv = [`${HEADER},order`, row('a', 0, ',1'), row('a', 1, ',1'), row('a', 2, ',2')].join('\n');
    expect(sessionsOf(await ingestText(csv, { map }), 'a')).toEqual([0, 0, 1]);
  });

  it('fall back to pauses on rows without a name', async () => {
    const csv = [
      `${HEADER},session_id`,
      row('a', 0, ',x'),
      row('a', 1, ','),
      row('a', 2, ','),
      row('a', 5000, ','),
    ].join('\n');
    expect(sessionsOf(await ingestText(csv), 'a')).toEqual([0, 1, 1, 2]);
  });

  it('only grow: one that is entered again is a new one, and counted', async () => {
    const csv = [`${HEADER},session_id`, row('a', 0, ',x'), row('a', 1, ',y'), row('a', 2, ',x')].join('\n');
    const result = await ingestText(csv);
    expect(sessionsOf(result, 'a')).toEqual([0, 1, 2]);
    expect(result.report.notes).toEqual({ 'session left and entered again': 1 });
  });

  it('stand for the user where the file has no user ids', async () => {
    const csv = ['session_id,item_id,timestamp', 's1,i,1700000000', 's2,i,1700000000'].join('\n');
    expect((await ingestText(csv)).history.userIds).toEqual(['s1', 's2']);
  });
});

describe('what is known beside the history', () => {
  it('counts kinds of events an item and a user, and tells phones from desktops', async () => {
    const csv = [
      `${HEADER},device,rating`,
      'a,x,view_item,1700000000,mobile,',
      'a,x,add_to_cart,1700000010,desktop,',
      'a,y,purchase,1700000020,,',
      'b,x,rate_item,1700000030,,7',
    ].join('\n');
    const { itemFeatures, userFeatures, history, report } = await ingestText(csv);
    expect([...itemFeatures.views]).toEqual([1, 0]);
    expect([...itemFeatures.carts]).toEqual([1, 0]);
    expect([...itemFeatures.purchases]).toEqual([0, 1]);
    expect([...itemFeatures.users]).toEqual([2, 1]);
    expect([...itemFeatures.lastTime]).toEqual([1_700_000_030, 1_700_000_020]);
    expect([...userFeatures.mobileShare]).toEqual([0.5, Number.NaN]);
    expect([...history.rating]).toEqual([Number.NaN, Number.NaN, Number.NaN, 5]);
    expect(report.notes).toEqual({ 'rating outside 1-5': 1 });
    expect(report.features['users an item']).toEqual({ min: 1, median: 2, p90: 2, max: 2 });
  });
});
