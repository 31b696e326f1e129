import { createCardMenus } from './card-menu.js';
import { Carousel } from './carousel.js';
import type { ExtrasHost } from './extras-host.js';
import { extrasStyle } from './extras-style.js';
import { SeenWatcher } from './seen-watcher.js';
import { wordsOf } from './words.js';

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
