import { create, setText } from '../elements/card.js';
import { toSafeText } from '../elements/safe-text.js';
import type { CaptureEntry } from './captured.js';
import { debugStyle } from './debug-style.js';
import type { Capture } from './start-capture.js';

const COLUMNS = ['Time', 'Source', 'Heard', 'Became'];

/**
 * Shows at the foot of the page what was heard, what it became, and what was refused and why. Everything in it is text.
 * @returns a function that takes it off the page again.
 */
export function showDebugView(capture: Pick<Capture, 'log' | 'listen'>): () => void {
  const host = create('div');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(debugStyle);
  root.adoptedStyleSheets = [sheet];

  const box = create('section');
  box.ariaLabel = 'What Shelfwise heard';
  const header = create('header');
  const summary = create('p');
  const close = withText('button', 'Close');
  const body = create('tbody');
  const head = create('thead');
  const columns = create('tr');
  const frame = create('div');
  frame.tabIndex = 0;
  const table = create('table');
  columns.append(...COLUMNS.map((name) => withText('th', name)));
  head.append(columns);
  table.append(head, body);
  frame.append(table);
  header.append(withText('h2', 'What Shelfwise heard on this page'), summary, close);
  box.append(header, frame);
  root.append(box);

  const show = (): void => {
    const entries = [...capture.log()].reverse();
    const understood = entries.filter(({ event }) => event !== undefined).length;
    const counts = `${String(understood)} understood, ${String(entries.length - understood)} refused.`;
    setText(summary, `${counts} It stays in this browser.`);
    body.replaceChildren(...entries.map(toRow));
  };
  const unsubscribe = capture.listen(show);
  const end = (): void => {
    unsubscribe();
    host.remove();
  };
  close.addEventListener('click', end);
  show();
  document.body.append(host);
  return end;
}

function toRow(entry: CaptureEntry): HTMLElement {
  const row = create('tr');
  const became = create('td');
  const { event, refusal } = entry;
  became.append(withText('b', event?.event_name ?? refusal?.code ?? ''), ` ${toSafeText(detailOf(entry))}`);
  if (event === undefined) row.className = 'refused';
  const time = new Date(entry.time).toLocaleTimeString();
  row.append(...[time, entry.tap, toSafeText(entry.name) || '(no name)'].map((text) => withText('td', text)), became);
  return row;
}

function detailOf({ event, refusal }: CaptureEntry): string {
  if (event === undefined) return refusal?.reason ?? '';
  const { items = [], search_term, rating } = event;
  const ids = items.map(({ item_id, quantity }) => (quantity === undefined ? item_id : `${item_id} × ${quantity}`));
  return [ids.join(', '), search_term, rating].filter((part) => part !== undefined && part !== '').join(' · ');
}

function withText<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, text: string): HTMLElementTagNameMap[Tag] {
  const element = create(tag);
  setText(element, text);
  return element;
}
