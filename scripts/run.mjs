/** Child processes: run to the end with the output collected, or shown on standard error. */
import { spawn } from 'node:child_process';
import { ROOT, inRoot } from './files.mjs';

/**
 * Runs a program in the repository root.
 * @param {string} command a program's name or path
 * @param {string[]} args
 * @param {{ env?: object, show?: boolean, timeoutMs?: number }} [options] `show` sends the output to our standard
 *   error instead of collecting it: standard output belongs to the results of the command line.
 * @returns {Promise<{ code: number, output: string }>} code 127 when the program is absent, 124 after the time limit
 */
export function run(command, args, { env = {}, show = false, timeoutMs = 0 } = {}) {
  return new Promise((resolve) => {
    const sink = show ? 2 : 'pipe';
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...(show && process.stderr.isTTY ? {} : { NO_COLOR: '1' }), ...env },
      stdio: ['ignore', sink, sink],
      shell: process.platform === 'win32',
    });
    let output = '';
    let late = false;
    const timer = timeoutMs > 0 ? setTimeout(() => ((late = true), child.kill('SIGKILL')), timeoutMs) : undefined;
    child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: late ? 124 : (code ?? 1), output });
    });
  });
}

/** Runs one of this repository's scripts or an installed package's program under this Node. */
export const runNode = (file, args = [], options = {}) => run(process.execPath, [inRoot(file), ...args], options);
