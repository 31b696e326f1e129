import { describe, expect, it, vi } from 'vitest';
import { tcData, TCF_ALL } from '../../helpers/consent-tools.js';
import { useFreshPage } from './fresh-page.js';

const page = useFreshPage();

describe('the TCF signal', () => {
  it.each([
    [TCF_ALL, 'aggregates'],
    [[1, 5, 6], 'local'],
    [[1, 5, 6, 8], 'local'],
    [[1, 5, 6, 10], 'local'],
    [[1, 2, 3, 4, 7, 8, 9, 10], 'session'],
    [[5, 6, 8, 10], 'session'],
    [[1, 5, 8, 10], 'session'],
    [[1, 6, 8, 10], 'session'],
    [[], 'session'],
  ])('makes of consent to the purposes %j the mode %s', (purposes, mode) => {
    page.tools.tcf.stub();
    const keeper = page.keep();
    expect(keeper.mode).toBe('session');
    page.tools.tcf.load(tcData(purposes, 'tcloaded'));
    expect(keeper.mode).toBe(mode);
  });

  it('is undecided while the stub queues, also for a shop that has said yes', () => {
    page.tools.tcf.stub();
    const keeper = page.keep({ storage: true, aggregates: true });
    expect(keeper.mode).toBe('session');
    vi.advanceTimersByTime(60_000);
    expect(keeper.mode).toBe('session');
    page.tools.tcf.load(tcData(TCF_ALL));
    expect(keeper.mode).toBe('aggregates');
  });

  it('keeps what was decided while the shopper looks at the dialogue again', () => {
    page.tools.tcf.load(tcData(TCF_ALL, 'tcloaded'));
    const keeper = page.keep();
    page.tools.tcf.tell(tcData([], 'cmpuishown'));
    expect(keeper.mode).toBe('aggregates');
    page.tools.tcf.tell(tcData([8]));
    expect(keeper.mode).toBe('session');
  });

  it('takes a first dialogue for no decision', () => {
    page.tools.tcf.load(tcData(TCF_ALL, 'cmpuishown'));
    expect(page.keep().mode).toBe('session');
  });

  it('neither restricts nor grants where the GDPR does not apply', () => {
    page.tools.tcf.load(tcData([], 'tcloaded', false));
    expect(page.keep({ storage: true, aggregates: true }).mode).toBe('aggregates');
    expect(page.keep().mode).toBe('session');
  });

  it.each([
    null,
    undefined,
    7,
    'x',
    {},
    { eventStatus: 'tcloaded' },
    { purpose: null },
    { purpose: { consents: null } },
  ])('is undecided again after an event that carries %j', (data) => {
    page.tools.tcf.load(tcData(TCF_ALL));
    const keeper = page.keep({ storage: true });
    expect(keeper.mode).toBe('local');
    page.tools.tcf.tell(data);
    expect(keeper.mode).toBe('session');
  });

  it('is undecided after an event that failed, whatever came with it', () => {
    page.tools.tcf.load(tcData(TCF_ALL));
    const keeper = page.keep();
    page.tools.tcf.tell(tcData(TCF_ALL), false);
    expect(keeper.mode).toBe('session');
  });

  it('takes only true for a consent', () => {
    page.tools.tcf.load({ purpose: { consents: { 1: 1, 5: 'yes', 6: {} } as never } });
    expect(page.keep().mode).toBe('session');
  });

  it('listens once, however often it is looked for', () => {
    page.tools.tcf.load(tcData([]));
    const keeper = page.keep();
    for (let i = 0; i < 5; i++) keeper.say({});
    vi.advanceTimersByTime(3_600_000);
    expect(page.tools.tcf.listeners()).toBe(1);
  });

  it('is found when it turns up late', () => {
    const keeper = page.keep();
    vi.advanceTimersByTime(5000);
    page.tools.tcf.load(tcData(TCF_ALL));
    vi.advanceTimersByTime(2000);
    expect(keeper.mode).toBe('aggregates');
    expect(page.changes).toBe(1);
  });

  it('gives a tool three seconds that turns up when something is stored, and then takes its silence for no', () => {
    const keeper = page.keep({ storage: true, aggregates: true });
    keeper.takeOpeningMode(); // there is a worker now
    page.tools.tcf.stub();
    vi.advanceTimersByTime(200);
    expect(keeper.mode).toBe('local');
    vi.advanceTimersByTime(2900);
    expect(keeper.mode).toBe('local');
    vi.advanceTimersByTime(200);
    expect(keeper.mode).toBe('session');
  });

  it('never deletes what is stored where that tool says yes in time, and obeys its no at once', () => {
    const keeper = page.keep({ storage: true });
    keeper.takeOpeningMode(); // there is a worker now
    page.tools.tcf.stub();
    vi.advanceTimersByTime(1000);
    page.tools.tcf.load(tcData(TCF_ALL));
    vi.advanceTimersByTime(60_000);
    expect([keeper.mode, page.changes]).toEqual(['local', 0]);
    page.tools.tcf.tell(tcData([]));
    expect(keeper.mode).toBe('session');
  });

  it('has no three seconds where nothing is stored yet: a yes of the shop waits for the tool', () => {
    const keeper = page.keep();
    keeper.takeOpeningMode(); // there is a worker now
    page.tools.tcf.stub();
    vi.advanceTimersByTime(1000);
    keeper.say({ storage: true });
    expect(keeper.mode).toBe('session');
  });
});
