/** As ingest reads them: a date alone, or a date and a time with or without a zone. */
const ISO =
  /^(\d{4}-\d{2}-(\d{2}))(?:[T ](\d{2}:\d{2})(?:(:\d{2})(\.\d+)?)?\s*(?:Z|UTC|([+-]\d{2})(?::?(\d{2}))?)?)?$/i;
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
  const [, date, day, clock = '00:00', second = ':00', fraction = '0', hours = '+0', minutes = '0'] = parts;
  const time = Date.parse(`${date}T${clock}${second}Z`);
  // 30 February would roll over into March.
  if (new Date(time).getUTCDate() !== Number(day)) return undefined;
  const offset = Number(hours) * 60 + Number(hours.charAt(0) + minutes);
  return time - offset * MINUTE_MS + Number(fraction) * 1000;
}
