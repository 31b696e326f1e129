import { describe, expect, it } from 'vitest';
import { parseReport } from '../../core/privacy/report.js';
import { DAY, HOUR } from './report/made-ledgers.js';
import { eligible, useDevices } from './report/device-bench.js';
import type { Tab } from './open-tab.js';

const device = useDevices();
const NAME = 'first';

async function armOf(tab: Tab): Promise<unknown> {
  return (await tab.api.status()).experiment;
}

/** Pages opened and forgotten until one draws the arm; whatever else is drawn differs from visit to visit. */
async function openUntil(arm: 0 | 1, mode: 'local' | 'aggregates'): Promise<Tab> {
  for (let seed = 1; seed <= 40; seed++) {
    const tab = await device.open(mode, {}, { seed });
    if ((await tab.api.status()).experiment?.arm === arm) return tab;
    await tab.api.forget('all');
    await device.close(tab);
  }
  throw new Error(`expected arm ${String(arm)} in forty draws`);
}

describe('a device in an experiment', () => {
  it('tells of none where there is none', async () => {
    expect(await armOf(await device.open('local'))).toBeNull();
  });

  it('has arm A in a session, and tells so', async () => {
    device.site.publish({ sequence: 6, experiment: { name: NAME, other: { seed: 2 } } });
    for (let seed = 1; seed <= 5; seed++) {
      const tab = await device.open('session', {}, { seed });
      expect(await armOf(tab)).toEqual({ name: NAME, arm: 0 });
      await device.close(tab);
    }
  });

  it('keeps its arm from visit to visit, has A once consent to storage ends, and draws anew after', async () => {
    device.site.publish({ sequence: 6, experiment: { name: NAME, other: { seed: 2 } } });
    const first = await openUntil(1, 'local');
    await device.close(first);
    for (let seed = 1; seed <= 5; seed++) {
      const tab = await device.open('local', {}, { seed });
      expect(await armOf(tab)).toEqual({ name: NAME, arm: 1 });
      await device.close(tab);
    }
    const last = await device.open('local');
    await last.api.setMode('session');
    await expect.poll(() => armOf(last)).toEqual({ name: NAME, arm: 0 });
    await device.close(last);
    await device.close(await openUntil(0, 'local'));
  });

  it('lists what its own arm gives, by the catalog of its own arm', async () => {
    device.site.publish({ sequence: 6, experiment: { name: NAME, other: { seed: 2, items: 60 } } });
    const listOf = async (tab: Tab): Promise<string[]> => {
      await tab.api.track([eligible(0), eligible(4, 1)]);
      const { recomms } = await tab.api.recommend({ kind: 'user', count: 20 });
      return recomms.map(({ id }) => id);
    };
    const a = await openUntil(0, 'local');
    expect((await a.api.status()).model?.items).toBe(40);
    const listA = await listOf(a);
    await a.api.forget('all');
    await device.close(a);
    const b = await openUntil(1, 'local');
    expect((await b.api.status()).model?.items).toBe(60);
    expect(await listOf(b)).not.toEqual(listA);
  });

  it.each([0, 1] as const)('reports as arm %i what that arm’s model says', async (arm) => {
    device.site.publish({ sequence: 6, experiment: { name: NAME, other: { seed: 2 } } });
    const tab = await openUntil(arm, 'aggregates');
    await tab.api.track([eligible(0), eligible(4, 1)]);
    await device.passWait();
    await device.clock.pass(DAY + HOUR);
    expect(device.arrived).toHaveLength(1);
    expect(parseReport(device.arrived[0]!)).toMatchObject({ model: 6, arm });
  });
});
