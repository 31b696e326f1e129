/**
 * The admin key, for as long as this tab lives: in the tab's own storage, by shop, never in an address. A browser that refuses
 * storage has it in memory.
 */
export interface SessionKey {
  read(): string | undefined;
  keep(key: string): void;
  forget(): void;
}

/** @param shop path of the shop on this server. */
export function createSessionKey(shop: string): SessionKey {
  const name = `shelfwise-console ${shop}`;
  let inMemory: string | undefined;
  return {
    read: () => inMemory ?? attempt(() => sessionStorage.getItem(name) ?? undefined),
    keep(key) {
      inMemory = key;
      attempt(() => sessionStorage.setItem(name, key));
    },
    forget() {
      inMemory = undefined;
      attempt(() => sessionStorage.removeItem(name));
    },
  };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
