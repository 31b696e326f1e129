import { createCategoryDomain } from '../../core/privacy/category-domain.js';
import { EPSILON, createMechanisms } from '../../core/privacy/questions.js';
import { encodeReport, parseReport } from '../../core/privacy/report.js';
import { createRandom, type Random } from '../../core/random.js';
import type { ShopEvent } from '../../core/events/shop-event.js';
import type { Engine } from '../../engine/engine.js';
import { liveDevice, type SimulatedShop, type Visit } from '../../trainer/simulate/simulated-device.js';
import { createSeededBytes } from '../../trainer/simulate/seeded-bytes.js';
import { createTruth } from '../../trainer/simulate/truth.js';

/** How well everything about uploads but their answers tells two kinds of shopper apart. */
export interface MetadataStudy {
  readonly uploads: number;
  /** Of a naive Bayes classifier, on the half of the uploads it has not seen; 0.5 is a coin. */
  readonly accuracy: number;
  /** Lower end of its 95 % interval. */
  readonly lower: number;
}

const DAY_MS = 86_400_000;
const WEEKS = 9;
/** A device of nine weeks sends about this many. */
const UPLOADS_EACH = 5;
const Z = 1.96;

/** One persona looks at one kind of product all the time, the other seldom at anything; both visit at the same moments. */
export async function studyMetadata(engine: Engine, uploads: number, seed = 1): Promise<MetadataStudy> {
  const random = createRandom(seed).fork('metadata');
  const rows: { readonly persona: 0 | 1; readonly features: readonly string[] }[] = [];
  for (let pair = 0; rows.length < uploads && pair < uploads; pair += UPLOADS_EACH) {
    const starts = drawStarts(random);
    for (const persona of [0, 1] as const) {
      const visits = starts.map((start) => ({ start, events: eventsOf(engine, persona, start) }));
      const sent = await uploadsOf(engine, visits, random.fork(`device ${String(pair)} ${String(persona)}`));
      for (const features of sent) rows.push({ persona, features });
    }
  }
  return judge(rows.slice(0, uploads), random);
}

function drawStarts(random: Random): number[] {
  const starts: number[] = [];
  let time = 1_800_000_000_000;
  const end = time + WEEKS * 7 * DAY_MS;
  for (time += random.next() * DAY_MS; time < end; time += (0.2 + random.next()) * DAY_MS)
    starts.push(Math.round(time));
  return starts;
}

function eventsOf({ model }: Engine, persona: 0 | 1, start: number): ShopEvent[] {
  const look = (k: number): ShopEvent => ({
    name: 'view_item',
    time: start + 1000 * (1 + k),
    items: [{ item_id: model.ids.itemIds[(4 * k) % model.items.count]! }],
  });
  if (persona === 0) return Array.from({ length: 8 }, (_, k) => look(k));
  return start % 5 === 0 ? [look(7)] : [];
}

/** Everything of each upload that is not its answer, in words that a classifier can count. */
async function uploadsOf(engine: Engine, visits: readonly Visit[], random: Random): Promise<string[][]> {
  const { ids, items } = engine.model;
  const categories = createCategoryDomain(ids, items);
  const shop: SimulatedShop = {
    ...{ models: [{ engine, categories }], manifest: { sequence: 1 }, reportsUrl: 'https://shop.example/v1/reports' },
    ...{ budget: { epsilon: EPSILON, mechanisms: createMechanisms() }, truth: createTruth() },
    onTime: () => undefined,
  };
  const found: string[][] = [];
  await liveDevice(visits, shop, createSeededBytes(random), ({ text, now, url, id }) => {
    const { question, parameter, model, arm, epoch } = parseReport(text);
    const visit = visits.findLast(({ start }) => start <= now)!;
    found.push([
      ...[`question ${question}`, `parameter ${question} ${String(parameter % 16)}`, `model ${String(model)}`],
      ...[`arm ${String(arm)}`, `epoch ${String(epoch)}`, `bytes ${String(text.length)}`, `url ${url}`],
      ...[`after ${String(Math.floor((now - visit.start) / 5000))}`, `hour ${String(new Date(now).getUTCHours())}`],
      ...[`id ${id.slice(0, 1)}`, `spaces ${String(text.length - text.trimEnd().length - digits(text))}`],
    ]);
    return Promise.resolve({ kind: 'accepted' });
  });
  return found;
}

/** What the answer's own digits take of the padding: the one thing of a report's text that the answer moves. */
function digits(text: string): number {
  return encodeReport({ ...parseReport(text), answer: 0 }).trimEnd().length - text.trimEnd().length;
}

/** Naive Bayes with add-one smoothing, fitted on every other upload. */
function judge(
  rows: readonly { readonly persona: 0 | 1; readonly features: readonly string[] }[],
  random: Random,
): MetadataStudy {
  const shuffled = random.shuffle([...rows]);
  const [fit, held] = [shuffled.filter((_, k) => k % 2 === 0), shuffled.filter((_, k) => k % 2 === 1)];
  const counts = [new Map<string, number>(), new Map<string, number>()] as const;
  const totals = [0, 0];
  for (const { persona, features } of fit) {
    totals[persona]!++;
    for (const feature of features) counts[persona].set(feature, (counts[persona].get(feature) ?? 0) + 1);
  }
  const score = (persona: 0 | 1, features: readonly string[]): number =>
    features.reduce(
      (sum, feature) => sum + Math.log(((counts[persona].get(feature) ?? 0) + 1) / (totals[persona]! + 2)),
      Math.log(0.5),
    );
  const right = held.filter(({ persona, features }) => score(0, features) >= score(1, features) === (persona === 0));
  // Personas may send different numbers: a coin that knows which sends more is no classifier.
  const share = (persona: 0 | 1): number =>
    right.filter((row) => row.persona === persona).length / held.filter((row) => row.persona === persona).length;
  const accuracy = (share(0) + share(1)) / 2;
  const error = Math.sqrt((accuracy * (1 - accuracy)) / held.length);
  return { uploads: rows.length, accuracy, lower: accuracy - Z * error };
}
