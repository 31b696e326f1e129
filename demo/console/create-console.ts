import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { Page } from './pages/page.js';
import { AskFailed, createShopServer, type ShopServer } from './shop-server.js';
import type { SessionKey } from './session-key.js';
import { renderSignIn } from './sign-in.js';

export interface ConsoleOptions {
  readonly root: HTMLElement;
  /** Where the links between pages and the way out go. */
  readonly navigation: HTMLElement;
  /** The first is shown where the address names none. */
  readonly pages: readonly Page[];
  readonly key: SessionKey;
  /** Of the shop on its server. */
  readonly folder: URL;
}

/** Shows the page that the address names, and asks for the key before those that need it. */
export function createConsole({ root, navigation, pages, key, folder }: ConsoleOptions): {
  readonly show: () => Promise<void>;
} {
  let server: ShopServer | undefined;
  let left = new AbortController();

  const draw = (page: Page, content: TemplateResult, isBusy = false): void => {
    drawInto(root, page, { content, isBusy });
    render(renderNavigation(pages, page, key.read() === undefined ? undefined : leave), navigation);
  };
  const leave = (): void => {
    forget();
    void show();
  };
  const forget = (): void => {
    key.forget();
    server = undefined;
  };
  const askForKey = (page: Page, refusal?: string): void => {
    const enter = (given: string): void => {
      forget();
      key.keep(given);
      void show();
    };
    draw(page, renderSignIn(refusal, enter));
    root.querySelector<HTMLInputElement>('#key')?.focus();
  };
  const show = async (): Promise<void> => {
    left.abort();
    left = new AbortController();
    const { signal } = left;
    const { page, detail } = toPage(pages, location.hash);
    const given = key.read();
    if (page.needsKey && given === undefined) {
      askForKey(page);
      return;
    }
    server ??= createShopServer(folder, given ?? '');
    draw(page, html`<p class="faint waiting" role="status">Reading…</p>`, true);
    try {
      const content = await page.load({ folder, server, detail, left: signal, reload: () => void show() });
      if (signal.aborted) return;
      draw(page, content);
      root.querySelector<HTMLElement>('h1')?.focus();
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof AskFailed && error.kind === 'refused') {
        forget();
        askForKey(page, error.message);
        return;
      }
      const failure = renderFailure(error, () => void show());
      draw(page, failure);
    }
  };
  return { show };
}

/** `#placements/13`: the page, and what it is to show. */
function toPage(pages: readonly Page[], hash: string): { readonly page: Page; readonly detail: string | undefined } {
  const [name, detail] = hash.slice(1).split('/');
  return { page: pages.find((one) => one.name === name) ?? pages[0]!, detail };
}

function drawInto(
  root: HTMLElement,
  { title }: Page,
  { content, isBusy }: { readonly content: TemplateResult; readonly isBusy: boolean },
): void {
  document.title = `${title} · Shelfwise console`;
  if (isBusy) root.setAttribute('aria-busy', 'true');
  else root.removeAttribute('aria-busy');
  render(content, root);
}

/** @param leave forgets the key; undefined where there is none. */
function renderNavigation(pages: readonly Page[], current: Page, leave: (() => void) | undefined): TemplateResult {
  return html`${pages.map(
    ({ name, title }) =>
      html`<a href=${`#${name}`} aria-current=${name === current.name ? 'page' : nothing}>${title}</a>`,
  )}
  ${leave === undefined ? nothing : html`<button type="button" class="quiet" @click=${leave}>Forget the key</button>`}`;
}

function renderFailure(error: unknown, again: () => void): TemplateResult {
  const known = error instanceof AskFailed ? error.message : 'What came from the server could not be read.';
  return html`<div class="console-head">
    <h1 tabindex="-1">Nothing to show</h1>
    <p class="lead" role="alert">${known}</p>
    <button type="button" class="button" @click=${again}>Try again</button>
  </div>`;
}
