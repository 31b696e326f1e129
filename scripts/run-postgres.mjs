/** A PostgreSQL of one's own for as long as it is needed, with its data in a folder that is removed at the end. */
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findPostgres } from './find-postgres.mjs';

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 10_000;
const POLL_MS = 50;
/** PostgreSQL refuses to run as root; one of these runs it then. */
const USERS = ['postgres', 'nobody'];

/**
 * @typedef {object} Postgres
 * @property {() => Promise<string>} createDatabase makes an empty database and tells its address
 * @property {() => Promise<void>} stop drops the databases made, ends the server if it is ours, removes its folder
 */

/**
 * TEST_DATABASE_URL where it is set, else a server started now at 127.0.0.1.
 * @param {{ durable?: boolean, folder?: string }} [options] `durable`: waits for the disk as a shop's would (default
 *   false); `folder`: a server started now with its data there (default: among the system's temporary files)
 * @returns {Promise<Postgres>}
 */
export async function startPostgres(options = {}) {
  const given = options.folder === undefined ? process.env.TEST_DATABASE_URL : undefined;
  const server = given ? { url: given, stop: async () => {} } : await startServer(options);
  const made = [];
  return {
    async createDatabase() {
      const name = `shelfwise_test_${randomBytes(6).toString('hex')}`;
      await runAt(server.url, `CREATE DATABASE ${name}`);
      made.push(name);
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    async stop() {
      if (given) for (const name of made) await runAt(given, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await server.stop();
    },
  };
}

async function runAt(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function startServer({ durable = false, folder }) {
  const programs = await findPostgres();
  const owner = process.getuid?.() === 0 ? findUser() : undefined;
  const base = folder ?? mkdtempSync(path.join(os.tmpdir(), 'shelfwise-postgres-'));
  if (owner) chownSync(base, owner.uid, owner.gid);
  const data = path.join(base, 'data');
  const how = { ...owner, cwd: base, env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } };
  const setup = ['-D', data, '-U', 'shelfwise', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
  execFileSync(programs.initdb, setup, { ...how, stdio: ['ignore', 'ignore', 'pipe'] });

  const port = await freePort();
  const log = path.join(base, 'log');
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', ...speed(durable)];
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const output = openSync(log, 'a');
  const child = spawn(programs.postgres, args, { ...how, stdio: ['ignore', output, output] });
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  const endWithUs = () => child.kill('SIGQUIT');
  process.once('exit', endWithUs);
  const url = `postgres://shelfwise@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    process.off('exit', endWithUs);
    child.kill('SIGINT');
    const late = setTimeout(() => child.kill('SIGQUIT'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(late);
    rmSync(folder === undefined ? base : data, { recursive: true, force: true });
  };
  await untilReady(url, child, log).catch(async (error) => {
    await stop();
    throw error;
  });
  return { url, stop };
}

const speed = (durable) => (durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']);

async function untilReady(url, child, log) {
  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    try {
      return await runAt(url, 'SELECT 1');
    } catch (error) {
      if (child.exitCode !== null) throw new Error(`PostgreSQL ended at once: ${readFileSync(log, 'utf8').trim()}`);
      if (Date.now() > deadline) throw new Error(`PostgreSQL does not answer: ${error.message}`);
    }
    await sleep(POLL_MS);
  }
}

function findUser() {
  for (const name of USERS) {
    try {
      const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' })));
      return { uid, gid };
    } catch {
      // No such user: the next.
    }
  }
  throw new Error(`PostgreSQL does not run as root, and none of the users ${USERS.join(', ')} exists`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
