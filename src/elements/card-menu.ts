import type { Explanation, Recommendation } from '../../core/protocol.js';
import type { Card } from './card.js';
import type { ExtrasHost } from './extras-host.js';

/** So long Undo stays where nothing else ends it; while somebody is at it, it stays. */
const UNDO_MS = 6000;
const SHOWN_CAUSES = 2;

/** "Why this?" and "Not interested" on each card of one row. */
export interface CardMenus {
  attach(card: Card): void;
  /** Dismissals that can still be undone become final, since the row is about to be made anew. */
  settle(): void;
}

export function createCardMenus(host: ExtrasHost): CardMenus {
  const menus = new Map<Card, CardMenu>();
  const closeOthers = (open: CardMenu): void => {
    for (const [card, menu] of menus) {
      if (!card.element.isConnected) menus.delete(card);
      if (menu !== open) menu.close();
    }
  };
  return {
    attach(card) {
      if (!menus.has(card)) menus.set(card, new CardMenu(card, host, closeOthers));
    },
    settle: () => menus.forEach((menu) => menu.settle()),
  };
}

/** A button in the card's corner and the panel that it opens over the card: it moves nothing and cannot be cut off. */
class CardMenu {
  readonly #card: Card;
  readonly #host: ExtrasHost;
  readonly #onOpen: (menu: CardMenu) => void;
  readonly #button: HTMLButtonElement;
  readonly #panel: HTMLElement;
  /** The item that is not wanted, until that is final. */
  #dismissed: Recommendation | undefined;

  constructor(card: Card, host: ExtrasHost, onOpen: (menu: CardMenu) => void) {
    this.#card = card;
    this.#host = host;
    this.#onOpen = onOpen;
    this.#button = host.create('button', 'menu-button');
    this.#panel = host.create('div', 'menu');
    const { why } = host.words();
    this.#button.type = 'button';
    this.#button.title = why;
    this.#button.ariaLabel = `${why} ${host.toSafeText(card.item?.values.item_name ?? card.item?.id)}`;
    this.#button.ariaExpanded = 'false';
    this.#button.addEventListener('click', () => {
      if (this.#panel.hidden) void this.#open();
      else this.close();
    });
    this.#panel.role = 'group';
    this.#panel.hidden = true;
    card.element.append(this.#button, this.#panel);
    card.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#panel.hidden || this.#dismissed) return;
      this.close();
      this.#button.focus();
    });
  }

  close(): void {
    if (this.#dismissed) return;
    this.#panel.hidden = true;
    this.#card.cover(false);
    this.#button.ariaExpanded = 'false';
  }

  settle(): void {
    const item = this.#dismissed;
    this.#dismissed = undefined;
    if (item === undefined) return;
    this.#host.dismiss(item);
    this.close();
  }

  async #open(): Promise<void> {
    const { item } = this.#card;
    if (item === undefined) return;
    this.#onOpen(this);
    const words = this.#host.words();
    const explanation = await this.#host.explain(item.id).catch(() => undefined); // the list may be too old
    const close = this.#action(words.close, 'menu-close', () => {
      this.close();
      this.#button.focus();
    });
    const said = this.#host.create('div');
    said.tabIndex = 0; // long names scroll
    said.append(this.#text('b', words.why), ...this.#reasons(item, explanation), this.#text('small', words.device));
    this.#fill(words.why, [said, this.#action(words.dismiss, 'menu-action', () => this.#dismiss(item)), close]);
    this.#button.ariaExpanded = 'true';
    close.focus({ preventScroll: true });
  }

  /** The shopper's own doings that count most, strongest first; the sentence that the list gave where it says something else. */
  #reasons({ reason }: Recommendation, explanation: Explanation | undefined): HTMLElement[] {
    const causes = (explanation?.events ?? []).filter(({ share }) => share > 0).slice(0, SHOWN_CAUSES);
    const list = this.#host.create('ul');
    for (const { name, itemName, itemId } of causes) {
      list.append(this.#text('li', `${VERBS[name] ?? 'You met'} ${this.#host.toSafeText(itemName ?? itemId)}`));
    }
    const isSaid = causes.some(({ itemId }) => itemId === reason.itemId);
    return [
      ...(isSaid ? [] : [this.#text('p', this.#host.toSafeText(reason.text))]),
      ...(causes.length > 0 ? [list] : []),
    ];
  }

  #dismiss(item: Recommendation): void {
    this.#dismissed = item;
    const { dismissed, undo } = this.#host.words();
    const button = this.#action(undo, 'menu-action', () => {
      this.#dismissed = undefined;
      this.close();
      this.#button.focus();
    });
    this.#fill(dismissed, [this.#text('p', dismissed), button]);
    button.focus({ preventScroll: true });
    const wait = (): void => {
      setTimeout(() => {
        if (this.#dismissed !== item) return;
        if (this.#card.element.matches(':hover') || button.matches(':focus-visible')) wait();
        else this.settle();
      }, UNDO_MS);
    };
    wait();
    document.addEventListener('visibilitychange', () => this.settle(), { once: true }); // the page may be about to go
  }

  #fill(label: string, content: readonly HTMLElement[]): void {
    this.#panel.replaceChildren(...content);
    this.#panel.ariaLabel = label;
    this.#panel.hidden = false;
    this.#card.cover(true);
  }

  #text(tag: 'b' | 'li' | 'p' | 'small', content: string): HTMLElement {
    const element = this.#host.create(tag);
    element.textContent = content;
    return element;
  }

  #action(word: string, part: string, act: () => void): HTMLButtonElement {
    const button = this.#host.create('button', part);
    button.type = 'button';
    button.textContent = word;
    button.addEventListener('click', act);
    return button;
  }
}

const VERBS: Readonly<Record<string, string>> = {
  view_item: 'You looked at',
  select_item: 'You looked at',
  add_to_cart: 'In your basket:',
  add_to_wishlist: 'You saved',
  rate_item: 'You rated',
  purchase: 'You bought',
};
