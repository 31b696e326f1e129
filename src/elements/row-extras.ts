import type { Explanation, Recommendation } from '../../core/protocol.js';
import { createCardMenus } from './card-menu.js';
import type { CardList } from './card-list.js';
import type { create } from './card.js';
import { Carousel } from './carousel.js';
import { extrasStyle } from './extras-style.js';
import { SeenWatcher } from './seen-watcher.js';
import { wordsOf, type RowWords } from './words.js';

/** What the extras need of their row. They are a file of their own, which may import nothing that the row's file has. */
export interface ExtrasHost {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly list: CardList;
  /** Where the buttons go, beside the heading. */
  readonly head: HTMLElement;
  readonly create: typeof create;
  /** The catalog's text as it may be shown. */
  readonly toSafeText: (value: unknown) => string;
  words(): RowWords;
  explain(itemId: string): Promise<Explanation>;
  /** Tells the device that an item is not wanted. */
  dismiss(item: Recommendation): void;
  /** Tells the device which slots of the list were seen. */
  tellSeen(slots: readonly number[]): void;
}

/** What a row has beyond its list: buttons and keys of the carousel, the cards' menus, what was seen. */
export interface RowExtras {
  /** The list was shown or changed. */
  update(): void;
  /** Dismissals that can still be undone become final: the row is about to be made anew. */
  settle(): void;
  /** The row has left the page. */
  stop(): void;
}

export function createRowExtras(given: Omit<ExtrasHost, 'words'>): RowExtras {
  const { host, root, list } = given;
  const extras: ExtrasHost = { ...given, words: () => wordsOf(host) };
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(extrasStyle);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const carousel = new Carousel(extras);
  const menus = createCardMenus(extras);
  const watcher = new SeenWatcher((elements) =>
    extras.tellSeen(list.cards.flatMap(({ element }, slot) => (elements.includes(element) ? [slot] : []))),
  );
  return {
    update() {
      carousel.label(extras.words());
      carousel.update();
      const isGrid = host.getAttribute('layout') === 'grid';
      for (const card of list.cards) {
        card.element.ariaRoleDescription = isGrid ? null : 'slide';
        watcher.observe(card.element);
        if (host.getAttribute('menu') !== 'off') menus.attach(card);
      }
    },
    settle: () => menus.settle(),
    stop() {
      watcher.stop();
      menus.settle();
    },
  };
}
