/** One at a time: two commands started together must not install or build over each other. */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inRoot } from './files.mjs';

const POLL_MS = 200;

/** Runs `work` while holding the lock `name`; waits for another holder, and takes over from one that died. */
export async function withLock(name, work) {
  const file = inRoot('dist/.locks', name);
  mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  while (!tryTake(file)) {
    if (!told) process.stderr.write(`waiting for the command that holds ${file}\n`);
    told = true;
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** Links a file that already names us into place: a lock never stands without its holder's number. */
function tryTake(file) {
  const ours = `${file}.${process.pid}`;
  writeFileSync(ours, String(process.pid));
  try {
    linkSync(ours, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!holderLives(file)) rmSync(file, { force: true });
    return false;
  } finally {
    rmSync(ours, { force: true });
  }
}

function holderLives(file) {
  try {
    const holder = Number(readFileSync(file, 'utf8'));
    if (holder === process.pid) return false; // left by an earlier process that had our number
    process.kill(holder, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
