import type { ForgetTarget } from '../../core/protocol.js';
import { toSafeText } from '../elements/safe-text.js';
import { make, makeButton, makeHeading, makeSection, replaceContent } from './dom.js';
import { whenChanged, type PanelContext, type PanelSection } from './panel-context.js';

/** More tastes than this are too faint to mean anything. */
const MAX_TASTES = 8;

interface Taste {
  readonly name: string;
  /** 0-1. */
  readonly share: number;
}

/** What the shopper seems to like, each with a way to be rid of it. */
export function createTastesSection(context: PanelContext): PanelSection {
  const { words } = context;
  const box = make('div');
  const draw = whenChanged(([categories, brands]: readonly (readonly Taste[])[]) => {
    const lists = [
      makeList(context, words.kinds, categories ?? [], (category) => ({ category })),
      makeList(context, words.brands, brands ?? [], (brand) => ({ brand })),
    ].flat();
    replaceContent(box, ...(lists.length === 0 ? [make('p', { part: 'note' }, words.noTastes)] : lists));
  });
  return {
    element: makeSection('tastes', words.tastesTitle, box),
    show({ profile: { categories, brands } }) {
      draw([categories, brands].map((tastes) => tastes.filter(({ name }) => name !== '').slice(0, MAX_TASTES)));
    },
  };
}

function makeList(
  context: PanelContext,
  title: string,
  tastes: readonly Taste[],
  toTarget: (name: string) => Exclude<ForgetTarget, 'all' | { itemId: string }>,
): HTMLElement[] {
  if (tastes.length === 0) return [];
  const rows = tastes.map((taste) => makeTaste(context, taste, toTarget(taste.name)));
  return [makeHeading('h4', title), make('ul', { part: 'list' }, ...rows)];
}

function makeTaste(
  { recommender, words, act }: PanelContext,
  { name, share }: Taste,
  target: Exclude<ForgetTarget, 'all' | { itemId: string }>,
): HTMLElement {
  const shown = toSafeText(name);
  const meter = make('meter', { min: 0, max: 1, value: share, ariaLabel: words.share(shown) });
  const forget = makeButton(words.forget, () => act(() => recommender.forget(target), words.forgotten(shown)), {
    ariaLabel: words.forgetOne(shown),
    key: `forget ${name}`,
  });
  const mute = (category: string): HTMLElement =>
    makeButton(words.mute, () => act(() => recommender.mute({ category }), words.muted(shown)), {
      ariaLabel: words.muteOne(shown),
      key: `mute ${name}`,
    });
  const figure = make('span', { part: 'figure' }, meter, `${String(Math.round(share * 100))} %`);
  const actions = make('span', { part: 'actions' }, forget, ...('category' in target ? [mute(target.category)] : []));
  return make('li', {}, make('span', { part: 'name' }, shown), figure, actions);
}
