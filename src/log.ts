const SAID = Symbol.for('shelfwise.warned');

/** One warning a page, whoever asks first: several recommenders on one page share the mark. Never throws. */
export function warnOnce(message: string): void {
  try {
    const page = globalThis as { [SAID]?: boolean };
    if (page[SAID] === true) return;
    page[SAID] = true;
    console.warn(`shelfwise: ${message}`);
  } catch {
    // A page may have frozen its globals or replaced its console; then there is nobody to tell.
  }
}
