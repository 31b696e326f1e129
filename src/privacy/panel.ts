import type { Recommender } from '../api.js';
import { createCarrySection, type CarrySection } from './carry-section.js';
import { createChoicesSection } from './choices-section.js';
import { make, makeHeading } from './dom.js';
import { createDoneSection } from './done-section.js';
import { createEraseSection } from './erase-section.js';
import { createKnownSection } from './known-section.js';
import { createMutedSection } from './muted-section.js';
import type { PanelContext, PanelSection } from './panel-context.js';
import { fromProfileLink } from './profile-link.js';
import { createSentSection } from './sent-section.js';
import { createTastesSection } from './tastes-section.js';
import type { PanelWords } from './words.js';

/** One panel in one element. It asks for nothing while nobody can see it. */
export class Panel {
  readonly #host: HTMLElement;
  readonly #recommender: Recommender;
  readonly #said = make('p', { part: 'said' });
  /** In the place of facts that are not there. */
  readonly #instead: HTMLElement;
  readonly #words: PanelWords;
  readonly #inside = make('div', { part: 'inside', hidden: true });
  readonly #sections: readonly PanelSection[];
  readonly #carry: CarrySection;
  readonly #size = new ResizeObserver(() => this.#refresh());
  #stopListening: (() => void) | undefined;
  #isStale = true;
  #isAsking = false;

  constructor(host: HTMLElement, root: ShadowRoot, recommender: Recommender, words: PanelWords) {
    this.#host = host;
    this.#recommender = recommender;
    const context = this.#toContext(words);
    const known = createKnownSection(context);
    const sent = createSentSection(context);
    const choices = createChoicesSection(context);
    const lists = [createTastesSection(context), createDoneSection(context), createMutedSection(context)];
    this.#sections = [known, sent, ...lists, choices];
    this.#carry = createCarrySection(context);
    this.#words = words;
    this.#instead = make('p', {}, words.reading);
    this.#said.setAttribute('role', 'status');
    this.#inside.append(...[known, sent, ...lists, choices].map(({ element }) => element));
    this.#inside.append(this.#carry.element, createEraseSection(context));
    root.replaceChildren(
      make(
        'div',
        { part: 'panel' },
        makeHeading('h2', words.title),
        make('p', { part: 'lead' }, words.lead),
        this.#instead,
        this.#inside,
        this.#said,
      ),
    );
  }

  connect(): void {
    this.#stopListening ??= this.#recommender.on('change', () => this.#change());
    this.#size.observe(this.#host);
    this.#takeFromAddress();
  }

  disconnect(): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#size.disconnect();
    this.#isStale = true;
  }

  /** A profile scanned from another device's screen goes out of the address at once. */
  #takeFromAddress(): void {
    const file = fromProfileLink(location.href);
    if (file === undefined) return;
    history.replaceState(history.state, '', location.pathname + location.search);
    this.#carry.offer(file);
    this.#host.dispatchEvent(new CustomEvent('shelfwise:profile', { bubbles: true, composed: true }));
  }

  #toContext(words: PanelWords): PanelContext {
    const say = (text: string): void => {
      this.#said.textContent = text;
    };
    return {
      recommender: this.#recommender,
      words,
      say,
      act: async (task, done) => {
        const isDone = await task().catch(() => false);
        await this.#update();
        say(isDone ? done : words.notNow);
        return isDone;
      },
      formatTime: (time, withTime = false) => {
        const lang = this.#recommender.locale ?? this.#host.closest<HTMLElement>('[lang]')?.lang;
        const clock = withTime ? ({ timeStyle: 'short' } as const) : {};
        return new Date(time).toLocaleString(lang || undefined, { dateStyle: 'long', ...clock });
      },
    };
  }

  #change(): void {
    this.#isStale = true;
    this.#refresh();
  }

  #refresh(): void {
    if (!this.#isStale || this.#isAsking || this.#host.getClientRects().length === 0) return;
    void this.#update();
  }

  async #update(): Promise<void> {
    this.#isAsking = true;
    this.#isStale = false;
    try {
      await this.#show();
    } catch {
      // A recommender that is closed: what is shown stays.
    }
    this.#isAsking = false;
    this.#refresh();
  }

  async #show(): Promise<void> {
    const [profile, ledger] = await Promise.all([this.#recommender.profile(), this.#recommender.ledger()]);
    const status = await this.#recommender.status();
    const facts = { profile, ledger, status, consent: this.#recommender.consent() };
    const isMissing = status.worker === 'fallback' || status.worker === 'inert';
    this.#instead.textContent = isMissing ? this.#words.notHere : '';
    this.#instead.hidden = !isMissing;
    this.#inside.hidden = isMissing;
    for (const section of this.#sections) section.show(facts);
  }
}
