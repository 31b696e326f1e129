import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { RecommenderError } from '../../core/errors.js';

/** Who holds a lock. A process number comes back, also the own one in a restarted container; with its start it does not. */
interface Holder {
  readonly pid: number;
  /** When that process started, in words of the system; empty where the system does not tell. */
  readonly started: string;
}

/**
 * Takes a folder for this process, by a file beside it. The lock of a process that ended without giving it back is taken over.
 * @returns gives it back.
 * @throws RecommenderError `server/database-in-use`.
 */
export function lockFolder(folder: string): () => void {
  const file = `${folder}.lock`;
  if (!tryTake(file)) {
    const holder = readHolder(file);
    if (holder !== undefined && lives(holder)) {
      const message = `expected ${folder} to be free, process ${String(holder.pid)} has it open`;
      throw new RecommenderError('server/database-in-use', message);
    }
    rmSync(file, { force: true });
    if (!tryTake(file)) throw new RecommenderError('server/database-in-use', `expected ${folder} to be free`);
  }
  return () => rmSync(file, { force: true });
}

/** Links a file that already names its holder into place, so that no lock ever stands without. */
function tryTake(file: string): boolean {
  const own = `${file}.${String(process.pid)}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Holder));
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    const { pid, started } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined;
  } catch {
    return undefined; // given back since, or not ours
  }
}

function lives({ pid, started }: Holder): boolean {
  if (started !== startOf(pid)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Linux: the boot and the tick a process started at (proc(5), field 22 of stat, counted from behind the name). */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return '';
  }
}
