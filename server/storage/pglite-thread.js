/**
 * The thread that the embedded database runs in: a database that blocks, or that lost its mind on a full disk, blocks or
 * loses only this thread, and all memory and files of it are given back when the thread is ended.
 *
 * In: `{ id, sql, parameters }`, or `{ id }` to close. Out: `{ id, rows }` or `{ id, error: { message, code, severity } }`;
 * id 0 tells that the database is open, or why not. Plain JavaScript: Node starts it as it stands here.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

/** Its own 128 MB of buffers are for more data than there ever are here. */
const SMALL = ['-c', 'shared_buffers=16MB'];

const database = new PGlite(workerData.folder, { startParams: [...PGlite.defaultStartParams, ...SMALL] });

async function answer(id, work) {
  try {
    parentPort.postMessage({ id, rows: await work() });
  } catch (error) {
    const { message, code, severity } = error;
    parentPort.postMessage({ id, error: { message, code, severity } });
  }
}

await answer(0, async () => {
  await database.waitReady;
  return [];
});

parentPort.on('message', ({ id, sql, parameters }) => {
  void answer(id, async () => {
    if (sql !== undefined) return (await database.query(sql, parameters)).rows;
    await database.close();
    return [];
  });
});
