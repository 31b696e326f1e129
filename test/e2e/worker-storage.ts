import type { Page } from 'playwright-core';

/** Runs first in the worker: every look at a storage API is noted, and goes on as before. */
const PRELUDE = `
  self.storageCalls = [];
  const watch = (owner, names) => {
    for (const name of names) {
      const found = Object.getOwnPropertyDescriptor(owner, name);
      if (found && found.get) {
        Object.defineProperty(owner, name, {
          ...found,
          get() { self.storageCalls.push(name); return found.get.call(this); },
        });
      } else if (found && typeof found.value === 'function') {
        Object.defineProperty(owner, name, {
          ...found,
          value: new Proxy(found.value, {
            construct: (target, args) => { self.storageCalls.push(name); return new target(...args); },
            apply: (target, self_, args) => { self.storageCalls.push(name); return Reflect.apply(target, self_, args); },
          }),
        });
      }
    }
  };
  watch(WorkerGlobalScope.prototype, ['indexedDB', 'caches']);
  watch(self, ['indexedDB', 'caches', 'BroadcastChannel', 'cookieStore']);
  watch(WorkerNavigator.prototype, ['storage', 'locks', 'storageBuckets']);
`;

/** Watches the worker's storage calls from its first line on: the served file gets a prelude. Before the page loads. */
export async function countWorkerStorage(page: Page): Promise<void> {
  await page.route('**/shelfwise/worker.*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: PRELUDE + (await response.text()) });
  });
}

/** What the workers of a page touched. `watched` is false where there was nothing to ask. */
export async function workerStorageCalls(page: Page): Promise<{ watched: boolean; calls: string[] }> {
  const notes = await Promise.all(
    page.workers().map((worker) => worker.evaluate(() => (globalThis as { storageCalls?: string[] }).storageCalls)),
  );
  const known = notes.filter((calls) => calls !== undefined);
  return { watched: known.length > 0, calls: known.flat() };
}
