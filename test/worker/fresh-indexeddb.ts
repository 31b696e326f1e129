import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';

/** Gives the test an empty disk of its own. */
export function installFreshIndexedDb(): IDBFactory {
  const factory = new IDBFactory();
  Object.defineProperty(globalThis, 'indexedDB', { value: factory, configurable: true, writable: true });
  return factory;
}

export async function databaseNames(): Promise<(string | undefined)[]> {
  return (await indexedDB.databases()).map(({ name }) => name);
}

/**
 * Replaces a method of IndexedDB until `restore`; `patch` gets the original, bound to the object at hand.
 */
export function patchMethod(
  prototype: object,
  name: string,
  patch: (original: (...args: unknown[]) => unknown, ...args: unknown[]) => unknown,
): { restore: () => void } {
  const original = Object.getOwnPropertyDescriptor(prototype, name)!;
  const method = original.value as (...args: unknown[]) => unknown;
  Object.defineProperty(prototype, name, {
    ...original,
    value(this: unknown, ...args: unknown[]) {
      return patch(method.bind(this), ...args);
    },
  });
  return { restore: () => void Object.defineProperty(prototype, name, original) };
}
