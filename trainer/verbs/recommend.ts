import { existsSync, readFileSync } from 'node:fs';
import type { Repeats, Task } from '../../core/artifact/blend-section.js';
import { RecommenderError, type ErrorPlace } from '../../core/errors.js';
import { createEngine, type Engine } from '../../engine/engine.js';
import { createRecommender } from '../../engine/recommender.js';
import { readArtifact } from '../artifact-files.js';
import { JsonLinesWriter, readJsonLines } from '../json-lines.js';
import type { Options } from '../options.js';
import type { Output } from '../output.js';
import { parseHistoryLine, toMoment, type SkippedEvent } from './history-line.js';

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
  await recommendFrom(createEngine(readArtifact(options.required('model')).model), options, output);
}

/** The same from a model that is in memory. */
export async function recommendFrom(engine: Engine, options: Options, output: Output): Promise<void> {
  const count = options.integer('count', { min: 1, max: 10_000, fallback: 20 });
  const repeats = options.oneOf<Repeats>('repeats', ['forbid', 'allow'], 'forbid');
  const task = options.oneOf<Task>('task', ['next', 'basket'], 'next');
  const now = readNow(options.text('now'));
  const among = readCandidates(options.text('candidates'), engine, output);
  const histories = options.required('histories');
  const out = await JsonLinesWriter.open(options.required('out'));
  const skipped = new SkippedCount();
  let lines = 0;
  for await (const { value, place } of readJsonLines(histories)) {
    const line = parseHistoryLine(value, place, now);
    skipped.add(line.skipped, place);
    const recommender = createRecommender(engine);
    recommender.setEvents(line.events);
    const ranked = recommender.rank({ count, repeats, task, ...line.asked, ...(among === undefined ? {} : { among }) });
    const items = ranked.map(({ item }) => engine.model.ids.itemIds[item]);
    await out.write({ id: line.id, items, scores: ranked.map(({ score }) => round(score)) });
    lines++;
  }
  await out.close();
  if (skipped.total > 0) output.note(skipped.describe());
  output.note(`${String(lines)} lists of up to ${String(count)} items`);
}

/** What was left out of histories, and where first. */
class SkippedCount {
  total = 0;
  readonly #byReason = new Map<string, number>();
  #first = '';

  add(events: readonly SkippedEvent[], { file, line }: ErrorPlace): void {
    for (const { reason, message } of events) {
      if (this.total++ === 0) this.#first = `${message} (${file}:${String(line)})`;
      this.#byReason.set(reason, (this.#byReason.get(reason) ?? 0) + 1);
    }
  }

  describe(): string {
    const counts = [...this.#byReason].map(([reason, count]) => `${reason} ${String(count)}`).join(', ');
    return `${String(this.total)} events left out of their histories: ${counts}; first ${this.#first}`;
  }
}

function readNow(text: string | undefined): number | undefined {
  const now = toMoment(text);
  if (!Number.isNaN(now)) return now;
  throw new RecommenderError('usage/bad-option', `expected --now to be a time, got "${text ?? ''}"`);
}

/** Nine significant digits: enough to tell lists apart, the same text on every platform. */
function round(score: number): number {
  return Number(score.toPrecision(9));
}

/** Item ids, one a line, cleaned as ingest cleans them. */
function readCandidates(file: string | undefined, engine: Engine, output: Output): ReadonlySet<number> | undefined {
  if (file === undefined) return undefined;
  const ids = readText(file)
    .replace(/^\u{feff}/u, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (ids.length === 0) {
    throw new RecommenderError('input/empty-file', 'expected item ids, one a line, got none', { place: { file } });
  }
  const known = ids.map((id) => engine.model.itemToIndex.get(id)).filter((index) => index !== undefined);
  if (known.length < ids.length)
    output.note(`${String(ids.length - known.length)} candidates are not in the model and are left out`);
  return new Set(known);
}

function readText(file: string): string {
  const place = { file };
  if (!existsSync(file)) throw new RecommenderError('input/missing-file', 'expected this file', { place });
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new RecommenderError('input/missing-file', 'expected a readable file', { place, cause });
  }
}
