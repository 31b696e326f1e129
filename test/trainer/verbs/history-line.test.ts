import { describe, expect, it } from 'vitest';
import { RecommenderError } from '../../../core/errors.js';
import { parseHistoryLine } from '../../../trainer/verbs/history-line.js';

const place = { file: 'h.jsonl', line: 3 };
const parse = (events: unknown, more: object = {}): ReturnType<typeof parseHistoryLine> =>
  parseHistoryLine({ id: 'u', events, ...more }, place, undefined);
const view = { event_name: 'view_item', item_id: 'i1', timestamp: '2024-06-01T00:00:00Z' };
const MOMENT = Date.UTC(2024, 5, 1);

describe('an event of a history', () => {
  it.each([undefined, null, ''])('without a name (%s) is a purchase, as in a file of events', (event_name) => {
    expect(parse([{ ...view, event_name }]).events).toMatchObject([{ name: 'purchase', time: MOMENT }]);
  });

  it('without a time comes a second after the one before it', () => {
    const { events } = parse([
      { item_id: 'a' },
      view,
      { item_id: 'b', timestamp: null },
      { item_id: 'c', timestamp: '' },
    ]);
    expect(events.map(({ time }) => time)).toEqual([0, MOMENT, MOMENT + 1000, MOMENT + 2000]);
  });

  it('has its item’s id cleaned as a file of events has', () => {
    expect(
      parse([
        { ...view, item_id: ' i1\t' },
        { ...view, item_id: 7 },
      ]).events,
    ).toMatchObject([{ items: [{ item_id: 'i1' }] }, { items: [{ item_id: '7' }] }]);
  });

  it.each<[string, unknown, string]>([
    ['a name nobody uses', { ...view, event_name: 'danced' }, 'unknown-event-name'],
    ['a name that is no text', { ...view, event_name: 5 }, 'bad-event'],
    ['an id longer than any model has', { ...view, item_id: 'x'.repeat(201) }, 'bad-event'],
    ['an empty id', { ...view, item_id: ' ' }, 'bad-event'],
    ['a time that is none', { ...view, timestamp: 'soon' }, 'bad-event'],
    ['no fields', 5, 'bad-event'],
    ['nothing', null, 'bad-event'],
  ])('with %s is left out and said, and the others stay', (_what, event, reason) => {
    const { events, skipped } = parse([view, event, view]);
    expect(events).toHaveLength(2);
    expect(skipped).toMatchObject([{ reason }]);
    expect(skipped[0]?.message).toMatch(/^events\[1\]: expected .+, got \w+$/);
  });
});

describe('a line of histories', () => {
  it.each<[string, object]>([
    ['no id', { events: [], id: undefined }],
    ['no list of events', { events: {} }],
    ['a moment that is no time', { now: 'soon' }],
  ])('with %s stops the run with file and line', (_what, more) => {
    const read = (): unknown => parse([], more);
    expect(read).toThrow(RecommenderError);
    expect(read).toThrow(expect.objectContaining({ code: 'input/bad-line', place }));
  });

  it('is asked at its own moment, in UTC, else at the run’s', () => {
    expect(parse([], { now: '2024-06-01 13:00:00' }).asked).toEqual({
      now: MOMENT / 1000 + 13 * 3600,
      context: { hour: 13, weekday: 6 },
    });
    expect(parseHistoryLine({ id: 1, now: null, events: [] }, place, 3600).asked).toMatchObject({ now: 3600 });
    expect(parse([]).asked).toEqual({ context: {} });
  });
});
