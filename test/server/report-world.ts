import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EPOCH_MS } from '../../core/privacy/epoch.js';
import type { AnswerCount } from '../../core/privacy/publish/epoch-counts.js';
import { QUESTION_FACTS, QUESTIONS } from '../../core/privacy/questions.js';
import { ANSWERS, encodeReport, type Report } from '../../core/privacy/report.js';
import type { Random } from '../../core/random.js';
import { createApp, type App } from '../../server/app.js';
import { openReports, type Reports, type ReportsOptions } from '../../server/reports/reports.js';
import type { Database, Row } from '../../server/storage/database.js';
import { CATEGORY_CHOICES, writeModel } from './made-model.js';

/** The epoch that tests begin in, three days into it. */
export const EPOCH = 2969;

/** One server's view of a database, with a clock that tests move. */
export interface ReportWorld {
  readonly app: App;
  readonly reports: Reports;
  readonly database: Database;
  readonly modelDir: string;
  /** Of the model that was there at the start. */
  readonly sequence: number;
  /** Epoch milliseconds that the server takes for now. */
  now: number;
  remove(): void;
}

/** A shop with an experiment of two models over the same catalog. @param options `modelDir` of another world: a second server of the same shop. */
export async function makeWorld(
  database: Database,
  options: Partial<Pick<ReportsOptions, 'modelDir' | 'rate' | 'shop'>> = {},
): Promise<ReportWorld> {
  const root = mkdtempSync(path.join(tmpdir(), 'shelfwise-reports-'));
  const remove = (): void => rmSync(root, { recursive: true, force: true });
  const modelDir = options.modelDir ?? path.join(root, 'model');
  const sequence = options.modelDir === undefined ? writeModel(modelDir, {}, { seed: 2 }) : 1;
  const clock = { now: EPOCH * EPOCH_MS + 3 * 86_400_000 };
  const opening = openReports({ database, now: () => clock.now, ...options, modelDir });
  const reports = await opening.catch((error: unknown) => {
    remove();
    throw error;
  });
  const app = createApp({
    shops: new Map([['default', { modelDir, dataDir: root, reports }]]),
    sdkDir: root,
    demoDir: root,
  });
  return Object.assign(clock, {
    app,
    reports,
    database,
    modelDir,
    sequence,
    remove,
  });
}

export function makeReport(parts: Partial<Report> = {}): Report {
  const id = randomBytes(16).toString('hex');
  return { id, epoch: EPOCH, question: 'placement', parameter: 2, model: 1, arm: 0, answer: 3, ...parts };
}

/** A report that answers any question with any answer. */
export function drawReport(random: Random, parts: Partial<Report> = {}): Report {
  const question = random.pick(QUESTIONS);
  return makeReport({
    question,
    parameter: random.int(QUESTION_FACTS[question].parameters),
    arm: random.int(2) === 0 ? 0 : 1,
    answer: random.int(question === 'category' ? CATEGORY_CHOICES : ANSWERS[question]),
    ...parts,
  });
}

/** Sends a report as a device does. @param headers more of them, or others. */
export function send(
  { app }: Pick<ReportWorld, 'app'>,
  report: Report | string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const body = typeof report === 'string' || report instanceof Uint8Array ? report : encodeReport(report);
  const all = { 'content-type': 'text/plain;charset=UTF-8', ...headers };
  return app.fetch(new Request('http://shop.test/v1/reports', { method: 'POST', body, headers: all }));
}

export function echoOf({ id }: Report): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 16);
}

/** Every counter as the database has it. */
export async function readAllCounts(database: Database): Promise<(AnswerCount & { epoch: number; shop: string })[]> {
  const rows = await database.query(
    'SELECT shop, epoch, question, parameter, model::int, arm::int, answer, count::int FROM shelfwise.counters',
  );
  return rows as unknown as (AnswerCount & { epoch: number; shop: string })[];
}

export async function countAll(database: Database): Promise<number> {
  return (await readAllCounts(database)).reduce((sum, { count }) => sum + count, 0);
}

/** Every row of every table of ours, as text. */
export async function dump(database: Database): Promise<string> {
  const tables = await database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'shelfwise' ORDER BY 1");
  const rows: Row[] = [];
  for (const { tablename } of tables) {
    const name = String(tablename);
    rows.push({ table: name }, ...(await database.query(`SELECT t::text AS row FROM shelfwise.${name} AS t`)));
  }
  return JSON.stringify(rows);
}

const EMPTY = `TRUNCATE shelfwise.counters, shelfwise.seen, shelfwise.epochs, shelfwise.models, shelfwise.manifests,
  shelfwise.admin_keys`;

/** As after the migration. */
export async function empty(database: Database): Promise<void> {
  await database.query(EMPTY);
  await database.query('UPDATE shelfwise.closed SET through = -1');
}
