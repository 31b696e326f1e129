/**
 * Preloaded into a measured process (`node --import`): at its exit writes the most memory it ever held, in bytes, to the
 * file that SHELFWISE_PEAK_FILE names. Threads of the process load this too and leave the writing to the main one.
 */
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

const file = process.env.SHELFWISE_PEAK_FILE;
if (isMainThread && file) {
  // libuv gives maxRSS in kilobytes on every platform.
  process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS * 1024)));
}
