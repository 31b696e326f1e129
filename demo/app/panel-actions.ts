import type { Actions } from './shop.js';
import { keepThings, type Store } from './store.js';

type PanelActions = Pick<Actions, 'answer' | 'openPanel' | 'closePanel'>;

/** What the shopper decides about what is known. */
export function createPanelActions(store: Store): PanelActions {
  const { change, shelf } = store;
  return {
    answer(keep) {
      setKeeping(store, keep);
      void shelf()
        ?.setKeeping(keep)
        .catch(() => undefined);
    },
    openPanel() {
      change({ isPanelOpen: true });
      // Where Shelfwise is not there, the dialog says so.
      void shelf()
        ?.connectPanel()
        .catch(() => undefined);
    },
    closePanel: () => change({ isPanelOpen: false }),
  };
}

/** The shop's own things are kept where the shopper's are, and no longer. */
export function setKeeping(store: Store, keep: boolean): void {
  const { keeper, change } = store;
  if (keep) keeper.allow();
  else keeper.withdraw();
  change({ isKeeping: keep, hasAnswered: true });
  keepThings(store);
}
