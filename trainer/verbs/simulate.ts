import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecommenderError } from '../../core/errors.js';
import type { Aggregates } from '../../core/privacy/publish/aggregates.js';
import { EPSILON } from '../../core/privacy/questions.js';
import { createRandom } from '../../core/random.js';
import { createEngine } from '../../engine/engine.js';
import { readArtifact, type Artifact } from '../artifact-files.js';
import { ingest } from '../ingest/ingest.js';
import type { History } from '../history.js';
import type { Options } from '../options.js';
import type { Output } from '../output.js';
import { createProgress, type Progress } from '../progress.js';
import { writeSampleShop } from '../sample/write-sample-shop.js';
import { compareArms, compareEstimates } from '../simulate/compare-estimates.js';
import { armLines, floodLines, renderSimulation, simulationLines } from '../simulate/render-simulation.js';
import { createSeededBytes } from '../simulate/seeded-bytes.js';
import { fetchAggregates, startOwnServer, type OwnFolders } from '../simulate/own-server.js';
import {
  forgedCount,
  forgeReports,
  simulateReports,
  type Simulated,
  type SimulationOptions,
  type SimulationWorld,
} from '../simulate/simulate-reports.js';
import { lastTime } from '../train/count-base.js';
import { SAMPLE_DEFAULTS } from './sample.js';
import { toIngestOptions } from './train.js';

export const SIMULATE_OPTIONS = {
  model: 'text',
  clients: 'text',
  epsilon: 'text',
  server: 'text',
  weeks: 'text',
  poisoned: 'text',
  events: 'list',
  catalog: 'text',
  map: 'text',
  rejects: 'text',
  'max-bad': 'text',
  seed: 'text',
  json: 'text',
  html: 'text',
} as const;

const DEFAULT_CLIENTS = 2000;

/** Simulated shoppers through the reporter, the sender and a server; what it estimates beside the truth. */
export async function simulateVerb(options: Options, output: Output): Promise<void> {
  const model = options.required('model');
  const asked = toSimulationOptions(options);
  const seed = options.integer('seed', { min: 0, max: 4294967295, fallback: 1 });
  const progress = createProgress();
  const folder = mkdtempSync(join(tmpdir(), 'shelfwise-simulate-'));
  try {
    const artifact = readArtifact(model);
    const history = await readShoppers(options, artifact, { folder, progress });
    const place = { artifact, history, seed, progress };
    const url = options.text('server');
    const made =
      url === undefined
        ? await simulateHere(place, asked, { modelDir: model, dataDir: folder })
        : await simulateAt(place, asked, url);
    progress.done();
    tell(made, options, output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Place {
  readonly artifact: Artifact;
  readonly history: History;
  readonly seed: number;
  readonly progress: Progress;
}

interface Made {
  readonly simulated: Simulated;
  readonly forged: number;
  readonly aggregates: Aggregates;
}

interface Asked extends SimulationOptions {
  /** Of all reports that reach the server, 0 to below 1. */
  readonly poisoned: number;
}

function toSimulationOptions(options: Options): Asked {
  const epsilon = Number(options.text('epsilon') ?? EPSILON);
  if (!(epsilon > 0 && epsilon <= EPSILON)) {
    const message = `expected --epsilon above 0 and at most ${String(EPSILON)}, which no report exceeds`;
    throw new RecommenderError('usage/bad-option', message);
  }
  return {
    clients: options.integer('clients', { min: 1, max: 10_000_000, fallback: DEFAULT_CLIENTS }),
    epsilon,
    weeks: options.integer('weeks', { min: 1, max: 52, fallback: 4 }),
    poisoned: options.share('poisoned') ?? 0,
  };
}

/** What shoppers do: the history given, else the sample shop's. */
async function readShoppers(
  options: Options,
  { model }: Artifact,
  { folder, progress }: { readonly folder: string; readonly progress: Progress },
): Promise<History> {
  if (options.list('events').length > 0) return (await ingest(toIngestOptions(options, progress))).history;
  progress.step('making the sample shop');
  await writeSampleShop(folder, SAMPLE_DEFAULTS);
  const { history } = await ingest({ events: [join(folder, 'events.csv')], progress });
  if (!history.itemIds.some((id) => model.itemToIndex.has(id))) {
    const message = 'expected --events, because the model is not of the sample shop';
    throw new RecommenderError('usage/missing-option', message);
  }
  return history;
}

/** A server of its own, at the history's time: its clock is that of whoever reports. */
async function simulateHere(place: Place, asked: Asked, folders: OwnFolders): Promise<Made> {
  const until = 1000 * lastTime(place.history) + 1;
  const server = await startOwnServer(folders, until);
  try {
    const world = { ...toWorld(place, until), reportsUrl: server.reportsUrl, onTime: server.setTime };
    const simulated = await simulateReports(world, asked);
    const forged = await forgeShare(world, asked, simulated);
    return { simulated, forged, aggregates: await server.aggregates(until, asked.weeks + 1) };
  } finally {
    await server.close();
  }
}

async function forgeShare(world: SimulationWorld, asked: Asked, { outcomes }: Simulated): Promise<number> {
  const count = forgedCount(outcomes['sent'] ?? 0, asked.poisoned);
  if (count > 0) await forgeReports(world, { ...asked, count, pushed: 0 });
  return count;
}

/** A running server, at the present: the history ends now. It takes the reports of the last two weeks, as of devices. */
async function simulateAt(place: Place, asked: Asked, server: string): Promise<Made> {
  const base = server.endsWith('/') ? server : `${server}/`;
  const until = Date.now();
  const late = until / 1000 - lastTime(place.history);
  const history = { ...place.history, time: place.history.time.map((time) => time + late) };
  const world = { ...toWorld({ ...place, history }, until), reportsUrl: `${base}v1/reports`, onTime: () => undefined };
  const simulated = await simulateReports(world, asked);
  const forged = await forgeShare(world, asked, simulated);
  const key = process.env['SHELFWISE_ADMIN_KEY'] ?? '';
  return { simulated, forged, aggregates: await fetchAggregates(`${base}v1/aggregates?weeks=2`, key) };
}

function toWorld({ artifact, history, seed, progress }: Place, until: number) {
  const { model, manifest, other } = artifact;
  const random = createRandom(seed).fork('simulation');
  return {
    ...{ history, manifest, until, progress, random, engine: createEngine(model) },
    ...(other !== undefined && { other: createEngine(other.model) }),
    randomBytes: createSeededBytes(random.fork('noise')),
  };
}

function tell({ simulated, forged, aggregates }: Made, options: Options, output: Output): void {
  const { clients, outcomes, truth } = simulated;
  const compared = compareEstimates(aggregates, truth);
  const arms = compareArms(aggregates, truth);
  const sent = Object.entries(outcomes).map(([outcome, count]) => `${outcome} ${String(count)}`);
  const about = [
    `${String(clients)} simulated shoppers at ε = ${String(options.text('epsilon') ?? EPSILON)} a report; reports: ${sent.join(', ')}${forged > 0 ? `, forged ${String(forged)}` : ''}.`,
    `Published of ${String(aggregates.reports)} reports. Each estimate stands beside what the same devices would have said without noise.`,
  ];
  for (const line of [...about, '', ...simulationLines(compared), ...armLines(arms), ...floodLines(aggregates)])
    output.line(line);
  const [json, html] = [options.text('json'), options.text('html')];
  if (json !== undefined) {
    writeFileSync(json, `${JSON.stringify({ clients, forged, outcomes, compared, arms, aggregates }, null, 2)}\n`);
  }
  if (html !== undefined) writeFileSync(html, renderSimulation(compared, about, arms));
}
