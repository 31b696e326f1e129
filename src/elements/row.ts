import type { Recommendation, RecommendationList } from '../../core/protocol.js';
import type { Recommender, RecommendOptions, TrackedItem } from '../api.js';
import { CardList } from './card-list.js';
import { create, setText, type CardTemplate } from './card.js';
import type { createRowExtras, RowExtras } from './row-extras.js';
import { toSafeText } from './safe-text.js';

export const ROW_ATTRIBUTES = [
  'scenario',
  'item-id',
  'count',
  'min-count',
  'heading',
  'layout',
  'menu',
  'repeats',
  'exclude',
] as const;

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

/** What the event `shelfwise:list` carries: the list that is shown, without items where the page's own content is. */
export interface ListDetail extends RecommendationList {
  readonly scenario: string;
}

/**
 * What `<shelfwise-row>` shows: a heading and a list of cards, a carousel or a grid, in place of the content the page has put
 * into the element. That content stays where nothing can be recommended; row and content share one grid cell, so that neither
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
  readonly #head = create('div', 'head');
  #createExtras: typeof createRowExtras | undefined;
  #extras: RowExtras | undefined;
  #recommId = '';
  /** What events about the list that is shown call it. */
  #listId = '';
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
    this.#head.append(this.#heading);
    this.#heading.id = 'heading';
    this.#row.role = 'group';
    this.#row.setAttribute('aria-labelledby', 'heading');
    this.#row.append(this.#head, this.#list.element);
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
    this.#list.showPlaceholders(this.#count, this.#isGrid, this.#template);
    this.#showHeading(undefined);
    this.#lay(this.#list.cards.length > 0 ? 'list' : 'waiting');
    this.#extras?.update();
    this.#loadExtras().catch(() => undefined); // a page may refuse the file
    this.refresh();
  }

  disconnect(): void {
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    this.#subscriptions = [];
    this.#extras?.stop();
  }

  /** Asks for the list anew, once for all that changes in the same task or while an answer is on its way. */
  refresh(): void {
    this.#extras?.settle();
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

  async #show({ recommId, recomms: all }: RecommendationList): Promise<void> {
    if (this.#isOvertaken) return;
    if (recommId === '') return this.#showNoAnswer();
    const recomms = all.length < this.#number('min-count', 1) ? [] : all;
    this.#recommId = recommId;
    this.#listId = this.#scenario || recommId;
    const heading = this.#showHeading(recomms[0]);
    const { locale = this.#host.closest<HTMLElement>('[lang]')?.lang, currency } = this.#recommender;
    this.#list.show(recomms, { heading, price: { locale: locale || undefined, currency } }, this.#template);
    this.#lay(recomms.length > 0 ? 'list' : 'content');
    this.#tellList(recommId, recomms);
    if (recomms.length > 0) this.#showExtras();
  }

  /** What is shown stays; before the first answer a worker or its model may still be on its way. */
  async #showNoAnswer(): Promise<void> {
    if (this.#list.cards.length > 0) return;
    const { worker, lastError } = await this.#recommender.status();
    const isLate = worker === 'running' && lastError?.code === 'worker/timeout';
    if (isLate) this.#isStale = true; // asked once more: a model that does not come at all is another error
    const isWaiting = worker === 'starting' || isLate;
    this.#lay(isWaiting ? 'waiting' : 'content');
    if (!isWaiting) this.#tellList('', []);
  }

  /** Their code comes while the first list is made: laid out together they cost the page less. The list does not wait for it. */
  async #loadExtras(): Promise<void> {
    if (this.#createExtras !== undefined) return;
    ({ createRowExtras: this.#createExtras } = await import('./row-extras.js'));
    if (this.#list.cards.length > 0) this.#showExtras();
  }

  #showExtras(): void {
    this.#extras ??= this.#createExtras?.({
      host: this.#host,
      root: this.#host.shadowRoot!,
      list: this.#list,
      head: this.#head,
      create,
      toSafeText,
      explain: (itemId) => this.#recommender.explain(this.#recommId, itemId),
      dismiss: ({ id }) => this.#track('dismiss_item', [{ item_id: id, item_list_id: this.#listId }]),
      tellSeen: (slots) =>
        this.#track(
          'view_item_list',
          slots.map((slot) => this.#inList(slot)),
        ),
    });
    this.#extras?.update();
  }

  /** waiting: the page's content, or placeholders where it has none. content: that content, or nothing. list: the list. */
  #lay(shown: 'waiting' | 'content' | 'list'): void {
    const hasContent = [...this.#host.childNodes].some((node) =>
      node instanceof Element ? node.localName !== 'template' && node.slot === '' : node.textContent?.trim(),
    );
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
    this.#row.ariaRoleDescription = this.#isGrid ? null : 'carousel';
    return text;
  }

  /** An item as an event names it that is about this list. */
  #inList(slot: number): TrackedItem {
    const item_id = this.#list.cards[slot]?.item?.id ?? '';
    return { item_id, index: slot, item_list_id: this.#listId };
  }

  #track(name: 'select_item' | 'view_item_list' | 'dismiss_item', items: readonly TrackedItem[]): void {
    this.#recommender.track({ event_name: name, items });
  }

  #select(event: MouseEvent): void {
    const found = event.button < 2 ? this.#list.find(event) : undefined;
    const item = found?.card.item;
    const isLink = event.composedPath().some((node) => node instanceof HTMLAnchorElement && found?.card.holds(node));
    if (found === undefined || item === undefined || !isLink) return;
    const scenario = this.#scenario;
    const index = found.slot;
    this.#track('select_item', [this.#inList(index)]);
    if (event.button > 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // into another tab
    const detail: SelectDetail = { itemId: item.id, index, scenario, recommId: this.#recommId, item };
    if (!this.#dispatch('select', detail)) event.preventDefault();
  }

  /** Something changed since the question, and the next list is on its way; or nobody looks any more. */
  get #isOvertaken(): boolean {
    return this.#isStale || !this.#host.isConnected;
  }

  #tellList(recommId: string, recomms: readonly Recommendation[]): void {
    const detail: ListDetail = { recommId, recomms, scenario: this.#scenario };
    this.#dispatch('list', detail);
  }

  /** @returns false where the page has cancelled it. */
  #dispatch(type: 'select' | 'list', detail: SelectDetail | ListDetail): boolean {
    const init = { detail, bubbles: true, composed: true, cancelable: type === 'select' };
    return this.#host.dispatchEvent(new CustomEvent(`shelfwise:${type}`, init));
  }

  get #count(): number {
    return Math.min(this.#number('count', DEFAULT_COUNT), MAX_COUNT);
  }

  get #isGrid(): boolean {
    return this.#attribute('layout') === 'grid';
  }

  /** The shop's own card: a `<template>` in the element. */
  get #template(): CardTemplate | undefined {
    const template = this.#host.querySelector<HTMLTemplateElement>(':scope>template');
    return template === null ? undefined : { host: this.#host, content: template.content };
  }

  get #scenario(): string {
    return this.#attribute('scenario');
  }

  /** A whole number above 0, else `otherwise`. */
  #number(name: 'count' | 'min-count', otherwise: number): number {
    const number = Number.parseInt(this.#attribute(name), 10);
    return number >= 1 ? number : otherwise;
  }

  #attribute(name: (typeof ROW_ATTRIBUTES)[number]): string {
    return this.#host.getAttribute(name)?.trim() ?? '';
  }
}
