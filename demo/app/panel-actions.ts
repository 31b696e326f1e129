import { idsOfTaste, readPanelFacts, type PanelFacts } from './panel-facts.js';
import type { Shelf } from './shelf.js';
import type { Actions } from './shop.js';
import { keepThings, type Store } from './store.js';

type PanelActions = Pick<Actions, 'answer' | 'openPanel' | 'closePanel' | 'forgetProduct' | 'forgetTaste' | 'eraseAll'>;

const NOT_NOW =
  'That did not work just now. Nothing was sent; try again, or close this tab to be rid of what is in its memory.';

/** What the shopper decides about what is known. */
export function createPanelActions(store: Store): PanelActions {
  const { catalog, keeper, state, change, shelf } = store;

  const showFacts = async (toResult: (facts: PanelFacts | undefined) => string): Promise<void> => {
    // Where Shelfwise is not there, the panel says so in the place of facts.
    const facts = await readFacts(store);
    change({ panel: { ...state().panel, facts, result: toResult(facts) } });
  };
  /** Does one thing to what is known, then shows what is known now. */
  const act = async (
    call: (loaded: Shelf) => Promise<boolean>,
    done: (facts?: PanelFacts) => string,
  ): Promise<void> => {
    const loaded = shelf();
    const succeeded = loaded !== undefined && (await call(loaded).catch(() => false));
    await showFacts((facts) => (succeeded ? done(facts) : NOT_NOW));
  };

  return {
    answer(keep) {
      if (keep) keeper.allow();
      else keeper.withdraw();
      change({ isKeeping: keep, hasAnswered: true });
      keepThings(store);
      const done = keep ? 'From now on this is kept on this device.' : 'From now on this is for this visit only.';
      void act(
        (loaded) => loaded.setKeeping(keep),
        () => done,
      );
    },
    openPanel() {
      change({ panel: { ...state().panel, isOpen: true, result: '' } });
      void showFacts(() => '');
    },
    closePanel: () => change({ panel: { ...state().panel, isOpen: false, result: '' } }),
    forgetProduct: (id) =>
      void act(
        (loaded) => loaded.forget(id),
        () => 'Forgotten. The rows no longer go by it.',
      ),
    forgetTaste(taste) {
      const forget = async (loaded: Shelf): Promise<boolean> => {
        const ids = await idsOfTaste(taste, loaded, catalog);
        const results = await Promise.all(ids.map((id) => loaded.forget(id)));
        return results.every(Boolean);
      };
      void act(forget, () => `Forgotten: everything that pointed to ${taste.name}.`);
    },
    eraseAll: () =>
      void act(
        (loaded) => loaded.forget(),
        (facts) => `Everything is erased. ${String(facts?.events ?? 0)} events remain.`,
      ),
  };
}

async function readFacts({ shelf, catalog }: Store): Promise<PanelFacts | undefined> {
  const loaded = shelf();
  if (loaded === undefined) return undefined;
  return readPanelFacts(loaded, catalog).catch(() => undefined);
}
