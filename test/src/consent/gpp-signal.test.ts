import { describe, expect, it } from 'vitest';
import { gppPing } from '../../helpers/consent-tools.js';
import { useFreshPage } from './fresh-page.js';

const page = useFreshPage();
const ALL = { storage: true, aggregates: true };
const NONE = { SaleOptOut: 2, SharingOptOut: 2, TargetedAdvertisingOptOut: 2, SaleOptOutNotice: 1 };

describe('the GPP signal', () => {
  it.each([
    [NONE, undefined, 'aggregates'],
    [NONE, false, 'aggregates'],
    [NONE, true, 'local'],
    [{ ...NONE, SaleOptOut: 1 }, false, 'local'],
    [{ ...NONE, SharingOptOut: 1 }, false, 'local'],
    [{ ...NONE, TargetedAdvertisingOptOut: 1 }, undefined, 'local'],
    [{ SaleOptOut: 0, SharingOptOut: 0, TargetedAdvertisingOptOut: 0 }, undefined, 'aggregates'],
  ])('makes of the section %j with GPC %s the mode %s', (core, gpc, mode) => {
    page.tools.gpp.stub();
    const keeper = page.keep(ALL);
    expect(keeper.mode).toBe('session');
    page.tools.gpp.tell(gppPing(core, gpc));
    expect(keeper.mode).toBe(mode);
  });

  it('reads a section that is one object, a state’s, and an older name', () => {
    page.tools.gpp.stub();
    const keeper = page.keep(ALL);
    for (const name of ['usnat', 'usca', 'usnatv1']) {
      page.tools.gpp.tell(gppPing(NONE));
      expect(keeper.mode).toBe('aggregates');
      page.tools.gpp.tell({ signalStatus: 'ready', parsedSections: { [name]: { ...NONE, SaleOptOut: 1 } } });
      expect(keeper.mode).toBe('local');
    }
  });

  it('says nothing where no section applies, and never grants', () => {
    page.tools.gpp.stub();
    page.tools.gpp.tell({ signalStatus: 'ready', parsedSections: {} });
    expect(page.keep(ALL).mode).toBe('aggregates');
    expect(page.keep().mode).toBe('session');
  });

  it('has decided nothing where it is ready and shows no sections', () => {
    page.tools.gpp.stub();
    page.tools.gpp.tell({ signalStatus: 'ready' });
    expect(page.keep(ALL).mode).toBe('session');
  });

  it('keeps what was decided while the shopper chooses', () => {
    page.tools.gpp.stub();
    const keeper = page.keep(ALL);
    page.tools.gpp.tell(gppPing({ SaleOptOut: 1 }));
    page.tools.gpp.tell({ ...gppPing(NONE), signalStatus: 'not ready' });
    expect(keeper.mode).toBe('local');
    page.tools.gpp.tell(gppPing(NONE));
    expect(keeper.mode).toBe('aggregates');
  });

  it('never decides where the tool speaks 1.0, which has no signal status', () => {
    page.tools.gpp.stub();
    const keeper = page.keep(ALL);
    page.tools.gpp.tell({
      gppVersion: '1.0',
      cmpStatus: 'loaded',
      cmpDisplayStatus: 'hidden',
      supportedAPIs: ['usnat'],
    });
    expect(keeper.mode).toBe('session');
  });

  it.each([null, undefined, { signalStatus: 'ready', parsedSections: { usnat: [null] } }])(
    'is undecided again after an event that carries %j',
    (ping) => {
      page.tools.gpp.stub();
      page.tools.gpp.tell(gppPing(NONE));
      const keeper = page.keep({ storage: true });
      expect(keeper.mode).toBe('local');
      page.tools.gpp.tell(ping);
      expect(keeper.mode).toBe('session');
    },
  );
});
