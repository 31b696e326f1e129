import { CONSENT_MODES, type ConsentMode } from '../core/consent.js';

/** What the workers of a shop's other tabs are told. No event travels: they read them from the store. */
export type TabMessage =
  | { readonly kind: 'changed' }
  | { readonly kind: 'forgotten' }
  | { readonly kind: 'withdrawn'; readonly mode: ConsentMode };

/**
 * The way to the other tabs of one shop. It exists only while storage is allowed: elsewhere tabs are strangers. A browser
 * without BroadcastChannel has no way: its tabs learn of each other at their next opening.
 */
export interface Tabs {
  /** Opens or closes the way. */
  setOpen(open: boolean): void;
  post(message: TabMessage): void;
}

export function createTabs(name: string, onMessage: (message: TabMessage) => void): Tabs {
  let channel: BroadcastChannel | undefined;
  return {
    setOpen(open) {
      if (open === (channel !== undefined)) return;
      channel?.close();
      channel = open && 'BroadcastChannel' in globalThis ? new BroadcastChannel(name) : undefined;
      channel?.addEventListener('message', ({ data }) => {
        const message = parseTabMessage(data);
        if (message !== undefined) onMessage(message);
      });
    },
    post: (message) => channel?.postMessage(message),
  };
}

/** Another version of this code may be at the other end. */
function parseTabMessage(data: unknown): TabMessage | undefined {
  const { kind, mode } = (typeof data === 'object' && data !== null ? data : {}) as { kind?: unknown; mode?: unknown };
  if (kind === 'changed' || kind === 'forgotten') return { kind };
  const withdrawnTo = CONSENT_MODES.find((known) => known === mode);
  return kind === 'withdrawn' && withdrawnTo !== undefined ? { kind, mode: withdrawnTo } : undefined;
}
