import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { ingest } from '../trainer/ingest/ingest.js';
import { createProgress } from '../trainer/progress.js';

export interface IngestFigures {
  readonly rows: number;
  readonly rowsUsed: number;
  readonly fileBytes: number;
  readonly seconds: number;
  /** Processor time of all threads: what another machine would need, too. */
  readonly cpuSeconds: number;
  readonly rowsPerSecond: number;
  /** Highest resident memory of the process, DuckDB's and the history's together. */
  readonly peakRssBytes: number;
}

/** Ingests a made-up CSV file of so many rows (one user for 20 rows, 100,000 items) and prints how fast and how large. */
export async function benchIngest(rows: number): Promise<IngestFigures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shelfwise-bench-'));
  try {
    const file = path.join(folder, 'events.csv');
    await writeEvents(file, rows);
    const started = performance.now();
    const cpu = process.cpuUsage();
    const { report } = await ingest({ events: [file], progress: createProgress(), tempDirectory: folder });
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const figures = {
      rows,
      rowsUsed: report.rowsUsed,
      fileBytes: (await stat(file)).size,
      seconds,
      cpuSeconds: (user + system) / 1e6,
      rowsPerSecond: rows / seconds,
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
    };
    console.log(
      `ingest: ${String(rows)} rows, ${figures.rowsPerSecond.toFixed(0)} rows/s, peak RSS ${(figures.peakRssBytes / 2 ** 30).toFixed(2)} GiB`,
    );
    return figures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Popular items get more events (a cubed uniform); rows are in time order, so that users are spread over the file. */
async function writeEvents(file: string, rows: number): Promise<void> {
  const db = await DuckDBInstance.create(':memory:', { memory_limit: '1GB' });
  const connection = await db.connect();
  const users = Math.max(1, Math.round(rows / 20));
  const uniform = `((hash(i, 7) % 1000003) / 1000003.0)`;
  await connection.run(`COPY (SELECT 'user' || (hash(i, 1) % ${String(users)}) AS user_id,
      'item' || floor(100000 * ${uniform} * ${uniform} * ${uniform})::INTEGER AS item_id,
      ['view_item', 'view_item', 'view_item', 'add_to_cart', 'purchase'][(hash(i, 3) % 5)::INTEGER + 1] AS event_name,
      strftime(make_timestamp(1700000000000000 + i * 1000000), '%Y-%m-%dT%H:%M:%SZ') AS "timestamp",
      1 + hash(i, 4) % 3 AS quantity, 1 + (hash(i, 5) % 9900) / 100 AS price
    FROM range(${String(rows)}) t(i)) TO '${file}' (HEADER)`);
  connection.closeSync();
  db.closeSync();
}
