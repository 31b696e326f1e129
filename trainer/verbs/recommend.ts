import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Repeats } from '../../core/artifact/blend-section.js';
import { RecommenderError, type ErrorPlace } from '../../core/errors.js';
import { parseShopEvent, type ShopEvent } from '../../core/events/shop-event.js';
import { contextAt, parseVisitContext } from '../../core/context.js';
import { createEngine, type Engine } from '../../engine/engine.js';
import type { EngineRequest } from '../../engine/slate.js';
import { createRecommender } from '../../engine/recommender.js';
import { readArtifact } from '../artifact-files.js';
import { readJsonLines } from '../json-lines.js';
import type { Options } from '../options.js';
import type { Output } from '../output.js';

export const RECOMMEND_OPTIONS = {
  model: 'text',
  histories: 'text',
  out: 'text',
  count: 'text',
  repeats: 'text',
  task: 'text',
  candidates: 'text',
  now: 'text',
} as const;

/** The device's own scoring code over given histories; one line out for each line in, in input order. */
export async function recommendVerb(options: Options, output: Output): Promise<void> {
  const artifact = readArtifact(options.required('model'));
  const engine = createEngine(artifact.model);
  const count = options.integer('count', { min: 1, max: 10_000, fallback: 20 });
  const repeats = options.oneOf<Repeats>('repeats', ['forbid', 'allow'], 'forbid');
  options.oneOf('task', ['next', 'basket'], 'next');
  const now = toMoment(options.text('now'));
  const among = readCandidates(options.text('candidates'), engine, output);
  const file = options.required('out');
  if (!existsSync(dirname(file))) {
    throw new RecommenderError('usage/bad-option', `expected --out in a folder that exists, got ${file}`);
  }
  const out = createWriteStream(file);
  let lines = 0;
  for await (const { value, place } of readJsonLines(options.required('histories'))) {
    const { id, events, asked } = parseHistory(value, place, now);
    const recommender = createRecommender(engine);
    recommender.setEvents(events);
    const ranked = recommender.rank({ count, repeats, ...asked, ...(among === undefined ? {} : { among }) });
    const items = ranked.map(({ item }) => engine.model.ids.itemIds[item]);
    out.write(`${JSON.stringify({ id, items, scores: ranked.map(({ score }) => round(score)) })}\n`);
    lines++;
  }
  out.end();
  await finished(out);
  output.note(`${String(lines)} lists of up to ${String(count)} items`);
}

/** Nine significant digits: enough to tell lists apart, the same text on every platform. */
function round(score: number): number {
  return Number(score.toPrecision(9));
}

interface HistoryLine {
  readonly id: string;
  readonly events: ShopEvent[];
  /** The moment and the circumstances of asking, as far as the line or `--now` says. */
  readonly asked: Pick<EngineRequest, 'now' | 'context'>;
}

/** One line of a histories file: `{"id", "now"?, "context"?, "events": [...]}`, oldest first. */
function parseHistory(value: Record<string, unknown>, place: ErrorPlace, now: number | undefined): HistoryLine {
  const { id, events } = value;
  if (typeof id !== 'string' && typeof id !== 'number') throw badLine('"id" to be a text', place);
  if (!Array.isArray(events)) throw badLine('"events" to be a list', place);
  const moment = value['now'] === undefined ? now : toMoment(value['now'], place);
  const context = { ...(moment === undefined ? {} : contextAt(moment)), ...parseVisitContext(value['context']) };
  return {
    id: String(id),
    events: events.map((event, at) => parseEvent(event, at, place)),
    asked: { context, ...(moment === undefined ? {} : { now: moment }) },
  };
}

/** ISO 8601, or epoch seconds or milliseconds, as epoch seconds. */
function toMoment(value: unknown, place?: ErrorPlace): number | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  // Seconds reach 1e11 in the year 5138, milliseconds did in 1973.
  const seconds = Number.isNaN(number) ? Date.parse(text) / 1000 : number > 1e11 ? number / 1000 : number;
  if (Number.isFinite(seconds)) return seconds;
  if (place !== undefined) throw badLine('"now" to be a time', place);
  throw new RecommenderError('usage/bad-option', `expected --now to be a time, got "${text}"`);
}

function parseEvent(event: unknown, at: number, place: ErrorPlace): ShopEvent {
  try {
    return parseShopEvent(event, at * 1000);
  } catch (cause) {
    throw badLine(`events[${String(at)}]: ${cause instanceof Error ? cause.message : 'unreadable'}`, place, cause);
  }
}

function badLine(expected: string, place: ErrorPlace, cause?: unknown): RecommenderError {
  const message = cause === undefined ? `expected ${expected}` : expected;
  return new RecommenderError('input/bad-line', message, cause === undefined ? { place } : { place, cause });
}

function readCandidates(file: string | undefined, engine: Engine, output: Output): ReadonlySet<number> | undefined {
  if (file === undefined) return undefined;
  if (!existsSync(file)) throw new RecommenderError('input/missing-file', 'expected this file', { place: { file } });
  const ids = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const known = ids.map((id) => engine.model.itemToIndex.get(id)).filter((index) => index !== undefined);
  if (known.length < ids.length)
    output.note(`${String(ids.length - known.length)} candidates are not in the model and are left out`);
  return new Set(known);
}
