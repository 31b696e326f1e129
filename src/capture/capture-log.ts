import type { CaptureEntry } from './captured.js';

const MAX_ENTRIES = 200;

/** The latest of what was heard on this page, oldest first. It is nowhere but in memory. */
export class CaptureLog {
  #entries: readonly CaptureEntry[] = [];
  readonly #listeners = new Set<(entry: CaptureEntry) => void>();

  get entries(): readonly CaptureEntry[] {
    return this.#entries;
  }

  add(entry: CaptureEntry): void {
    this.#entries = [...this.#entries, entry].slice(-MAX_ENTRIES);
    for (const listener of this.#listeners) {
      try {
        listener(entry);
      } catch (error) {
        queueMicrotask(() => {
          throw error; // the listener's own mistake goes to the page's error reporting
        });
      }
    }
  }

  /** @returns a function that takes the listener off again. */
  listen(listener: (entry: CaptureEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
