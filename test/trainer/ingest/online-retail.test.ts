import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ingest } from '../../../trainer/ingest/ingest.js';
import { sum } from './shop-folder.js';

const FILE = '../shared/data/online-retail/online_retail.csv.gz';
const isThere = existsSync(FILE);

describe('the Online Retail export', () => {
  it.skipIf(!isThere)(
    isThere ? 'is accounted for to the last of its 541,909 rows' : 'skipped: ../shared/data/online-retail is absent',
    async () => {
      const { report, history, catalog } = await ingest({ events: [FILE], map: 'docs/maps/online-retail.json' });
      expect(report.rowsIn).toBe(541_909);
      expect(report.rowsUsed + sum(report.rejected) + sum(report.filtered)).toBe(541_909);
      expect(report.rejected).toEqual({});
      expect(report.filtered['missing-user']).toBe(135_080);
      // The usual cleaning (customer, no cancellation, quantity and price above 0, no postage or fees) keeps 396,337;
      // beyond it we drop lines told twice and purchases that were returned.
      const { duplicate = 0, cancelled = 0 } = report.filtered;
      expect(report.rowsUsed + duplicate + cancelled).toBe(396_337);
      expect(report).toMatchObject({ from: '2010-12-01T08:26:00.000Z', to: '2011-12-09T12:50:00.000Z' });
      expect(history.userIds).toHaveLength(report.users);
      const lantern = catalog.items.find((item) => item.item_id === '71053');
      expect(lantern).toMatchObject({ item_name: 'WHITE METAL LANTERN', currency: 'GBP' });
      expect(catalog.items.filter((item) => item.item_name === undefined || item.price === undefined)).toEqual([]);
    },
  );
});
