import type { Muted, MuteTarget } from '../../core/muted.js';
import type { ProfileItem } from '../../core/protocol.js';
import { toSafeText } from '../elements/safe-text.js';
import { make, makeButton, makeSection, replaceContent } from './dom.js';
import { whenChanged, type PanelContext, type PanelSection } from './panel-context.js';

/** What comes in no list, each with its way back. Not there while there is nothing. */
export function createMutedSection(context: PanelContext): PanelSection {
  const list = make('ul', { part: 'list' });
  const element = makeSection('muted', context.words.mutedTitle, list);
  const draw = whenChanged(({ muted, items }: { readonly muted: Muted; readonly items: readonly ProfileItem[] }) => {
    const names = new Map(items.map(({ itemId, name }) => [itemId, name]));
    const rows = [
      ...muted.categories.map((category) => makeRow(context, category, { category })),
      ...muted.items.map((itemId) => makeRow(context, names.get(itemId) ?? itemId, { itemId })),
    ];
    replaceContent(list, ...rows);
    const isHeld = element.contains((element.getRootNode() as Document | ShadowRoot).activeElement);
    element.hidden = rows.length === 0;
    if (element.hidden && isHeld) element.previousElementSibling?.querySelector('h3')?.focus();
  });
  return { element, show: ({ profile: { muted, items } }) => draw({ muted, items }) };
}

function makeRow({ recommender, words, act }: PanelContext, name: string, target: MuteTarget): HTMLElement {
  const shown = toSafeText(name);
  const again = makeButton(words.unmute, () => act(() => recommender.unmute(target), words.unmuted(shown)), {
    ariaLabel: words.unmuteOne(shown),
    key: `unmute ${name}`,
  });
  return make('li', {}, make('span', { part: 'name' }, shown), make('span', { part: 'actions' }, again));
}
