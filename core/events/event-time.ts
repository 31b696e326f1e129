/** As ingest reads them: a date alone, or a date and a time with or without a zone. */
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?\s*(?:Z|UTC|([+-])(\d{2})(?::?(\d{2}))?)?)?$/i;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;
/** What the other formats end with where they name a zone. */
const ZONE = /(?:\b(?:Z|GMT|UTC|[ECMP][SD]T)|:\d{2}\s*(?:GMT|UTC)?[+-]\d{2}:?\d{2})(?:\s*\([^)]*\))?$/i;
const MINUTE_MS = 60_000;

/**
 * The moment a log, a line of histories or a page names, in epoch milliseconds; undefined where it names none. ISO 8601,
 * UTC where no zone is named whatever the machine's own zone; numbers (also as texts) below 1e11 are epoch seconds, below
 * 1e14 milliseconds, others microseconds. Other formats as far as the platform reads them.
 */
export function toEpochMs(value: unknown): number | undefined {
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (NUMBER.test(text)) return fromNumber(Number(text));
  const iso = ISO.exec(text);
  if (iso !== null) return fromIso(iso);
  const time = Date.parse(ZONE.test(text) ? text : `${text} UTC`);
  return Number.isNaN(time) ? undefined : time;
}

function fromNumber(value: number): number | undefined {
  if (!Number.isFinite(value)) return undefined;
  const size = Math.abs(value);
  if (size < 1e11) return value * 1000;
  return size < 1e14 ? value : value / 1000;
}

function fromIso(parts: RegExpExecArray): number | undefined {
  const number = (index: number): number => Number(parts[index] ?? 0);
  const [month, day] = [number(2), number(3)];
  const [hour, minute, second] = [number(4), number(5), number(6)];
  const date = new Date(0);
  date.setUTCFullYear(number(1), month - 1, day);
  // 30 February would roll over into March.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const offset = (parts[8] === '-' ? -1 : 1) * (number(9) * 60 + number(10));
  return date.getTime() + (hour * 60 + minute - offset) * MINUTE_MS + (second + number(7)) * 1000;
}
