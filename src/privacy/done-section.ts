import type { ShopEvent } from '../../core/events/shop-event.js';
import type { ProfileItem, ProfileView } from '../../core/protocol.js';
import { toSafeText } from '../elements/safe-text.js';
import { make, makeButton, makeSection, replaceContent } from './dom.js';
import { whenChanged, type PanelContext, type PanelSection } from './panel-context.js';
import { supposeWithout } from './what-if.js';

/** So many items until the shopper asks for all. */
const FEW = 8;
/** What the shop showed; the shopper did nothing with one product of it. */
const SHOWN_ONLY: ReadonlySet<string> = new Set(['view_item_list', 'view_cart', 'search', 'view_search_results']);

type Done = Pick<ProfileView, 'events' | 'items'>;

/** The items the shopper met and what happened with each. */
export function createDoneSection(context: PanelContext): PanelSection {
  const box = make('div');
  let showsAll = false;
  const render = (done: Done): void => {
    const chosen = idsOf(done.events.filter(({ name }) => !SHOWN_ONLY.has(name)));
    const few = done.items.filter(({ itemId }) => chosen.has(itemId)).slice(0, FEW);
    const shown = showsAll ? done.items : few;
    const rows = shown.map((item) => makeRow(context, item, done.events));
    const showAll = (): void => {
      showsAll = true;
      render(done);
    };
    replaceContent(
      box,
      ...toSearches(context, done.events),
      rows.length === 0
        ? make('p', { part: 'note' }, context.words.nothingDone)
        : make('ul', { part: 'list' }, ...rows),
      ...(shown.length < done.items.length ? [makeButton(context.words.showAll(done.items.length), showAll)] : []),
    );
  };
  const draw = whenChanged(render);
  return {
    element: makeSection('done', context.words.doneTitle, box),
    show({ profile: { events, items } }) {
      const met = idsOf(events);
      draw({ events, items: items.filter(({ itemId }) => met.has(itemId)) }); // others are only muted
    },
  };
}

function idsOf(events: readonly ShopEvent[]): ReadonlySet<string> {
  return new Set(events.flatMap(({ items }) => items.map(({ item_id }) => item_id)));
}

function toSearches({ words }: PanelContext, events: readonly ShopEvent[]): HTMLElement[] {
  const terms = new Set(events.flatMap(({ searchTerm = '' }) => (searchTerm === '' ? [] : [toSafeText(searchTerm)])));
  return terms.size === 0
    ? []
    : [make('p', { part: 'note' }, words.searched([...terms].map((term) => `“${term}”`).join(', ')))];
}

function makeRow(context: PanelContext, item: ProfileItem, events: readonly ShopEvent[]): HTMLElement {
  const { recommender, words, act } = context;
  const { itemId } = item;
  const name = toSafeText(item.name) || toSafeText(itemId);
  const supposed = make('span', { part: 'what-if' });
  supposed.setAttribute('role', 'status');
  const button = (text: string, label: string, onClick: () => unknown): HTMLElement =>
    makeButton(text, onClick, { ariaLabel: label, key: `${text} ${itemId}` });
  return make(
    'li',
    {},
    make('span', { part: 'name' }, name, make('span', { part: 'note' }, toStory(context, itemId, events))),
    make(
      'span',
      { part: 'actions' },
      button(words.whatIf, words.whatIfOne(name), () => supposeWithout(context, itemId, supposed)),
      button(words.forget, words.forgetOne(name), () =>
        act(() => recommender.forget({ itemId }), words.forgotten(name)),
      ),
      button(words.mute, words.muteOne(name), () => act(() => recommender.mute({ itemId }), words.muted(name))),
    ),
    supposed,
  );
}

/** "Bought, looked at 3 times, 3 November": what happened with an item, the latest first, and when last. */
function toStory({ words, formatTime }: PanelContext, itemId: string, events: readonly ShopEvent[]): string {
  const own = events.filter(({ items }) => items.some((item) => item.item_id === itemId)).reverse();
  const counts = new Map<ShopEvent['name'], number>();
  for (const { name } of own) counts.set(name, (counts.get(name) ?? 0) + 1);
  const deeds = [...counts].map(([name, times]) => words.times(words.did[name], times));
  return [...deeds, ...own.slice(0, 1).map(({ time }) => formatTime(time))].join(', ');
}
