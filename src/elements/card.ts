import type { Recommendation } from '../../core/protocol.js';
import { toShownPrice, type PriceFormat } from './price.js';
import { toSafeText, toSafeUrl } from './safe-text.js';
import { bindTemplate } from './template.js';

/** The pictures' intrinsic size in pixels: reserves their place before they load; the style sheet scales them. */
const PICTURE_SIZE = 400;

/** How a card is shown beyond the item itself. */
export interface CardContext {
  readonly price: PriceFormat;
  /** The row's heading; a reason that says the same is not said twice. */
  readonly heading: string;
}

/** An item as people see it: safe texts and addresses, empty or undefined where it has none. */
export interface ShownItem {
  readonly title: string;
  readonly price: string;
  readonly price_before: string;
  readonly reason: string;
  readonly link: string | undefined;
  readonly image: string | undefined;
}

/** What a card is filled with: the row's own markup, or the shop's template. */
interface Face {
  /** What takes the focus for the card. */
  readonly link: HTMLElement | null;
  show(item: Recommendation, shown: ShownItem): void;
}

/** The shop's own card, in the page's tree where the page's style sheets reach it. */
export interface CardTemplate {
  readonly host: HTMLElement;
  readonly content: DocumentFragment;
}

/** One item of a row. Its element stays while the item does, so that a new list neither flickers nor loses focus. */
export class Card {
  readonly element = create('li', 'item');
  readonly #face: Face;
  /** In the page's tree, of a card that is made from a template. */
  readonly #slotted: HTMLElement | undefined;
  #item: Recommendation | undefined;

  constructor(template?: CardTemplate) {
    if (template === undefined) {
      const face = new PlainFace();
      this.#face = face;
      this.element.append(face.link);
      return;
    }
    const slot = create('slot');
    const slotted = create('div');
    slotted.slot = slot.name = `card-${crypto.randomUUID()}`;
    slotted.className = 'shelfwise-card';
    slotted.append(document.importNode(template.content, true));
    this.#face = {
      link: slotted.querySelector('a'),
      show: (item, shown) => bindTemplate(slotted, { ...item.values, item_id: item.id, ...shown }),
    };
    this.#slotted = slotted;
    this.element.append(slot);
    template.host.append(slotted);
  }

  /** The item it shows; undefined for a placeholder. */
  get item(): Recommendation | undefined {
    return this.#item;
  }

  get link(): HTMLElement | null {
    return this.#face.link;
  }

  show(item: Recommendation, { heading, price: format }: CardContext): void {
    this.#item = item;
    const { values } = item;
    const { now = '', before = '' } = toShownPrice(values, format);
    const reason = toSafeText(item.reason.text);
    this.#face.show(item, {
      title: toSafeText(values.item_name) || toSafeText(item.id),
      price: now,
      price_before: before,
      reason: reason === heading ? '' : reason,
      link: toSafeUrl(values.link, document.baseURI),
      image: toSafeUrl(values.image_link, document.baseURI),
    });
  }

  /** Something lies over it: nobody can get to what is below. */
  cover(on: boolean): void {
    const below = this.#slotted ?? this.#face.link;
    if (below !== null) below.inert = on;
  }

  /** @param active the focused element of the row or of the page. */
  holds(active: Element | null): boolean {
    return this.element.contains(active) || this.#slotted?.contains(active) === true;
  }

  remove(): void {
    this.element.remove();
    this.#slotted?.remove();
  }
}

class PlainFace implements Face {
  readonly link = create('a', 'card');
  readonly #picture = create('span');
  readonly #title = create('span', 'title');
  readonly #price = create('span', 'price');
  readonly #reason = create('span', 'reason');
  #image: HTMLImageElement | undefined;

  constructor() {
    this.#picture.className = 'picture';
    this.link.rel = 'noopener';
    this.link.append(this.#picture, this.#title, this.#price, this.#reason);
  }

  show(_item: Recommendation, shown: ShownItem): void {
    const { link } = shown;
    if (link === undefined) this.link.removeAttribute('href');
    else if (this.link.href !== link) this.link.href = link;
    setText(this.#title, shown.title);
    setText(this.#reason, shown.reason);
    this.#showPrice(shown);
    this.#showImage(shown.image);
  }

  #showPrice({ price, price_before }: ShownItem): void {
    if (this.#price.textContent === price + price_before) return;
    const amount = create('bdi');
    amount.textContent = price;
    this.#price.replaceChildren(amount);
    if (price_before === '') return;
    const struck = create('s', 'price-before');
    struck.textContent = price_before;
    this.#price.append(struck);
  }

  #showImage(src: string | undefined): void {
    if ((this.#image?.src || undefined) === src) return;
    this.#image?.remove();
    this.#image = undefined;
    if (src === undefined) return;
    const image = create('img', 'image');
    image.loading = 'lazy';
    image.decoding = 'async';
    image.alt = ''; // the title beside it says what it is
    image.width = image.height = PICTURE_SIZE;
    image.addEventListener('error', () => image.classList.add('off'));
    image.src = src;
    this.#image = image;
    this.#picture.append(image);
  }
}

export function create<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, part?: string): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (part !== undefined) element.setAttribute('part', part);
  return element;
}

/** Writes only what differs: an unchanged text keeps a selection and costs no layout. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
