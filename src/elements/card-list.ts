import type { Recommendation } from '../../core/protocol.js';
import { Card, create, type CardContext } from './card.js';

/** More placeholders than this are out of sight on any screen. */
const MAX_PLACEHOLDERS = 8;

/** The scrolling list of a row. */
export class CardList {
  readonly element = create('ul', 'list');
  #cards: readonly Card[] = [];

  constructor() {
    this.element.setAttribute('role', 'list'); // Safari takes it off lists without markers
    this.element.tabIndex = 0; // scrolls with the arrow keys
  }

  get length(): number {
    return this.#cards.length;
  }

  /** Cards without content, as high as those to come. */
  showPlaceholders(count: number): void {
    if (this.element.childElementCount > 0) return;
    const bones = Array.from({ length: Math.min(count, MAX_PLACEHOLDERS) }, () => {
      const { element } = new Card();
      element.className = 'bone';
      element.ariaHidden = 'true';
      return element;
    });
    this.element.replaceChildren(...bones);
  }

  /** Puts the items in place: cards of items that stay are kept, and so are the scroll position and the focus. */
  show(items: readonly Recommendation[], context: CardContext): void {
    const { element } = this;
    const known = new Map(this.#cards.map((card) => [card.item?.id, card]));
    const focused = this.#cards.findIndex((card) => card.element.contains(focusIn(element)));
    const focusedCard = this.#cards[focused];
    const scroll = element.scrollLeft;

    this.#cards = items.map((item) => {
      const card = known.get(item.id) ?? new Card();
      if (!known.delete(item.id)) card.element.className = 'shown';
      card.show(item, context);
      return card;
    });
    this.#cards.forEach((card, slot) => {
      const there = element.children[slot] ?? null;
      if (there !== card.element) element.insertBefore(card.element, there);
    });
    while (element.childElementCount > this.#cards.length) element.lastElementChild?.remove();

    if (element.scrollLeft !== scroll) element.scrollLeft = scroll;
    if (focusedCard === undefined || focusedCard.link === focusIn(element)) return;
    const next = focusedCard.element.isConnected ? focusedCard : this.#cards[Math.min(focused, this.#cards.length - 1)];
    next?.link.focus({ preventScroll: true });
  }

  /** The card an event came from and its slot, 0-based. */
  find(event: Event): { card: Card; slot: number } | undefined {
    const path = event.composedPath();
    const slot = this.#cards.findIndex((card) => path.includes(card.link));
    const card = this.#cards[slot];
    return card && { card, slot };
  }
}

function focusIn(element: HTMLElement): Element | null {
  return (element.getRootNode() as ShadowRoot).activeElement;
}
