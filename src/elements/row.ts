import type { Recommendation, RecommendationList } from '../../core/protocol.js';
import type { Recommender, RecommendOptions } from '../api.js';
import { CardList } from './card-list.js';
import { create, setText } from './card.js';
import { toSafeText } from './safe-text.js';

export const ROW_ATTRIBUTES = ['scenario', 'item-id', 'count', 'heading', 'repeats', 'exclude'] as const;

const DEFAULT_COUNT = 8;
const MAX_COUNT = 100;

/** What the event `shelfwise:select` carries. Cancel it to keep the browser from following the link. */
export interface SelectDetail {
  readonly itemId: string;
  /** Slot in the row, 0-based. */
  readonly index: number;
  readonly scenario: string;
  readonly recommId: string;
  readonly item: Recommendation;
}

/**
 * What `<shelfwise-row>` shows: a heading and a scrolling list of cards, in place of the content the page has put into the
 * element. That content stays where nothing can be recommended; row and content share one grid cell, so that neither
 * coming nor going moves the page.
 */
export class Row {
  readonly #host: HTMLElement;
  readonly #recommender: Recommender;
  readonly #box = create('div');
  readonly #content = create('div');
  readonly #row = create('section', 'row');
  readonly #heading = create('h2', 'heading');
  readonly #list = new CardList();
  #recommId = '';
  #subscriptions: (() => void)[] = [];
  #isAsking = false;
  /** Something changed since the last question. */
  #isStale = false;

  constructor(host: HTMLElement, recommender: Recommender, sheet: CSSStyleSheet) {
    this.#host = host;
    this.#recommender = recommender;
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    this.#box.className = 'box';
    this.#content.append(create('slot'));
    this.#row.append(this.#heading, this.#list.element);
    this.#box.append(this.#content, this.#row);
    root.append(this.#box);
    for (const type of ['click', 'auxclick'] as const)
      this.#list.element.addEventListener(type, (event) => this.#select(event));
  }

  connect(): void {
    this.#subscriptions = [
      this.#recommender.on('change', () => this.refresh()),
      this.#recommender.on('status', ({ worker }) => {
        if (worker === 'fallback') this.refresh();
      }),
    ];
    this.#list.showPlaceholders(this.#count);
    this.#showHeading(undefined);
    this.#lay(this.#list.length > 0 ? 'list' : 'waiting');
    this.refresh();
  }

  disconnect(): void {
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    this.#subscriptions = [];
  }

  /** Asks for the list anew, once for all that changes in the same task or while an answer is on its way. */
  refresh(): void {
    this.#isStale = true;
    if (this.#isAsking || !this.#host.isConnected) return;
    this.#isAsking = true;
    queueMicrotask(() => void this.#update());
  }

  async #update(): Promise<void> {
    while (this.#isStale && this.#host.isConnected) {
      this.#isStale = false;
      try {
        await this.#show(await this.#ask());
      } catch {
        await this.#show({ recommId: '', recomms: [] }); // such as an item the model does not know
      }
    }
    this.#isAsking = false;
  }

  #ask(): Promise<RecommendationList> {
    const itemId = this.#attribute('item-id');
    const repeats = this.#attribute('repeats');
    const exclude = this.#attribute('exclude')
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== '');
    const options: RecommendOptions = {
      exclude,
      ...(this.#scenario !== '' && { scenario: this.#scenario }),
      ...((repeats === 'allow' || repeats === 'forbid') && { repeats }),
    };
    if (itemId === '') return this.#recommender.recommendItemsToUser(this.#count, options);
    return this.#recommender.recommendItemsToItem(itemId, this.#count, options);
  }

  async #show({ recommId, recomms }: RecommendationList): Promise<void> {
    if (recommId === '') {
      // No answer. What is shown stays; before the first answer a worker may still be on its way.
      if (this.#list.length > 0) return;
      const { worker } = await this.#recommender.status();
      this.#lay(worker === 'starting' ? 'waiting' : 'content');
      return;
    }
    this.#recommId = recommId;
    const heading = this.#showHeading(recomms[0]);
    const { locale = this.#host.closest<HTMLElement>('[lang]')?.lang, currency } = this.#recommender;
    this.#list.show(recomms, { heading, price: { locale: locale || undefined, currency } });
    this.#lay(recomms.length > 0 ? 'list' : 'content');
  }

  /** waiting: the page's content, or placeholders where it has none. content: that content, or nothing. list: the list. */
  #lay(shown: 'waiting' | 'content' | 'list'): void {
    const hasContent = [...this.#host.childNodes].some((node) => node.nodeType === 1 || node.textContent?.trim());
    this.#content.classList.toggle('off', shown === 'list');
    this.#row.classList.toggle('off', shown !== 'list' && hasContent);
    this.#box.classList.toggle('empty', shown === 'content' && !hasContent);
    this.#row.ariaBusy = String(shown === 'waiting');
  }

  /** The shop's own heading, or the reason of the first item: why this list is shown. */
  #showHeading(first: Recommendation | undefined): string {
    const text = this.#attribute('heading') || toSafeText(first?.reason.text);
    setText(this.#heading, text);
    this.#heading.classList.toggle('off', text === '');
    this.#list.element.ariaLabel = text || null;
    return text;
  }

  #select(event: MouseEvent): void {
    const found = event.button < 2 ? this.#list.find(event) : undefined;
    const item = found?.card.item;
    if (found === undefined || item === undefined) return;
    const scenario = this.#scenario;
    const index = found.slot;
    this.#recommender.track({
      event_name: 'select_item',
      items: [{ item_id: item.id, index, ...(scenario !== '' && { item_list_id: scenario }) }],
    });
    if (event.button > 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // into another tab
    const detail: SelectDetail = { itemId: item.id, index, scenario, recommId: this.#recommId, item };
    const select = new CustomEvent('shelfwise:select', { detail, bubbles: true, composed: true, cancelable: true });
    if (!this.#host.dispatchEvent(select)) event.preventDefault();
  }

  get #count(): number {
    const count = Number.parseInt(this.#attribute('count'), 10);
    return count >= 1 ? Math.min(count, MAX_COUNT) : DEFAULT_COUNT;
  }

  get #scenario(): string {
    return this.#attribute('scenario');
  }

  #attribute(name: (typeof ROW_ATTRIBUTES)[number]): string {
    return this.#host.getAttribute(name)?.trim() ?? '';
  }
}
