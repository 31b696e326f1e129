import { RecommenderError } from '../core/errors.js';

/** Listeners by event name. One that throws does not keep the others from being called. */
export class Listeners<Events extends object> {
  readonly #byName: ReadonlyMap<PropertyKey, Set<(event: never) => void>>;

  constructor(names: readonly (keyof Events)[]) {
    this.#byName = new Map(names.map((name) => [name, new Set()]));
  }

  /** @throws RecommenderError `request/bad-option` for a name nobody emits or a listener that cannot be called. */
  add<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void {
    const listeners = this.#byName.get(name);
    if (listeners === undefined || typeof listener !== 'function') {
      throw new RecommenderError('request/bad-option', 'on: expected an event and a function');
    }
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  has(name: keyof Events): boolean {
    return this.#byName.get(name)?.size !== 0;
  }

  emit<Name extends keyof Events>(name: Name, event: Events[Name]): void {
    for (const listener of this.#byName.get(name) ?? []) {
      try {
        listener(event as never);
      } catch (error) {
        // The shop's own mistake: it reaches the shop's error reporting, not the code that emitted.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  clear(): void {
    for (const listeners of this.#byName.values()) listeners.clear();
  }
}
