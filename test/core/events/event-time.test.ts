import { afterEach, describe, expect, it } from 'vitest';
import { parseShopEvent } from '../../../core/events/shop-event.js';
import { toEpochMs } from '../../../core/events/event-time.js';

const TEN = 1_706_695_200_000;
const zone = process.env['TZ'];

afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const TIMES: readonly (readonly [string, number])[] = [
  ['2024-01-31', TEN - 36_000_000],
  ['2024-01-31T10:00:00Z', TEN],
  ['2024-01-31T10:00:00.250Z', TEN + 250],
  ['2024-01-31 10:00:00', TEN],
  ['2024-01-31T10:00', TEN],
  ['2024-01-31T12:00:00+02:00', TEN],
  ['2024-01-31T05:00:00-0500', TEN],
  ['2024-01-31T15:30+05:30', TEN],
  ['2024-01-31 10:00:00 UTC', TEN],
  ['1706695200', TEN],
  ['1706695200000', TEN],
  ['1706695200000000', TEN],
  ['Jan 31 2024 10:00:00', TEN],
  ['Wed, 31 Jan 2024 10:00:00 GMT', TEN],
  ['Wed Jan 31 2024 12:00:00 GMT+0200 (EET)', TEN],
];

describe.each(['UTC', 'America/New_York', 'Asia/Kolkata'])('times read where clocks show %s', (place) => {
  it.each(TIMES)('are UTC where they name no zone: %s', (text, expected) => {
    process.env['TZ'] = place;
    expect(toEpochMs(text)).toBe(expected);
    expect(parseShopEvent({ event_name: 'view_item', item_id: 'i', timestamp: text }, 0).time).toBe(expected);
  });
});

describe('what is no time', () => {
  it.each(['', 'soon', '2024-02-30', '2024-13-01', '2024-01-01T25:00:00Z', NaN, Infinity, null, {}])(
    'is read as none: %s',
    (value) => {
      expect(toEpochMs(value)).toBeUndefined();
    },
  );
});
