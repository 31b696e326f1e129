import { QUESTION_FACTS, QUESTIONS, type Draw } from '../../core/privacy/questions.js';
import { SCENARIOS } from '../../core/scenarios.js';
import type { LedgerRow, LedgerState, Outbox, ShopRecord } from './ledger.js';

type Raw = Readonly<Record<string, unknown>>;

const OUTCOMES = ['waiting', 'sent', 'refused', 'expired', 'withdrawn'] as const;

/** The ledger as it was stored; undefined where it is not one of ours. Then it counts as erased, and a fresh one waits. */
export function parseLedgerState(value: unknown): LedgerState | undefined {
  const raw = toRaw(value);
  const { serial, createdAt, waitUntil, lastMadeAt, sentBytes } = raw;
  const next = raw['next'] === null ? null : parseDraw(toRaw(raw['next']));
  const outbox = raw['outbox'] === null ? null : parseOutbox(toRaw(raw['outbox']));
  const shops = parseShops(raw['shops']);
  if (next === undefined || outbox === undefined || shops === undefined) return undefined;
  if (!isWhole(serial) || !isWhole(createdAt) || !isWhole(waitUntil) || !isWhole(sentBytes)) return undefined;
  if (lastMadeAt !== null && !isWhole(lastMadeAt)) return undefined;
  return { serial, createdAt, waitUntil, lastMadeAt, next, shops, outbox, sentBytes };
}

/** A report that was made; undefined where the row is not one of ours. */
export function parseLedgerRow(value: unknown): LedgerRow | undefined {
  const raw = toRaw(value);
  const draw = parseDraw(raw);
  const { id, text, epsilon, madeAt, sentAt } = raw;
  const outcome = OUTCOMES.find((known) => known === raw['outcome']);
  if (draw === undefined || outcome === undefined || typeof id !== 'string' || typeof text !== 'string')
    return undefined;
  if (typeof epsilon !== 'number' || !isWhole(madeAt) || (sentAt !== null && !isWhole(sentAt))) return undefined;
  return { ...draw, id, text, epsilon, madeAt, sentAt, outcome };
}

function parseOutbox({ shop, row: rawRow, sendAt, attempts, notBefore }: Raw): Outbox | undefined {
  const row = parseLedgerRow(rawRow);
  if (row === undefined || typeof shop !== 'string') return undefined;
  if (!isWhole(sendAt) || !isWhole(attempts) || !isWhole(notBefore)) return undefined;
  return { shop, row, sendAt, attempts, notBefore };
}

function parseDraw({ question: named, parameter }: Raw): Draw | undefined {
  const question = QUESTIONS.find((known) => known === named);
  if (question === undefined || !isWhole(parameter) || parameter >= QUESTION_FACTS[question].parameters)
    return undefined;
  return { question, parameter };
}

function parseShops(value: unknown): Map<string, ShopRecord> | undefined {
  if (!(value instanceof Map)) return undefined;
  const shops = new Map<string, ShopRecord>();
  for (const [shop, record] of value as ReadonlyMap<unknown, unknown>) {
    const { cut, rendered } = toRaw(record);
    if (typeof shop !== 'string' || !isWhole(cut) || !Array.isArray(rendered)) return undefined;
    shops.set(shop, { cut, rendered: SCENARIOS.filter((scenario) => rendered.includes(scenario)) });
  }
  return shops;
}

function toRaw(value: unknown): Raw {
  return (typeof value === 'object' && value !== null ? value : {}) as Raw;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
