/** Where long work tells how far it is. One object serves a whole run: a new step ends the one before. */
export interface Progress {
  /** Begins a step; the label says what is being done, in a few words. */
  step(label: string): void;
  /** How much of the step is done; both in the same unit of the caller's choice. */
  update(done: number, total: number): void;
  /** Ends the last step. */
  done(): void;
}

/** What progress is written to: process.stderr, or a stand-in. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Says nothing. */
export const SILENT_PROGRESS: Progress = {
  step: () => undefined,
  update: () => undefined,
  done: () => undefined,
};

const BAR_WIDTH = 24;

/** A bar on a terminal; elsewhere one line a step, so that a log stays readable. */
export function createProgress(stream: ProgressStream = process.stderr): Progress {
  return stream.isTTY === true ? new BarProgress(stream) : new LineProgress(stream);
}

class LineProgress implements Progress {
  constructor(private readonly stream: ProgressStream) {}

  step(label: string): void {
    this.stream.write(`${label}\n`);
  }

  update(): void {
    // A log gets one line a step.
  }

  done(): void {
    // The last line already ends with a line break.
  }
}

class BarProgress implements Progress {
  private label = '';
  private percent = -1;

  constructor(private readonly stream: ProgressStream) {}

  step(label: string): void {
    this.done();
    this.label = label;
    this.percent = -1;
    this.stream.write(label);
  }

  update(done: number, total: number): void {
    const percent = total > 0 ? Math.min(100, Math.floor((100 * done) / total)) : 100;
    if (percent === this.percent || this.label === '') return;
    this.percent = percent;
    const filled = Math.round((percent * BAR_WIDTH) / 100);
    const bar = '#'.repeat(filled) + '.'.repeat(BAR_WIDTH - filled);
    this.stream.write(`\r${this.label} [${bar}] ${String(percent)} %`);
  }

  done(): void {
    if (this.label !== '') this.stream.write('\n');
    this.label = '';
  }
}
