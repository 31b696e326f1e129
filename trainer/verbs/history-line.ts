import { RecommenderError, type ErrorPlace } from '../../core/errors.js';
import { contextAt } from '../../core/context.js';
import { toEventName } from '../../core/events/event-aliases.js';
import { toEpochMs } from '../../core/events/event-time.js';
import { parseShopEvent, type ShopEvent } from '../../core/events/shop-event.js';
import type { EngineRequest } from '../../engine/slate.js';
import { parseLogContext } from '../log-words.js';

/** An event that cannot be read, and why. */
export interface SkippedEvent {
  readonly reason: 'unknown-event-name' | 'bad-event';
  readonly message: string;
}

export interface HistoryLine {
  readonly id: string;
  readonly events: readonly ShopEvent[];
  /** In the order of the line. */
  readonly skipped: readonly SkippedEvent[];
  /** The moment and the circumstances of asking, as far as the line or `--now` says. */
  readonly asked: Pick<EngineRequest, 'now' | 'context'>;
}

/**
 * One line of a histories file: `{"id", "now"?, "context"?, "events": [...]}`, oldest first. An event without a name is a
 * purchase and without a time a second after the one before it, as in a file of events; one that cannot be read is left
 * out of the history, not the history out of the run.
 * @param now epoch seconds, where the line names no moment.
 * @throws RecommenderError `input/bad-line` for a line that cannot have an answer: no id, no list of events, no such moment.
 */
export function parseHistoryLine(
  value: Readonly<Record<string, unknown>>,
  place: ErrorPlace,
  now: number | undefined,
): HistoryLine {
  const { id, events } = value;
  if (typeof id !== 'string' && typeof id !== 'number') throw badLine('"id" to be a text', place);
  if (!Array.isArray(events)) throw badLine('"events" to be a list', place);
  const moment = toMoment(value['now']) ?? now;
  if (Number.isNaN(moment)) throw badLine('"now" to be a time', place);
  const context = { ...(moment === undefined ? {} : contextAt(moment)), ...parseLogContext(value['context']) };
  const asked = { context, ...(moment === undefined ? {} : { now: moment }) };
  return { id: String(id), asked, ...parseEvents(events) };
}

/** Epoch seconds, NaN for what is no time; undefined where nothing is said. */
export function toMoment(value: unknown): number | undefined {
  return value === undefined || value === null ? undefined : (toEpochMs(value) ?? NaN) / 1000;
}

function parseEvents(list: readonly unknown[]): Pick<HistoryLine, 'events' | 'skipped'> {
  const events: ShopEvent[] = [];
  const skipped: SkippedEvent[] = [];
  let next = 0;
  for (const [at, raw] of list.entries()) {
    const event = withDefaults(raw);
    try {
      const parsed = parseShopEvent(event, next);
      events.push(parsed);
      next = parsed.time + 1000;
    } catch (error) {
      const reason = hasUnknownName(event) ? 'unknown-event-name' : 'bad-event';
      skipped.push({
        reason,
        message: `events[${String(at)}]: ${error instanceof Error ? error.message : 'unreadable'}`,
      });
    }
  }
  return { events, skipped };
}

function withDefaults(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  const { event_name: name, item_id: id, timestamp } = raw as Record<string, unknown>;
  return {
    ...raw,
    event_name: name === undefined || name === null || name === '' ? 'purchase' : name,
    ...(typeof id === 'string' && { item_id: id.trim() }),
    timestamp: timestamp === '' ? undefined : timestamp,
  };
}

function hasUnknownName(event: unknown): boolean {
  const name = (event as Record<string, unknown> | null)?.['event_name'];
  return typeof name === 'string' && toEventName(name) === undefined;
}

function badLine(expected: string, place: ErrorPlace): RecommenderError {
  return new RecommenderError('input/bad-line', `expected ${expected}`, { place });
}
