import type { CardList } from './card-list.js';
import type { ExtrasHost } from './extras-host.js';
import type { RowWords } from './words.js';

/** Rounding of scroll positions on screens with fractional pixels. */
const SLACK_PX = 2;
/** Of what is in view; the rest stays in sight, so that nobody loses the place. */
const PAGE = 0.9;

/** The two buttons and the keys of a list that scrolls sideways. Touch and trackpads scroll it by themselves. */
export class Carousel {
  readonly #list: CardList;
  readonly #controls: HTMLElement;
  readonly #previous: HTMLButtonElement;
  readonly #next: HTMLButtonElement;
  /** Tells after the browser has laid the list out: to ask before would make it do so at once. */
  readonly #layouts = new ResizeObserver(() => this.#update());

  constructor({ list, head, create }: ExtrasHost) {
    this.#list = list;
    this.#controls = create('div', 'controls');
    this.#previous = this.#toButton(create('button', 'previous'), -1);
    this.#next = this.#toButton(create('button', 'next'), 1);
    this.#controls.append(this.#previous, this.#next);
    head.append(this.#controls);
    list.element.addEventListener('scroll', () => this.#update(), { passive: true });
    list.element.addEventListener('keydown', (event) => this.#onKey(event));
    this.#layouts.observe(list.element);
  }

  label({ previous, next }: RowWords): void {
    this.#previous.ariaLabel = previous;
    this.#next.ariaLabel = next;
  }

  /** The list has changed: looks at it once it is laid out. */
  update(): void {
    const { element } = this.#list;
    this.#layouts.unobserve(element);
    this.#layouts.observe(element);
  }

  /** Which ends are reached; both buttons go where everything fits. */
  #update(): void {
    const { element } = this.#list;
    const { clientWidth, scrollWidth } = element;
    const position = Math.abs(element.scrollLeft); // negative from right to left
    const most = scrollWidth - clientWidth - SLACK_PX;
    // Not `disabled`: that would throw the focus of whoever pressed the button off the row.
    this.#previous.ariaDisabled = String(position <= SLACK_PX);
    this.#next.ariaDisabled = String(position >= most);
    this.#controls.classList.toggle('off', most <= 0);
    this.#controls.classList.toggle('rtl', this.#sign < 0);
  }

  #toButton(button: HTMLButtonElement, direction: 1 | -1): HTMLButtonElement {
    button.type = 'button';
    button.addEventListener('click', () => {
      const { element } = this.#list;
      const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const left = direction * this.#sign * PAGE * element.clientWidth;
      element.scrollBy({ left, behavior: isCalm ? 'instant' : 'smooth' });
    });
    return button;
  }

  /** Arrows go from card to card in the direction one sees, Home and End to the first and the last. */
  #onKey(event: KeyboardEvent): void {
    const found = this.#list.find(event);
    if (found === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const { cards } = this.#list;
    const targets: Record<string, number> = {
      ArrowRight: found.slot + this.#sign,
      ArrowLeft: found.slot - this.#sign,
      Home: 0,
      End: cards.length - 1,
    };
    const link = cards[targets[event.key] ?? -1]?.link;
    if (!link) return;
    event.preventDefault();
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** 1 where reading goes to the right, else -1. */
  get #sign(): 1 | -1 {
    return getComputedStyle(this.#list.element).direction === 'rtl' ? -1 : 1;
  }
}
