import type { Recommendation } from '../../core/protocol.js';
import { toShownPrice, type PriceFormat } from './price.js';
import { toSafeText, toSafeUrl } from './safe-text.js';

/** The pictures' intrinsic size in pixels: reserves their place before they load; the style sheet scales them. */
const PICTURE_SIZE = 400;

/** How a card is shown beyond the item itself. */
export interface CardContext {
  readonly price: PriceFormat;
  /** The row's heading; a reason that says the same is not said twice. */
  readonly heading: string;
}

/** One item of a row. Its element stays while the item does, so that a new list neither flickers nor loses focus. */
export class Card {
  readonly element = create('li');
  readonly link = create('a', 'card');
  readonly #picture = create('span');
  readonly #title = create('span', 'title');
  readonly #price = create('span', 'price');
  readonly #reason = create('span', 'reason');
  #item: Recommendation | undefined;
  #image: HTMLImageElement | undefined;

  constructor() {
    this.#picture.className = 'picture';
    this.link.rel = 'noopener';
    this.link.append(this.#picture, this.#title, this.#price, this.#reason);
    this.element.append(this.link);
  }

  /** The item it shows; undefined for a placeholder. */
  get item(): Recommendation | undefined {
    return this.#item;
  }

  show(item: Recommendation, context: CardContext): void {
    this.#item = item;
    const { values } = item;
    const href = toSafeUrl(values.link, document.baseURI);
    if (href === undefined) this.link.removeAttribute('href');
    else if (this.link.href !== href) this.link.href = href;
    setText(this.#title, toSafeText(values.item_name) || toSafeText(item.id));
    const reason = toSafeText(item.reason.text);
    setText(this.#reason, reason === context.heading ? '' : reason);
    this.#showPrice(item, context.price);
    this.#showImage(toSafeUrl(values.image_link, document.baseURI));
  }

  #showPrice({ values }: Recommendation, format: PriceFormat): void {
    const { now = '', before = '' } = toShownPrice(values, format);
    if (this.#price.textContent === now + before) return;
    const amount = create('bdi');
    amount.textContent = now;
    this.#price.replaceChildren(amount);
    if (before === '') return;
    const struck = create('s', 'price-before');
    struck.textContent = before;
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
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
