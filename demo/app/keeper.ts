/** What the shop itself keeps between visits, once it may. */
export interface Kept {
  readonly cart: unknown;
  readonly saved: unknown;
}

export interface Keeper {
  /** May the shop keep things? Known without a look into any storage. */
  isAllowed(): boolean;
  /** What was kept on an earlier visit; undefined before consent. */
  read(): Kept | undefined;
  /** Keeps it, if allowed. */
  write(kept: Kept): void;
  allow(): void;
  /** Deletes what was kept and asks no storage again. */
  withdraw(): void;
}

const KEY = 'shop';
const ATTRIBUTES = 'path=/; samesite=lax';
const YEAR_S = 31_536_000;

/**
 * Owns every storage call of the shop's page. None is made before the shopper allows it: a cookie of one bit, set with
 * the consent, lets the server mark the page of a returning shopper (`<html data-kept>`), so that no look into the
 * storage is needed to learn whether one may look.
 */
export function createKeeper(page: HTMLElement): Keeper {
  let allowed = page.hasAttribute('data-kept');
  return {
    isAllowed: () => allowed,
    read: () => (allowed ? readKept() : undefined),
    write(kept) {
      if (allowed) attempt(() => localStorage.setItem(KEY, JSON.stringify(kept)));
    },
    allow() {
      allowed = true;
      attempt(() => (document.cookie = `keep=1; max-age=${String(YEAR_S)}; ${ATTRIBUTES}`));
    },
    withdraw() {
      if (!allowed) return;
      allowed = false;
      attempt(() => localStorage.removeItem(KEY));
      attempt(() => (document.cookie = `keep=; max-age=0; ${ATTRIBUTES}`));
    },
  };
}

function readKept(): Kept | undefined {
  return attempt(() => {
    const raw: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    const { cart, saved } = (typeof raw === 'object' && raw !== null ? raw : {}) as Partial<Kept>;
    return { cart, saved };
  });
}

/** A browser may refuse its storage; the shop then works as if nothing had been allowed. */
function attempt<Result>(call: () => Result): Result | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
