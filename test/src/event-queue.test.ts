import { describe, expect, it } from 'vitest';
import type { ShopEvent } from '../../core/events/shop-event.js';
import { EventQueue, QUEUE_LIMIT } from '../../src/event-queue.js';

const eventOf = (id: number): ShopEvent => ({ name: 'view_item', time: id, items: [{ item_id: String(id) }] });
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function recording(): { batches: number[][]; send: (events: readonly ShopEvent[]) => Promise<void> } {
  const batches: number[][] = [];
  return {
    batches,
    send: (events) => {
      batches.push(events.map(({ time }) => time));
      return Promise.resolve();
    },
  };
}

describe('EventQueue', () => {
  it('holds events back until it is open, then sends them in order as one batch', async () => {
    const { batches, send } = recording();
    const queue = new EventQueue(send);
    [1, 2, 3].forEach((id) => queue.push(eventOf(id)));
    await settle();
    expect(batches).toEqual([]);
    queue.open();
    await settle();
    expect(batches).toEqual([[1, 2, 3]]);
    expect(queue.length).toBe(0);
  });

  it('sends what one task tracked together', async () => {
    const { batches, send } = recording();
    const queue = new EventQueue(send);
    queue.open();
    queue.push(eventOf(1));
    queue.push(eventOf(2));
    await settle();
    queue.push(eventOf(3));
    await settle();
    expect(batches).toEqual([[1, 2], [3]]);
  });

  it('waits for one batch before it sends the next, but not when it is flushed', async () => {
    const batches: number[] = [];
    const release: (() => void)[] = [];
    const queue = new EventQueue((events) => {
      batches.push(events.length);
      return new Promise<void>((resolve) => release.push(resolve));
    });
    queue.open();
    queue.push(eventOf(1));
    await settle();
    queue.push(eventOf(2));
    queue.push(eventOf(3));
    await settle();
    expect(batches).toEqual([1]);
    void queue.flush();
    expect(batches).toEqual([1, 2]);
    release.forEach((resolve) => resolve());
  });

  it('drops the oldest beyond its limit and counts them', () => {
    const queue = new EventQueue(() => Promise.resolve());
    for (let id = 0; id < QUEUE_LIMIT + 5; id++) queue.push(eventOf(id));
    expect(queue.dropped).toBe(5);
    expect(
      queue
        .take()
        .map(({ time }) => time)
        .slice(0, 2),
    ).toEqual([5, 6]);
  });

  it('counts a batch that failed and does not send it again', async () => {
    let calls = 0;
    const queue = new EventQueue(() => {
      calls++;
      return Promise.reject(new Error('gone'));
    });
    queue.open();
    queue.push(eventOf(1));
    queue.push(eventOf(2));
    await settle();
    expect({ calls, dropped: queue.dropped, length: queue.length }).toEqual({ calls: 1, dropped: 2, length: 0 });
  });

  it('sends nothing while shut', async () => {
    const { batches, send } = recording();
    const queue = new EventQueue(send);
    queue.open();
    queue.shut();
    queue.push(eventOf(1));
    await queue.flush();
    expect(batches).toEqual([]);
  });
});
