import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Repeats } from '../../core/artifact/blend-section.js';
import { RecommenderError, type ErrorPlace } from '../../core/errors.js';
import { parseShopEvent, type ShopEvent } from '../../core/events/shop-event.js';
import { createEngine, type Engine } from '../../engine/engine.js';
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
  const among = readCandidates(options.text('candidates'), engine, output);
  const out = createWriteStream(options.required('out'));
  let lines = 0;
  for await (const { value, place } of readJsonLines(options.required('histories'))) {
    const { id, events } = parseHistory(value, place);
    const recommender = createRecommender(engine);
    recommender.setEvents(events);
    const ranked = recommender.rank({ count, repeats, ...(among === undefined ? {} : { among }) });
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

/** One line of a histories file: `{"id", "events": [...]}`, oldest first. */
function parseHistory(value: Record<string, unknown>, place: ErrorPlace): { id: string; events: ShopEvent[] } {
  const { id, events } = value;
  if (typeof id !== 'string' && typeof id !== 'number') throw badLine('"id" to be a text', place);
  if (!Array.isArray(events)) throw badLine('"events" to be a list', place);
  return { id: String(id), events: events.map((event, at) => parseEvent(event, at, place)) };
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
