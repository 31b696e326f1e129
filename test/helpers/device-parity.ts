import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import type * as Sdk from '../../src/index.js';
import type { TrackedEvent } from '../../src/index.js';
import { launchBrowser } from './browser.js';
import type * as FoldIn from './fold-in-vectors.js';
import { serveFolder, type ServedFolders } from './serve-folder.js';

export interface ParityHistory {
  readonly id: string;
  /** Oldest first. */
  readonly events: readonly {
    readonly event_name: string;
    readonly item_id: string;
    readonly timestamp: string;
    readonly rating?: number;
  }[];
}

/** How far the worker in a real browser and the command line are apart over the same histories. */
export interface ParityFigures {
  readonly users: number;
  /** Share of users whose lists are the same items in the same order. */
  readonly sameTop20: number;
  /** Largest absolute difference of a folded-in factor. */
  readonly maxFactorDifference: number;
  /** Largest difference of an item's score in both lists, relative to the larger of the two. */
  readonly maxScoreDifference: number;
  /** Lists of the device that are shorter than 20. */
  readonly shortLists: number;
}

export interface ParityOptions {
  /** The repository, with what was built in `dist`. */
  readonly root: string;
  /** The artifact's directory. */
  readonly model: string;
  /** So many seconds on the device and no more: what was not reached is left out. Default: no limit. */
  readonly limitSeconds?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

interface List {
  readonly items: readonly string[];
  readonly scores: readonly number[];
}

const COUNT = 20;
const BATCH = 50;
/** Events handed over at once; the SDK keeps up to 1,000 waiting. */
const TRACKED_AT_ONCE = 500;
const PAGE = `<!doctype html><title>parity</title>
<script type="module">
  import * as sdk from '/shelfwise/index.js';
  import * as foldIn from '/tool/fold-in.js';
  Object.assign(window, { sdk, foldIn });
</script>`;

interface ParityWindow {
  readonly sdk: typeof Sdk;
  readonly foldIn: typeof FoldIn;
  recommender?: Sdk.Recommender;
}

/** Asks the worker in Chromium (through the SDK, as a page does) and the command line for everybody's list. */
export async function measureParity(
  histories: readonly ParityHistory[],
  options: ParityOptions,
): Promise<ParityFigures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-parity-'));
  let browser: Browser | undefined;
  let site: ServedFolders | undefined;
  try {
    writeFileSync(path.join(folder, 'index.html'), PAGE);
    await buildFoldIn(options.root, folder);
    site = await serveParity(folder, options);
    browser = await launchBrowser();
    const page = await browser.newPage();
    await page.goto(`${site.origin}/`);
    await page.waitForFunction(() => 'sdk' in window);
    const device = await askDevice(page, histories, options);
    const asked = histories.slice(0, device.length);
    const commandLine = await askCommandLine(asked, folder, options);
    const maxFactorDifference = await compareFactors(page, asked, { ...options, folder });
    return { ...compareLists(device, commandLine), maxFactorDifference };
  } finally {
    await browser?.close();
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function buildFoldIn(root: string, outDir: string): Promise<void> {
  const entry = path.join(root, 'test/helpers/fold-in-vectors.ts');
  const lib = { entry, formats: ['es'] as const, fileName: () => 'fold-in.js' };
  await build({
    ...{ root, configFile: false, publicDir: false, logLevel: 'warn' },
    build: { outDir, emptyOutDir: false, target: 'es2022', lib: { ...lib, formats: [...lib.formats] } },
  });
  writeFileSync(path.join(outDir, 'package.json'), '{"type":"module"}');
}

/** Without the personal model's worker: it corrects what the command line computes, and is measured elsewhere. */
function serveParity(folder: string, { root, model }: ParityOptions): Promise<ServedFolders> {
  const mounts = { '/': folder, '/tool/': folder, '/shelfwise/': path.join(root, 'dist/browser'), '/model/': model };
  return serveFolder(mounts, {
    handle: ({ url }, response) => {
      if (url?.includes('/personal.') !== true) return false;
      response.writeHead(404).end();
      return true;
    },
  });
}

async function askDevice(page: Page, histories: readonly ParityHistory[], options: ParityOptions): Promise<List[]> {
  const until = performance.now() + (options.limitSeconds ?? Infinity) * 1000;
  const lists: List[] = [];
  for (let from = 0; from < histories.length && performance.now() < until; from += BATCH) {
    lists.push(...(await askBatch(page, histories.slice(from, from + BATCH))));
    options.onProgress?.(lists.length, histories.length);
  }
  return lists;
}

/** Track every event, ask, forget. */
function askBatch(page: Page, histories: readonly ParityHistory[]): Promise<List[]> {
  const shoppers = histories.map(({ events }) =>
    events.map(({ item_id, ...event }): TrackedEvent => ({ ...event, items: [{ item_id }] })),
  );
  return page.evaluate(
    async ({ tracked, count, atOnce }) => {
      const here = window as unknown as ParityWindow;
      const recommender = (here.recommender ??= here.sdk.createRecommender({ model: '/model/latest.json' }));
      const lists: { items: string[]; scores: number[] }[] = [];
      for (const events of tracked) {
        for (let from = 0; from < events.length; from += atOnce) {
          for (const event of events.slice(from, from + atOnce)) recommender.track(event);
          await recommender.status();
        }
        // The command line knows of no cart and no shelf.
        const plain = { inCart: 'allow', unavailable: 'allow', variants: 'all' } as const;
        const options = { returnProperties: false, ...plain };
        const { recomms } = await recommender.recommendItemsToUser(count, options);
        lists.push({ items: recomms.map(({ id }) => id), scores: recomms.map(({ score }) => score) });
        await recommender.forget();
      }
      return lists;
    },
    { tracked: shoppers, count: COUNT, atOnce: TRACKED_AT_ONCE },
  );
}

async function askCommandLine(
  histories: readonly ParityHistory[],
  folder: string,
  { root, model }: ParityOptions,
): Promise<List[]> {
  const [input, output] = [path.join(folder, 'histories.jsonl'), path.join(folder, 'lists.jsonl')];
  writeFileSync(input, histories.map((line) => `${JSON.stringify(line)}\n`).join(''));
  // The device asks by its own clock.
  const asked = ['--count', String(COUNT), '--now', new Date().toISOString()];
  const args = ['recommend', '--model', model, '--histories', input, '--out', output, ...asked];
  await promisify(execFile)(process.execPath, [path.join(root, 'dist/node/cli.js'), ...args]);
  const lines = readFileSync(output, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as List);
}

function compareLists(
  device: readonly List[],
  commandLine: readonly List[],
): Omit<ParityFigures, 'maxFactorDifference'> {
  const users = device.length;
  const isSame = ({ items }: List, k: number): boolean => items.join('\n') === commandLine[k]!.items.join('\n');
  return {
    users,
    sameTop20: device.filter(isSame).length / users,
    maxScoreDifference: device.reduce(
      (max, list, k) => Math.max(max, scoreDifference(withoutRises(list), commandLine[k]!)),
      0,
    ),
    shortLists: device.filter(({ items }) => items.length < COUNT).length,
  };
}

/**
 * On the page an item keeps the score its explanation adds up to; in a file no score rises along the list, so that whoever
 * sorts by it keeps the variety.
 */
function withoutRises({ items, scores }: List): List {
  let least = Infinity;
  return { items, scores: scores.map((score) => (least = Math.min(least, score))) };
}

function scoreDifference(a: List, b: List): number {
  const scores = new Map(b.items.map((item, k) => [item, b.scores[k]!]));
  const differences = a.items.map((item, k) => {
    const [ours, theirs] = [a.scores[k]!, scores.get(item) ?? a.scores[k]!];
    return Math.abs(ours - theirs) / Math.max(Math.abs(ours), Math.abs(theirs), Number.MIN_VALUE);
  });
  return Math.max(0, ...differences);
}

async function compareFactors(
  page: Page,
  histories: readonly ParityHistory[],
  { folder, model }: ParityOptions & { readonly folder: string },
): Promise<number> {
  const here = (await import(/* @vite-ignore */ pathToFileURL(path.join(folder, 'fold-in.js')).href)) as typeof FoldIn;
  const read = async (name: string): Promise<Uint8Array> => new Uint8Array(await readFile(path.join(model, name)));
  let max = 0;
  for (let from = 0; from < histories.length; from += BATCH) {
    const lines = histories.slice(from, from + BATCH).map(({ events }) => events);
    const [node, chromium] = [await here.foldInVectors(read, lines), await foldInChromium(page, lines)];
    const differences = node.flatMap((vector, k) => vector.map((value, d) => Math.abs(value - chromium[k]![d]!)));
    max = differences.reduce((largest, difference) => Math.max(largest, difference), max);
  }
  return max;
}

function foldInChromium(page: Page, histories: readonly ParityHistory['events'][]): Promise<number[][]> {
  return page.evaluate(
    (lines) => {
      const read = async (name: string): Promise<Uint8Array> =>
        new Uint8Array(await (await fetch(`/model/${name}`)).arrayBuffer());
      return (window as unknown as ParityWindow).foldIn.foldInVectors(read, lines);
    },
    histories as ParityHistory['events'][],
  );
}
