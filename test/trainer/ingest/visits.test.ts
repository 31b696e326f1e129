import { describe, expect, it } from 'vitest';
import { DEVICES, REFERRERS } from '../../../core/context.js';
import type { History } from '../../../trainer/history.js';
import { createFolder, HEADER, ingestText } from './shop-folder.js';

/** Device, referrer and country of each row, as words. */
function visitsOf({ country, countries, device, referrer }: History): string[] {
  return [...device].map((code, row) => [DEVICES[code], REFERRERS[referrer[row]!], countries[country[row]!]].join(' '));
}

const COLUMNS = `${HEADER},device,referrer,country`;

describe('the circumstances of a visit in a log', () => {
  it('are read in any usual words, one code each', async () => {
    const { history } = await ingestText(
      [
        COLUMNS,
        'a,x,view_item,1700000000,iPhone,https://www.google.com/search?q=lamp,DE',
        'a,x,view_item,1700000001,PC,newsletter,de',
        'a,x,view_item,1700000002,,,',
        'a,x,view_item,1700000003,fridge,blog,France',
        'a,x,view_item,1700000004,tablet,google / cpc,DE',
        '',
      ].join('\n'),
    );
    expect(visitsOf(history)).toEqual([
      'mobile search DE',
      'desktop email DE',
      'unknown unknown ',
      'unknown other France',
      'tablet ad DE',
    ]);
    expect(history.countries[0]).toBe('');
  });

  it('are unknown where the log has no such columns', async () => {
    const { history } = await ingestText(`${HEADER}\na,x,view_item,1700000000\n`);
    expect(visitsOf(history)).toEqual(['unknown unknown ']);
  });

  it('come from a map too', async () => {
    const folder = await createFolder();
    const map = await folder.write(
      'map.json',
      '{ "events": { "country": "Land", "constant": { "device": "app" }, "referrer": { "sql": "lower(\\"Quelle\\")" } } }',
    );
    const { history } = await ingestText(`${HEADER},Land,Quelle\na,x,view_item,1700000000,AT,Pinterest\n`, { map });
    expect(visitsOf(history)).toEqual(['mobile social AT']);
  });
});
