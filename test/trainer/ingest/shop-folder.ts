import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import { fromEventCode } from '../../../core/events/event-names.js';
import { RecommenderError } from '../../../core/errors.js';
import type { Ingested } from '../../../trainer/history.js';
import { ingest, type IngestOptions } from '../../../trainer/ingest/ingest.js';
import type { Ingestion } from '../../../trainer/ingest/ingestion.js';

/** A temporary folder for each test that asks for one; removed after it. */
export interface ShopFolder {
  readonly path: string;
  write(name: string, content: string | Uint8Array): Promise<string>;
  files(): Promise<string[]>;
}

const folders: string[] = [];

afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

export async function createFolder(): Promise<ShopFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shop-'));
  folders.push(folder);
  return {
    path: folder,
    write: async (name, content) => {
      const file = path.join(folder, name);
      await writeFile(file, content);
      return file;
    },
    files: () => readdir(folder),
  };
}

export const HEADER = 'user_id,item_id,event_name,timestamp';

/** `count` good rows, each of another second, then the given ones. */
export function padded(count: number, rows: readonly string[], header = HEADER): string {
  const good = Array.from({ length: count }, (_, k) => {
    const filler = ','.repeat(header.split(',').length - 4);
    return `pad${String(k)},p${String(k % 7)},view_item,2024-03-01T10:${two(Math.floor(k / 60))}:${two(k % 60)}Z${filler}`;
  });
  return [header, ...good, ...rows, ''].join('\n');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** Ingests one CSV text. */
export async function ingestText(csv: string, options: Partial<IngestOptions> = {}): Promise<Ingestion> {
  const folder = await createFolder();
  return ingest({ events: [await folder.write('events.csv', csv)], maxBad: 1, ...options });
}

/** Rows as people read them: user, item, event, seconds. */
export function toRows({ history }: Ingested): string[] {
  return history.userIds.flatMap((user, u) => {
    const rows: string[] = [];
    for (let row = history.userStart[u]!; row < history.userStart[u + 1]!; row++) {
      const name = fromEventCode(history.event[row]!) ?? '';
      rows.push(`${user} ${history.itemIds[history.item[row]!] ?? ''} ${name} ${String(history.time[row])}`);
    }
    return rows;
  });
}

/** Session numbers of one user, in row order. */
export function sessionsOf({ history }: Ingested, user: string): number[] {
  const u = history.userIds.indexOf(user);
  return [...history.session.subarray(history.userStart[u], history.userStart[u + 1])];
}

/** The coded error a promise rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<RecommenderError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof RecommenderError) return error;
    throw error;
  }
  throw new Error('expected an error, got none');
}

export function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
