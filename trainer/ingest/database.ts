import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance, type DuckDBConnection, type DuckDBDataChunk } from '@duckdb/node-api';

export interface DatabaseOptions {
  /** Files the database may read; nothing else but its own folder is reachable from SQL. */
  readonly readable: readonly string[];
  /** DuckDB's own memory; what does not fit goes to the folder. Default '2GB'. */
  readonly memoryLimit?: string | undefined;
  /** Where the folder for intermediate tables is made. Default: the system's temporary folder. */
  readonly tempDirectory?: string | undefined;
  /**
   * Queries will hold expressions of a map inside TRY. DuckDB's common-subexpression pass would compute what two of
   * them share outside of TRY, where it fails the query, so it is switched off.
   */
  readonly hasMapSql?: boolean;
}

/** What the queries of this folder select. */
export type SqlValue = string | number | bigint | boolean | null;

/** A DuckDB database in a folder of its own, which `close` removes. */
export class Database {
  private constructor(
    /** An empty folder for intermediate files. */
    readonly scratch: string,
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  /** Opens it with the network, extensions and every file but `readable` locked away: a map may hold SQL. */
  static async open(options: DatabaseOptions): Promise<Database> {
    const scratch = await mkdtemp(path.join(options.tempDirectory ?? tmpdir(), 'shelfwise-'));
    let instance: DuckDBInstance | undefined;
    try {
      instance = await DuckDBInstance.create(path.join(scratch, 'ingest.duckdb'), {
        memory_limit: options.memoryLimit ?? '2GB',
        temp_directory: path.join(scratch, 'spill'),
        preserve_insertion_order: 'true',
        autoinstall_known_extensions: 'false',
        autoload_known_extensions: 'false',
      });
      const database = new Database(scratch, instance, await instance.connect());
      await database.lock(options);
      return database;
    } catch (error) {
      instance?.closeSync();
      await rm(scratch, { recursive: true, force: true });
      throw error;
    }
  }

  private async lock({ readable, hasMapSql }: DatabaseOptions): Promise<void> {
    const files = readable.map((file) => sqlText(path.resolve(file))).join(', ');
    await this.run(`SET TimeZone = 'UTC'`);
    if (hasMapSql === true) await this.run(`SET disabled_optimizers = 'common_subexpressions'`);
    await this.run(`SET allowed_directories = [${sqlText(this.scratch + path.sep)}]`);
    await this.run(`SET allowed_paths = [${files}]`);
    await this.run('SET enable_external_access = false');
    await this.run('SET lock_configuration = true');
  }

  async run(sql: string): Promise<void> {
    await this.connection.run(sql);
  }

  /** All rows of a small result. Counts come as `number` where the query casts them to DOUBLE or INTEGER. */
  async rows(sql: string): Promise<SqlValue[][]> {
    const reader = await this.connection.runAndReadAll(sql);
    return reader.getRowsJS() as SqlValue[][];
  }

  /** The first column of the first row, as a number. */
  async number(sql: string): Promise<number> {
    const rows = await this.rows(sql);
    return Number(rows[0]?.[0] ?? 0);
  }

  /** A large result chunk by chunk, in the order of the query. */
  async *chunks(sql: string): AsyncGenerator<DuckDBDataChunk> {
    const result = await this.connection.stream(sql);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      yield chunk;
    }
  }

  /** Creates a table of UINTEGER columns from arrays of equal length. */
  async createNumbers(table: string, columns: Readonly<Record<string, ArrayLike<number>>>): Promise<void> {
    const entries = Object.entries(columns);
    await this.run(`CREATE TABLE ${table} (${entries.map(([name]) => `${name} UINTEGER`).join(', ')})`);
    const length = entries[0]?.[1].length ?? 0;
    const appender = await this.connection.createAppender(table);
    for (let row = 0; row < length; row++) {
      for (const [, values] of entries) appender.appendUInteger(values[row]!);
      appender.endRow();
    }
    appender.closeSync();
  }

  async close(): Promise<void> {
    this.connection.closeSync();
    this.instance.closeSync();
    await rm(this.scratch, { recursive: true, force: true });
  }
}

/** A text literal. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A quoted name of a column. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
