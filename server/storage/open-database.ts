import { RecommenderError } from '../../core/errors.js';
import type { Database } from './database.js';
import { migrate } from './migrations.js';
import { openPgliteDatabase } from './pglite-database.js';

/** Where reports are counted: a folder for the embedded database, or the address of a PostgreSQL server. */
export type DatabasePlace =
  { readonly kind: 'folder'; readonly folder: string } | { readonly kind: 'url'; readonly url: string };

/**
 * Opens a database and brings it to the form that this version uses.
 * @throws RecommenderError `usage/bad-option` for another kind of address, `server/database-in-use`,
 * `server/newer-database`, `server/database`.
 */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  const database = await (place.kind === 'folder' ? openPgliteDatabase(place.folder) : openPostgres(place.url));
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openPostgres(url: string): Promise<Database> {
  // What came may hold a password, so it is not repeated.
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new RecommenderError('usage/bad-option', 'expected --database-url to begin with postgres://');
  }
  // The driver is read where it is needed, not by every verb of the command line.
  const { createPostgresDatabase } = await import('./postgres-database.js');
  return createPostgresDatabase(url);
}
