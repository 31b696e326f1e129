import { describe, expect, it } from 'vitest';
import { ALL, DAY, HOUR, ledgerOf, setConsent, track, useReports } from './reports-page.js';

const reports = useReports();
const LAMPS_AND_RUGS = ['item-000', 'item-002', 'item-004'];
/** In some of them the noise hides what was answered: that is what it is for. */
const SEEDS = [1, 2, 3];

/** The first reports of fresh browsers, each in its randomness, whose shopper looked at these items. */
async function reportsOf(itemIds: readonly string[], sensitiveCategories?: readonly string[]): Promise<string[]> {
  const bodies: string[] = [];
  for (const seed of SEEDS) {
    const profile = await reports.newProfile();
    const before = reports.arrived.length;
    const page = await reports.open({
      profile,
      seed,
      options: { ...(sensitiveCategories && { sensitiveCategories }) },
    });
    await setConsent(page, ALL);
    await expect.poll(async () => (await ledgerOf(page)).next).not.toBeNull(); // its randomness is drawn in this order
    await reports.pass(page, { jump: 14 * DAY, pass: 0 });
    await track(page, ...itemIds);
    await reports.pass(page, { jump: 8 * DAY, pass: 2 * HOUR });
    await reports.pass(page, { jump: DAY, pass: 2 * HOUR });
    await expect.poll(() => reports.arrived.length).toBeGreaterThan(before);
    await profile.close();
    bodies.push(reports.arrived[before]!.body);
  }
  return bodies;
}

describe('a category that the shop calls sensitive', () => {
  it('feeds no report: the bytes are those of a shopper who did nothing', async () => {
    await reports.useModel({
      reports: { weights: { item: 10, category: 0, placement: 0, model: 0, weight: 0, dismissal: 0 } },
    });
    const nothing = await reportsOf([]);
    expect(await reportsOf(LAMPS_AND_RUGS, ['lamps', 'rugs'])).toEqual(nothing);
    expect(await reportsOf(LAMPS_AND_RUGS, ['lamps'])).not.toEqual(nothing);
    expect(await reportsOf(LAMPS_AND_RUGS)).not.toEqual(nothing);
  });
});
