import type { Recommendation } from '../../core/protocol.js';
import { Card, create, type CardContext, type CardTemplate } from './card.js';

/** More placeholders than this are out of sight on any screen. */
const MAX_PLACEHOLDERS = 8;

/** The list of a row: scrolls sideways, or is a grid. */
export class CardList {
  readonly element = create('ul', 'list');
  #cards: readonly Card[] = [];
  #bones: Card[] = [];

  constructor() {
    this.element.setAttribute('role', 'list'); // Safari takes it off lists without markers
    this.element.tabIndex = 0; // scrolls with the arrow keys
  }

  get cards(): readonly Card[] {
    return this.#cards;
  }

  /** Cards without content, as high as those to come. */
  showPlaceholders(count: number, isGrid: boolean, template?: CardTemplate): void {
    if (this.element.childElementCount > 0) return;
    this.#bones = Array.from({ length: isGrid ? count : Math.min(count, MAX_PLACEHOLDERS) }, () => {
      const card = new Card(template);
      setBone(card, true);
      return card;
    });
    this.element.replaceChildren(...this.#bones.map((card) => card.element));
  }

  /** Puts the items in place: cards of items that stay are kept, and so are the scroll position and the focus. */
  show(items: readonly Recommendation[], context: CardContext, template?: CardTemplate): void {
    const { element } = this;
    const known = new Map(this.#cards.map((card) => [card.item?.id, card]));
    const active = focusIn(element);
    const isFirst = this.#cards.length === 0;
    const focused = this.#cards.findIndex((card) => card.holds(active));
    const focusedCard = this.#cards[focused];
    // Asking for it makes the browser lay the page out; a list that is new is at its beginning.
    const scroll = isFirst ? 0 : element.scrollLeft;

    this.#cards = items.map((item) => {
      const old = known.get(item.id);
      known.delete(item.id);
      const card = old ?? this.#bones.shift() ?? new Card(template);
      if (old === undefined) {
        setBone(card, false);
        card.element.className = isFirst ? 'shown' : 'shown new';
      }
      card.show(item, context);
      return card;
    });
    this.#cards.forEach((card, slot) => {
      const there = element.children[slot] ?? null;
      if (there !== card.element) element.insertBefore(card.element, there);
    });
    for (const card of [...known.values(), ...this.#bones]) card.remove();
    this.#bones = [];

    if (isFirst) return;
    this.#stay(scroll);
    if (focusedCard === undefined || active === focusIn(element)) return;
    if (this.#cards.includes(focusedCard)) (active as HTMLElement).focus({ preventScroll: true });
    else this.#cards[Math.min(focused, this.#cards.length - 1)]?.link?.focus({ preventScroll: true });
  }

  /** Without snapping, which would follow a card that got another place, until the new list is laid out. */
  #stay(scroll: number): void {
    const { element } = this;
    element.classList.add('still');
    if (element.scrollLeft !== scroll) element.scrollLeft = scroll;
    requestAnimationFrame(() => requestAnimationFrame(() => element.classList.remove('still')));
  }

  /** The card an event came from and its slot, 0-based. */
  find(event: Event): { card: Card; slot: number } | undefined {
    const path = event.composedPath();
    const slot = this.#cards.findIndex((card) => path.includes(card.element));
    const card = this.#cards[slot];
    return card && { card, slot };
  }
}

/** A placeholder becomes a card once there is an item for it: what is laid out already need not be made again. */
function setBone({ element }: Card, isBone: boolean): void {
  element.className = 'bone';
  element.ariaHidden = isBone ? 'true' : null;
  element.inert = isBone;
}

/** The focused element: of the row, or of the page for what the page's own template made. */
function focusIn(element: HTMLElement): Element | null {
  return (element.getRootNode() as ShadowRoot).activeElement ?? document.activeElement;
}
