import { stat } from 'node:fs/promises';
import { RecommenderError } from '../../core/errors.js';
import type { History } from '../history.js';
import { SILENT_PROGRESS, type Progress } from '../progress.js';
import { dropCancelled } from './cancellations.js';
import { Database } from './database.js';
import { createFunctions } from './fields.js';
import type { Ingestion, RowNote } from './ingestion.js';
import { assertFewBadRows, assertSameClock, countVerdicts, noEvents, type VerdictCounts } from './accounting.js';
import { readCatalog, type ReadCatalog } from './read-catalog.js';
import { readHistory, type ReadHistory } from './read-history.js';
import { firstRejected, writeRejects, type Judged } from './rejects.js';
import { loadRelation, type Relation } from './relation.js';
import { dropBots, dropDuplicates, dropResellers, encodeEvents, KEPT } from './rules.js';
import { hasSql, NO_SECTION, readMap, type ShopMap } from './shop-map.js';
import { sniffSource, type Source } from './sniff.js';
import { createCatalogRows, deriveCatalog, stageCatalog } from './stage-catalog.js';
import { createStaged, stageEvents, type StagedFile } from './stage-events.js';
import { rejectStrayTimes } from './stray-times.js';
import { summariseFeatures } from './summarise.js';
import { assertOneTimeFormat } from './timestamps.js';

export interface IngestOptions {
  /** Event files: CSV, TSV, JSON Lines or Parquet, the texts gzipped or not. */
  readonly events: readonly string[];
  readonly catalog?: string;
  /** Names a shop's own columns, see docs/maps. */
  readonly map?: string;
  /** Where rejected rows are written (CSV); nowhere by default. */
  readonly rejects?: string;
  /** Share of rows that may be rejected before the run stops. Default 0.05. */
  readonly maxBad?: number;
  readonly progress?: Progress;
  /** DuckDB's memory, default '2GB'; more spills to `tempDirectory` (default: the system's). */
  readonly memoryLimit?: string;
  readonly tempDirectory?: string;
}

const DEFAULT_MAX_BAD = 0.05;

/**
 * Reads a shop's export into a clean history: every row is used, rejected for a reason or filtered by a named rule,
 * and counted. The same input gives the same result. Intermediate tables live in a folder that is removed at the end.
 * @throws RecommenderError `input/…` with file and line; `internal/unexpected` where the database fails.
 */
export async function ingest(options: IngestOptions): Promise<Ingestion> {
  const given = await readMap(options.map);
  // A catalog that is there need not be derived, and its columns are not the events'.
  const isIdle = given.catalog.fromEvents && options.catalog !== undefined;
  const map = isIdle ? { ...given, catalog: NO_SECTION } : given;
  const sources = await sniffAll(options, map);
  const readable = [...sources.events, ...(sources.catalog === undefined ? [] : [sources.catalog])];
  const db = await Database.open({
    readable: readable.map((source) => source.file),
    memoryLimit: options.memoryLimit,
    tempDirectory: options.tempDirectory,
    hasMapSql: hasSql(map.events) || hasSql(map.catalog),
  });
  const progress = options.progress ?? SILENT_PROGRESS;
  try {
    return await new Run(db, options, { map, sources, progress }).all();
  } catch (error) {
    if (error instanceof RecommenderError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new RecommenderError('internal/unexpected', `expected the database to go on, got: ${reason}`, {
      cause: error,
    });
  } finally {
    progress.done();
    await db.close();
  }
}

interface Sources {
  readonly events: readonly Source[];
  readonly catalog: Source | undefined;
}

async function sniffAll(options: IngestOptions, map: ShopMap): Promise<Sources> {
  if (options.events.length === 0)
    throw new RecommenderError('input/no-events', 'expected at least one file of events, got none');
  const events: Source[] = [];
  for (const file of options.events) events.push(await sniffSource(file, map.events.delimiter));
  const catalog = options.catalog === undefined ? undefined : await sniffSource(options.catalog, map.catalog.delimiter);
  return { events, catalog };
}

interface RunInput {
  readonly map: ShopMap;
  readonly sources: Sources;
  readonly progress: Progress;
}

/** One ingest, step by step. */
class Run {
  private readonly maxBad: number;

  constructor(
    private readonly db: Database,
    private readonly options: IngestOptions,
    private readonly input: RunInput,
  ) {
    this.maxBad = options.maxBad ?? DEFAULT_MAX_BAD;
  }

  async all(): Promise<Ingestion> {
    const { db } = this;
    await createFunctions(db);
    const files = await this.stageEvents();
    const catalogRelation = await this.stageCatalog();
    const hasClock = files.every((file) => file.timestamp !== undefined);
    if (hasClock) await rejectStrayTimes(db);
    const rejected = await this.judge(files, catalogRelation);
    const notes = await this.applyRules(hasClock);
    const counts = await countVerdicts(db);
    if (counts.used === 0) throw noEvents(counts);
    await db.run(`CREATE TABLE used_items AS SELECT item_id FROM items WHERE code IN (SELECT item FROM ${KEPT})`);
    const catalog = await this.readCatalog(catalogRelation);
    this.input.progress.step('reading out');
    const read = await readHistory(db, { rows: counts.used, itemIds: catalog.itemIds, hasClock }, this.input.progress);
    return toIngestion({ files, rejected, notes, counts, catalog, read });
  }

  private async stageEvents(): Promise<StagedFile[]> {
    const { db, input } = this;
    await createStaged(db, input.map);
    const files: StagedFile[] = [];
    let base = 0;
    for (const [index, source] of input.sources.events.entries()) {
      const relation = await this.load(source, `events_${String(index)}`, base);
      const file = await stageEvents(db, relation, input.map);
      if (file.timestamp !== undefined) await assertOneTimeFormat(db, relation, file.timestamp, this.maxBad);
      files.push(file);
      base += relation.span;
    }
    assertSameClock(files);
    return files;
  }

  private async load(source: Source, name: string, base: number): Promise<Relation> {
    const { progress } = this.input;
    progress.step(`reading ${source.file}`);
    const { size } = await stat(source.file);
    let bytes = 0;
    const onBytes = (more: number): void => {
      bytes += more;
      progress.update(bytes, size);
    };
    return loadRelation(this.db, { source, name, base, onBytes });
  }

  private async stageCatalog(): Promise<Relation | undefined> {
    const { catalog } = this.input.sources;
    await createCatalogRows(this.db);
    if (catalog === undefined) return undefined;
    const relation = await this.load(catalog, 'catalog', 0);
    await stageCatalog(this.db, relation, this.input.map);
    return relation;
  }

  /** Writes what was rejected, and stops if it is too much. */
  private async judge(files: readonly StagedFile[], catalog: Relation | undefined): Promise<RowNote[]> {
    const events: Judged = { table: 'staged', relations: files.map((file) => file.relation) };
    const tables = catalog === undefined ? [events] : [events, { table: 'catalog_rows', relations: [catalog] }];
    if (this.options.rejects !== undefined) await writeRejects(this.db, this.options.rejects, tables);
    for (const judged of tables) await assertFewBadRows(this.db, judged, { maxBad: this.maxBad, files });
    return firstRejected(this.db, events);
  }

  private async applyRules(hasClock: boolean): Promise<Record<string, number>> {
    const { db } = this;
    this.input.progress.step('applying rules');
    await encodeEvents(db);
    if (hasClock) await dropDuplicates(db);
    const netting = await dropCancelled(db);
    if (hasClock) await dropBots(db);
    await dropResellers(db);
    return {
      'purchase returned in part': netting.partial,
      'cancellation without its purchase': netting.unmatched,
    };
  }

  private async readCatalog(relation: Relation | undefined): Promise<ReadCatalog> {
    if (relation === undefined && this.input.map.catalog.fromEvents) await deriveCatalog(this.db, this.input.map);
    return readCatalog(this.db, relation);
  }
}

interface Parts {
  readonly files: readonly StagedFile[];
  readonly rejected: readonly RowNote[];
  readonly notes: Readonly<Record<string, number>>;
  readonly counts: VerdictCounts;
  readonly catalog: ReadCatalog;
  readonly read: ReadHistory;
}

function toIngestion({ files, rejected, notes, counts, catalog, read }: Parts): Ingestion {
  const { history, itemFeatures, userFeatures } = read;
  const all = Object.entries({
    ...notes,
    'session left and entered again': read.interleaved,
    'rating outside 1-5': read.clampedRatings,
    ...catalog.notes,
  });
  return {
    history,
    catalog: catalog.catalog,
    itemFeatures,
    userFeatures,
    report: {
      files: files.map((file) => ({ file: file.relation.file, rows: file.rows })),
      rowsIn: counts.rowsIn,
      rowsUsed: counts.used,
      rejected: counts.rejected,
      filtered: counts.filtered,
      firstRejected: rejected,
      catalogRows: catalog.rows,
      notes: Object.fromEntries(all.filter(([, count]) => count > 0)),
      firstNotes: catalog.firstNotes,
      features: summariseFeatures(itemFeatures, userFeatures),
      users: history.userIds.length,
      items: history.itemIds.length,
      sessions: read.sessions,
      ...period(history),
    },
  };
}

function period({ hasClock, time }: History): { from: string | null; to: string | null } {
  if (!hasClock) return { from: null, to: null };
  let first = Infinity;
  let last = -Infinity;
  for (const seconds of time) {
    first = Math.min(first, seconds);
    last = Math.max(last, seconds);
  }
  return { from: toIso(first), to: toIso(last) };
}

function toIso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
