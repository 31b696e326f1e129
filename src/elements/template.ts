import { toSafeText, toSafeUrl } from './safe-text.js';

/** Where an address may go: an address anywhere else could run as a script. */
const ADDRESSES: Readonly<Record<string, string>> = { href: 'a', src: 'img' };
const TEXTS = ['alt', 'title', 'aria-label'];

/**
 * Fills a shop's own card: `data-bind="item_name"` writes a text, `data-bind-href` and the like an attribute. Only texts and a
 * few attributes can be bound, so that a hostile catalog stays text. An element whose text is absent is hidden.
 */
export function bindTemplate(root: HTMLElement, fields: Readonly<Record<string, unknown>>): void {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    const { bind } = element.dataset;
    if (bind !== undefined) {
      const text = toSafeText(fields[bind]);
      if (element.textContent !== text) element.textContent = text;
      element.hidden = text === '';
    }
    for (const name of TEXTS) {
      const field = element.getAttribute(`data-bind-${name}`);
      if (field !== null) element.setAttribute(name, toSafeText(fields[field]));
    }
    for (const [name, tag] of Object.entries(ADDRESSES)) {
      const field = element.getAttribute(`data-bind-${name}`);
      if (field === null || element.localName !== tag) continue;
      const url = toSafeUrl(fields[field], document.baseURI);
      if (url === undefined) element.removeAttribute(name);
      else if (element.getAttribute(name) !== url) element.setAttribute(name, url);
    }
  }
}
