import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRandom } from '../../core/random.js';

/**
 * `evaluate` against the way a stranger would judge: a log without everybody's last item, `train`, `recommend`, and a scorer
 * of one's own. In a log of sequences alone, because there popularity is the model's and no matter of the moment.
 */

const CLI = path.resolve(import.meta.dirname, '../../dist/node/cli.js');
const USERS = 400;
const ITEMS = 80;
const MAKING_MS = 120_000;
const folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-equals-'));
const at = (name: string): string => path.join(folder, name);

function shelfwise(...args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
}

/** Distinct items of one of four tastes, in an order that neighbours in the catalog follow. */
function drawSequences(): string[][] {
  const random = createRandom(5);
  return Array.from({ length: USERS }, () => {
    const taste = random.int(4);
    const from = random.int(ITEMS / 4);
    const steps = Array.from({ length: 4 + random.int(6) }, (_, step) => {
      const place = random.next() < 0.8 ? (from + step) % (ITEMS / 4) : random.int(ITEMS / 4);
      return `i${String(4 * place + taste)}`;
    });
    return [...new Set(steps)];
  }).filter((items) => items.length >= 3);
}

/** Every user's steps begin at one moment: an order, and no clock. */
const timeOf = (step: number): string => new Date(1_600_000_000_000 + 3_600_000 * step).toISOString();

function writeEvents(name: string, sequences: readonly (readonly string[])[]): string {
  const rows = sequences.flatMap((items, user) =>
    items.map((item, step) => `u${String(user)},${item},purchase,${timeOf(step)}`),
  );
  writeFileSync(at(name), `user_id,item_id,event_name,timestamp\n${rows.join('\n')}\n`);
  return at(name);
}

/** Of one wanted item, by its place in the list: the definitions, written down once more. */
function scoreLists(
  lists: readonly (readonly string[])[],
  wanted: readonly string[],
  k: number,
): Record<string, number> {
  const sums = { ndcg: 0, hr: 0, mrr: 0 };
  lists.forEach((items, user) => {
    const place = items.slice(0, k).indexOf(wanted[user]!);
    if (place < 0) return;
    sums.ndcg += 1 / Math.log2(place + 2);
    sums.hr += 1;
    sums.mrr += 1 / (place + 1);
  });
  return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [`${name}@${String(k)}`, sum / lists.length]));
}

const sequences = drawSequences();
let evaluated: Record<string, { readonly mean: number }>;
let lists: string[][];

beforeAll(() => {
  const whole = writeEvents('whole.csv', sequences);
  const options = ['--protocol', 'next-item', '--budget', 'quick', '--json', at('evaluation.json')];
  shelfwise('evaluate', '--events', whole, ...options);
  const { rankers } = JSON.parse(readFileSync(at('evaluation.json'), 'utf8')) as {
    rankers: { metrics: Record<string, { mean: number }> }[];
  };
  evaluated = rankers[0]!.metrics;

  const known = sequences.map((items) => items.slice(0, -1));
  const histories = known.map((items, user) => ({
    id: `u${String(user)}`,
    events: items.map((item_id, step) => ({ item_id, event_name: 'purchase', timestamp: timeOf(step) })),
  }));
  writeFileSync(at('histories.jsonl'), histories.map((line) => `${JSON.stringify(line)}\n`).join(''));
  shelfwise('train', '--events', writeEvents('known.csv', known), '--out', at('model'), '--budget', 'quick');
  shelfwise('recommend', '--model', at('model'), '--histories', at('histories.jsonl'), '--out', at('run.jsonl'));
  lists = readFileSync(at('run.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { items: string[] }).items);
}, MAKING_MS);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

it.each([10, 20])('evaluate finds what train, recommend and a separate scorer find, at %i', (k) => {
  const wanted = sequences.map((items) => items.at(-1)!);
  for (const [name, value] of Object.entries(scoreLists(lists, wanted, k))) {
    expect(Math.abs(evaluated[name]!.mean - value), name).toBeLessThanOrEqual(1e-6);
  }
  expect(evaluated[`hr@${String(k)}`]!.mean).toBeGreaterThan(0.2);
});
