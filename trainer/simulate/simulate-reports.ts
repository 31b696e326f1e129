import { createCategoryDomain } from '../../core/privacy/category-domain.js';
import { EPOCH_MS } from '../../core/privacy/epoch.js';
import { createMechanisms, DEFAULT_WEIGHTS, REPORT_PERIOD_MS } from '../../core/privacy/questions.js';
import type { RandomBytes } from '../../core/privacy/random-bytes.js';
import { encodeReport } from '../../core/privacy/report.js';
import type { Random } from '../../core/random.js';
import { sendReport } from '../../worker/report/sender.js';
import type { Engine } from '../../engine/engine.js';
import type { Manifest } from '../../core/artifact/manifest.js';
import type { History } from '../history.js';
import type { Progress } from '../progress.js';
import { planVisits } from './plan-visits.js';
import { forgeReport } from './poison.js';
import { liveDevice, type SimulatedModel, type SimulatedShop } from './simulated-device.js';
import { createTruth, type Truth } from './truth.js';

export interface SimulationOptions {
  readonly clients: number;
  /** Of each report; default 4, the only one that devices use. */
  readonly epsilon: number;
  readonly weeks: number;
}

export interface SimulationWorld {
  /** What shoppers do. */
  readonly history: History;
  readonly engine: Engine;
  /** Arm B's, where the manifest names an experiment. */
  readonly other?: Engine;
  readonly manifest: Pick<Manifest, 'sequence' | 'reports' | 'experiment'>;
  /** Full address. */
  readonly reportsUrl: string;
  /** Epoch milliseconds: the reports that count are made in the `weeks` before. Consent is given two weeks earlier. */
  readonly until: number;
  readonly random: Random;
  readonly randomBytes: RandomBytes;
  readonly progress: Progress;
  readonly onTime: (now: number) => void;
}

export interface Simulated {
  readonly truth: Truth;
  readonly clients: number;
  /** Ledger rows by what became of them. */
  readonly outcomes: Readonly<Record<string, number>>;
}

/** A ledger waits at most so long for its first report. */
const FIRST_WAIT_MS = 2 * REPORT_PERIOD_MS;

/** Every simulated shopper lives one life after the other; the server's clock follows whoever is living. */
export async function simulateReports(world: SimulationWorld, options: SimulationOptions): Promise<Simulated> {
  const { engine, history, other, progress, random, randomBytes, until } = world;
  const mechanisms = createMechanisms(options.epsilon);
  const truth = createTruth();
  const models = [toSimulatedModel(engine), other && toSimulatedModel(other)] as const;
  const shop: SimulatedShop = { ...world, models, truth, budget: { epsilon: options.epsilon, mechanisms } };
  const from = until - options.weeks * EPOCH_MS - FIRST_WAIT_MS;
  const users = random.fork('clients').shuffle([...history.userIds.keys()]);
  const outcomes: Record<string, number> = {};
  progress.step(`${String(options.clients)} shoppers report for ${String(options.weeks)} weeks`);
  for (let client = 0; client < options.clients; client++) {
    const user = users[client % users.length]!;
    const visits = planVisits(history, user, {
      window: [from, until],
      random: random.fork(`visits ${String(client)}`),
    });
    for (const { outcome } of await liveDevice(visits, shop, randomBytes)) {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
    progress.update(client + 1, options.clients);
  }
  return { truth, clients: options.clients, outcomes };
}

function toSimulatedModel(engine: Engine): SimulatedModel {
  return { engine, categories: createCategoryDomain(engine.model.ids, engine.model.items) };
}

/**
 * Sends forged reports that push one item and its category, spread over the weeks.
 * @param pushed item index. @param count of reports.
 */
export async function forgeReports(
  { engine, manifest, onTime, random, randomBytes, reportsUrl, until }: SimulationWorld,
  {
    count,
    epsilon,
    pushed,
    weeks,
  }: Omit<SimulationOptions, 'clients'> & {
    readonly count: number;
    readonly pushed: number;
  },
): Promise<void> {
  const { ids, items } = engine.model;
  const categories = createCategoryDomain(ids, items);
  const itemId = ids.itemIds[pushed]!;
  const plan = {
    itemId,
    categoryChoice: categories.choiceOf[items.category[pushed]!]!,
    model: manifest.sequence,
  };
  const tools = {
    mechanisms: createMechanisms(epsilon),
    weights: manifest.reports ?? DEFAULT_WEIGHTS,
    random: randomBytes,
  };
  for (let k = 0; k < count; k++) {
    const now = until - random.next() * weeks * EPOCH_MS;
    const report = forgeReport(plan, now, tools);
    if (report === undefined) return;
    onTime(now);
    const { signal } = new AbortController();
    await sendReport({ url: reportsUrl, id: report.id, text: encodeReport(report), signal, now });
  }
}

/** How many forged reports make a share of all, beside so many honest ones. */
export function forgedCount(honest: number, share: number): number {
  return Math.round((honest * share) / (1 - share));
}
