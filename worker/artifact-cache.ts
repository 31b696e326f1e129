/**
 * The model's files across visits, in Cache Storage. Nothing is touched before the first call. Whatever fails, the cache
 * only counts as empty: the model can be fetched again.
 */
export interface ArtifactCache {
  read(url: URL): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** False where the files are not all there afterwards. */
  write(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<boolean>;
  /** Deletes the files of every other address. */
  keepOnly(urls: ReadonlySet<string>): Promise<void>;
  /** Deletes the cache itself. */
  clear(): Promise<void>;
}

/** @param name the shop's own, so that shops of one origin stay apart. */
export function createArtifactCache(name: string): ArtifactCache {
  const attempt = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch {
      return otherwise;
    }
  };
  return {
    read: (url) =>
      attempt(async () => {
        // Cache Storage has no look-up that does not create the cache it looks in, but for this one.
        const response = await caches.match(url.href, { cacheName: name });
        return response === undefined ? undefined : new Uint8Array(await response.arrayBuffer());
      }, undefined),
    write: (files) =>
      attempt(async () => {
        const cache = await caches.open(name);
        await Promise.all([...files].map(([url, bytes]) => cache.put(url, new Response(bytes))));
        return true;
      }, false),
    keepOnly: (urls) =>
      attempt(async () => {
        const cache = await caches.open(name);
        const others = (await cache.keys()).filter((request) => !urls.has(request.url));
        await Promise.all(others.map((request) => cache.delete(request)));
      }, undefined),
    clear: () =>
      attempt(async () => {
        await caches.delete(name);
      }, undefined),
  };
}
