import { make, makeButton, makeSection } from './dom.js';
import type { PanelContext } from './panel-context.js';

/** What was known, in the memory of this page. */
type Undo = () => Promise<boolean>;

/** To be rid of everything: asked once more, and undone only while this page is open, since after it nothing exists to undo. */
export function createEraseSection(context: PanelContext): HTMLElement {
  const { recommender, words, act } = context;
  const box = make('div', { part: 'actions' });
  const kept = make('p', { part: 'note', hidden: true }, words.undoEraseNote);
  const show = (focused: HTMLElement, ...buttons: readonly HTMLElement[]): void => {
    box.replaceChildren(...buttons);
    focused.focus();
  };
  const ask = makeButton(words.erase, () => show(not, sure, not));
  const not = makeButton(words.eraseNot, () => show(ask, ask));
  const offer = (undo: Undo | undefined): void => {
    kept.hidden = undo === undefined;
    if (undo === undefined) {
      show(ask, ask);
      return;
    }
    const back = makeButton(words.undoErase, async () => {
      await act(undo, words.broughtBack);
      offer(undefined);
    });
    const drop = makeButton(words.dropErased, () => {
      offer(undefined);
      context.say(words.dropped);
    });
    show(back, back, drop);
  };
  const sure = makeButton(
    words.eraseSure,
    async () => {
      const undo = await toUndo(context);
      offer((await act(() => recommender.forget(), words.erased)) ? undo : undefined);
    },
    { part: 'button strong' },
  );
  box.append(ask);
  return makeSection('erase', words.eraseTitle, make('p', { part: 'note' }, words.eraseNote), kept, box);
}

/** @returns undefined where nothing is known that could come back. */
async function toUndo({ recommender }: PanelContext): Promise<Undo | undefined> {
  const [file, { events, muted, stated }] = await Promise.all([recommender.exportProfile(), recommender.profile()]);
  const isEmpty = [events, muted.items, muted.categories, Object.keys(stated)].every(({ length }) => length === 0);
  if (file === null || isEmpty) return undefined;
  return async () => {
    if ((await recommender.importProfile(file)) === null) return false;
    return Object.keys(stated).length === 0 || recommender.setProfile(stated);
  };
}
