import { afterEach, describe, expect, it, vi } from 'vitest';
import { epochOf } from '../../../core/privacy/epoch.js';
import { PLACEMENT_STAGES, PLACEMENTS } from '../../../core/privacy/questions.js';
import { parseReport } from '../../../core/privacy/report.js';
import { itemId, shopEvent } from '../shop-events.js';
import { DAY, HOUR, START, WEEK } from './made-ledgers.js';
import { createBench, made, only, outcomes, SENDING, settle, TRUTHFUL } from './reporter-bench.js';

afterEach(() => vi.restoreAllMocks());

describe('a fresh ledger', () => {
  it('is there as soon as aggregates are allowed, with its question drawn, and waits 7 to 14 days', async () => {
    const waits: number[] = [];
    for (let seed = 0; seed < 40; seed++) {
      const bench = createBench({ seed });
      await bench.open().setMode('aggregates', false);
      await settle();
      const state = (await bench.ledger.read())!;
      expect(state).toMatchObject({ createdAt: START, lastMadeAt: null, serial: 0, outbox: null });
      expect(state.next).not.toBeNull();
      waits.push((state.waitUntil - START) / DAY);
    }
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(7);
    expect(Math.max(...waits)).toBeLessThan(14);
    expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(5);
  });

  it('draws its question once, when the policy of a model is known', async () => {
    const bench = createBench({ policy: only('model') });
    const early = bench.open({ model: () => undefined });
    await early.setMode('aggregates', false);
    await settle();
    expect((await bench.ledger.read())!.next).toBeNull();
    await bench.open().setMode('aggregates', false);
    await settle();
    expect((await bench.ledger.read())!.next).toEqual({ question: 'model', parameter: 0 });
    const otherPolicy = createBench({ policy: only('item'), ledger: bench.ledger });
    await otherPolicy.open().setMode('aggregates', false);
    await settle();
    expect((await bench.ledger.read())!.next).toEqual({ question: 'model', parameter: 0 });
  });

  it('leads to no report while a policy asks nothing, and to one when it asks again', async () => {
    const nothing = { item: 0, category: 0, placement: 0, model: 0, weight: 0, dismissal: 0 };
    const bench = createBench({ policy: nothing });
    const silent = await bench.openDue();
    await bench.clock.pass(30 * DAY);
    expect(await made(bench)).toBe(0);
    await silent.close();
    const asking = createBench({ policy: only('weight'), ledger: bench.ledger });
    asking.clock.jump(60 * DAY);
    await asking.open().setMode('aggregates', false);
    await asking.clock.pass(HOUR);
    expect(await outcomes(asking)).toEqual(['waiting']);
  });

  it.each(['off', 'session', 'local'] as const)('is not made in mode %s', async (mode) => {
    const bench = createBench();
    await bench.open().setMode(mode, false);
    await bench.clock.pass(30 * DAY);
    expect(await bench.ledger.read()).toBeUndefined();
  });

  it('is not made for a shop without an address for reports, for a guest, under GPC, or while events are in memory', async () => {
    const bench = createBench();
    await bench.open({ reportsUrl: undefined }).setMode('aggregates', false);
    await bench.open().setMode('aggregates', true);
    await bench.open({ readSince: () => Promise.resolve(undefined) }).setMode('aggregates', false);
    bench.hasGpc = true;
    await bench.open().setMode('aggregates', false);
    await bench.clock.pass(30 * DAY);
    expect(await bench.ledger.read()).toBeUndefined();
  });

  it('bars all events that were there before it: an earlier ledger may have used them', async () => {
    const bench = createBench({ policy: only('category'), budget: TRUTHFUL });
    await bench.track(shopEvent(0), shopEvent(4, 1));
    await bench.openDue();
    await bench.clock.pass(SENDING);
    expect(parseReport(bench.sent[0]!.text)).toMatchObject({ question: 'category', answer: 0 });
  });
});

describe('a report', () => {
  it('is made when the wait is over, waits up to a day, and is sent once', async () => {
    const bench = createBench();
    await bench.openDue();
    expect(await made(bench)).toBe(0);
    await bench.clock.pass(HOUR);
    expect(await outcomes(bench)).toEqual(['waiting']);
    const state = (await bench.ledger.read())!;
    const { sendAt, row } = state.outbox!;
    expect(sendAt).toBeGreaterThanOrEqual(row.madeAt);
    expect(sendAt).toBeLessThan(row.madeAt + DAY);
    await bench.clock.pass(sendAt - bench.clock.now() - 1);
    expect(bench.sent).toEqual([]);
    await bench.clock.pass(HOUR);
    expect(bench.sent).toHaveLength(1);
    expect(bench.sent[0]).toMatchObject({ url: 'https://shop.example/v1/reports', id: row.id, text: row.text });
    expect(row.text).toHaveLength(256);
    expect(parseReport(row.text)).toMatchObject({ id: row.id, epoch: epochOf(row.madeAt), model: 5, arm: 0 });
    expect(await outcomes(bench)).toEqual(['sent']);
    await bench.clock.pass(5 * DAY);
    expect(bench.sent).toHaveLength(1);
  });

  it('comes at most once in 7 days, for as long as a year', async () => {
    const bench = createBench();
    await bench.openDue();
    await bench.clock.pass(365 * DAY);
    const times = (await bench.ledger.rows()).map(({ madeAt }) => madeAt);
    expect(times.length).toBeGreaterThan(48);
    expect(times.length).toBeLessThanOrEqual(52);
    times.slice(1).forEach((time, k) => expect(time - times[k]!).toBeGreaterThanOrEqual(WEEK));
    expect(new Set(bench.sent.map(({ id }) => id)).size).toBe(times.length);
  });

  it('answers the question drawn before, and draws the next one with it', async () => {
    const bench = createBench();
    await bench.openDue();
    for (let k = 0; k < 12; k++) {
      const { next } = (await bench.ledger.read())!;
      while ((await made(bench)) === k) await bench.clock.pass(HOUR);
      const row = (await bench.ledger.rows())[k]!;
      expect({ question: row.question, parameter: row.parameter }).toEqual(next);
      expect(parseReport(row.text)).toMatchObject({ ...next });
    }
  });

  it('is made of the events since the last one alone, whatever the question was', async () => {
    const bench = createBench({ policy: only('category'), budget: TRUTHFUL });
    await bench.openDue();
    await bench.track(shopEvent(0)); // of the category "lamps"
    await bench.clock.pass(HOUR + SENDING);
    await bench.clock.pass(WEEK);
    await bench.clock.pass(WEEK);
    const answers = bench.sent.map(({ text }) => parseReport(text).answer);
    expect(answers[0]).toBeGreaterThan(0);
    expect(answers.slice(1)).toEqual([0, 0]);
    await bench.track(shopEvent(1, 9));
    await bench.clock.pass(WEEK + DAY);
    expect(parseReport(bench.sent.at(-1)!.text).answer).not.toBe(0);
    const { shops } = (await bench.ledger.read())!;
    expect(shops.get('default')!.cut).toBe(2);
  });

  it('leaves out events without the mark and moves past them too', async () => {
    const bench = createBench({ policy: only('category'), budget: TRUTHFUL });
    await bench.openDue();
    await bench.events.append([shopEvent(0), shopEvent(1)]);
    await bench.clock.pass(SENDING);
    expect(parseReport(bench.sent[0]!.text).answer).toBe(0);
    expect((await bench.ledger.read())!.shops.get('default')!.cut).toBe(2);
  });

  it('leaves out what the shopper has deleted', async () => {
    const bench = createBench({ policy: only('category'), budget: TRUTHFUL });
    await bench.openDue();
    await bench.track(shopEvent(0));
    await bench.events.deleteItems(new Set([itemId(0)]));
    await bench.clock.pass(SENDING);
    expect(parseReport(bench.sent[0]!.text).answer).toBe(0);
  });

  it('knows which rows were shown since the cut', async () => {
    const placement = PLACEMENTS.indexOf('trending');
    const bench = createBench({ policy: only('placement'), budget: TRUTHFUL });
    const reporter = await bench.openDue();
    const draw = { question: 'placement', parameter: placement } as const;
    const aim = (): Promise<boolean> => bench.ledger.update((state) => ({ state: { ...state!, next: draw } }));
    await aim();
    reporter.noteRendered('trending');
    reporter.noteRendered('trending');
    await settle();
    expect((await bench.ledger.read())!.shops.get('default')!.rendered).toEqual(['trending']);
    await bench.clock.pass(HOUR);
    expect(parseReport((await bench.ledger.rows())[0]!.text).answer).toBe(PLACEMENT_STAGES.indexOf('rendered'));
    expect((await bench.ledger.read())!.shops.get('default')!.rendered).toEqual([]);
    await bench.clock.pass(SENDING);
    await aim();
    await bench.clock.pass(WEEK);
    expect(parseReport((await bench.ledger.rows())[1]!.text).answer).toBe(PLACEMENT_STAGES.indexOf('none'));
    reporter.noteRendered('trending');
    await settle();
    expect((await bench.ledger.read())!.shops.get('default')!.rendered).toEqual(['trending']);
  });

  it('tells of a dismissal once, in the report that uses it up', async () => {
    const bench = createBench({ policy: only('dismissal'), budget: TRUTHFUL });
    await bench.openDue();
    const [seen, dismissed] = [shopEvent(4, 1, 'view_item_list'), shopEvent(4, 2, 'dismiss_item')];
    await bench.track({ ...seen, items: [{ item_id: itemId(4), item_list_id: 'basket' }] }, dismissed);
    await bench.clock.pass(SENDING);
    await bench.clock.pass(WEEK);
    const answers = bench.sent.map(({ text }) => parseReport(text));
    expect(answers.map(({ question, parameter, answer }) => [question, parameter, answer])).toEqual([
      ['dismissal', 0, 1 + PLACEMENTS.indexOf('cart')],
      ['dismissal', 0, 0],
    ]);
  });

  it('names one of the rows that products were dismissed in, each as often', async () => {
    const named = new Map<number, number>();
    for (let seed = 1; seed <= 60; seed++) {
      const bench = createBench({ seed, policy: only('dismissal'), budget: TRUTHFUL });
      await bench.openDue();
      const dismissals = ['cart', 'cart', 'cart', 'similar'].map((item_list_id, k) => ({
        ...shopEvent(k, k, 'dismiss_item'),
        items: [{ item_id: itemId(k), item_list_id }],
      }));
      await bench.track(...dismissals);
      await bench.clock.pass(SENDING);
      const { answer } = parseReport(bench.sent[0]!.text);
      named.set(answer, (named.get(answer) ?? 0) + 1);
    }
    const [cart, similar] = (['cart', 'similar'] as const).map((row) => named.get(1 + PLACEMENTS.indexOf(row))!);
    expect(cart! + similar!).toBe(60);
    expect(Math.abs(cart! - 30)).toBeLessThan(13); // three in four, had each dismissal counted, would be 45
  });

  it('never holds anything of a sensitive category, nor what came of it', async () => {
    const sensitive = { sensitiveCategories: ['lamps', 'rugs > hidden'] };
    const bench = createBench({ policy: only('category'), budget: TRUTHFUL });
    await bench.openDue(sensitive);
    const unknown = { ...shopEvent(1, 5), items: [{ item_id: 'nobody knows it' }, { item_id: itemId(1) }] };
    await bench.track(shopEvent(0), shopEvent([1, 4], 1), unknown);
    await bench.clock.pass(HOUR + SENDING);
    expect(parseReport(bench.sent[0]!.text).answer).toBe(0);
    await bench.track(shopEvent(2, 7));
    await bench.clock.pass(WEEK);
    expect(parseReport(bench.sent[1]!.text).answer).not.toBe(0);
  });

  it('takes its bytes from the randomness handed in and never from Math.random', async () => {
    vi.spyOn(Math, 'random').mockImplementation(() => {
      throw new Error('Math.random');
    });
    for (const question of ['item', 'category', 'placement', 'model', 'weight', 'dismissal'] as const) {
      const bench = createBench({ policy: only(question) });
      await bench.openDue();
      await bench.track(shopEvent(0), shopEvent(4, 1), shopEvent(8, 2));
      await bench.clock.pass(SENDING);
      expect(bench.sent).toHaveLength(1);
    }
  });
});

describe('a clock', () => {
  it('that goes back buys nothing until it is there again', async () => {
    const bench = createBench();
    await bench.openDue();
    await bench.clock.pass(HOUR);
    bench.clock.jump(-365 * DAY);
    await bench.clock.pass(300 * DAY);
    expect(await made(bench)).toBe(1);
    await bench.clock.pass(74 * DAY);
    expect(await made(bench)).toBe(2);
  });

  it('that goes forward a year buys one report', async () => {
    const bench = createBench();
    await bench.openDue();
    await bench.clock.pass(SENDING);
    bench.clock.jump(365 * DAY);
    await bench.clock.pass(2 * HOUR);
    bench.clock.jump(-365 * DAY);
    await bench.clock.pass(100 * DAY);
    expect(await made(bench)).toBe(2);
  });
});
