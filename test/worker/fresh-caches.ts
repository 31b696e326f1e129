/** The part of the browser's Cache Storage that Shelfwise uses, in memory: Node has none. */
export interface FreshCaches {
  /** Addresses by cache name. */
  contents(): Record<string, string[]>;
  /** Replaces the bytes of an entry. */
  overwrite(name: string, url: string, bytes: Uint8Array<ArrayBuffer>): void;
}

export function installFreshCaches(): FreshCaches {
  const stored = new Map<string, Map<string, Uint8Array<ArrayBuffer>>>();
  const toHref = (request: string | URL | Request): string =>
    request instanceof Request ? request.url : String(request);
  const toCache = (entries: Map<string, Uint8Array<ArrayBuffer>>) => ({
    async put(request: string, response: Response) {
      entries.set(toHref(request), new Uint8Array(await response.arrayBuffer()));
    },
    keys: () => Promise.resolve([...entries.keys()].map((url) => new Request(url))),
    delete: (request: Request) => Promise.resolve(entries.delete(toHref(request))),
  });
  const caches = {
    open(name: string) {
      const entries = stored.get(name) ?? new Map<string, Uint8Array<ArrayBuffer>>();
      stored.set(name, entries);
      return Promise.resolve(toCache(entries));
    },
    match(request: string, { cacheName }: { cacheName: string }) {
      const bytes = stored.get(cacheName)?.get(request);
      return Promise.resolve(bytes === undefined ? undefined : new Response(bytes));
    },
    delete: (name: string) => Promise.resolve(stored.delete(name)),
  };
  Object.defineProperty(globalThis, 'caches', { value: caches, configurable: true, writable: true });
  return {
    contents: () => Object.fromEntries([...stored].map(([name, entries]) => [name, [...entries.keys()].sort()])),
    overwrite: (name, url, bytes) => void stored.get(name)!.set(url, bytes),
  };
}
