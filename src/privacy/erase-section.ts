import { make, makeButton, makeSection } from './dom.js';
import type { PanelContext } from './panel-context.js';

/** To be rid of everything: asked once more, since nothing can undo it. */
export function createEraseSection({ recommender, words, act }: PanelContext): HTMLElement {
  const box = make('div', { part: 'actions' });
  const ask = makeButton(words.erase, () => {
    box.replaceChildren(sure, not);
    not.focus();
  });
  const restore = (): void => {
    box.replaceChildren(ask);
    ask.focus();
  };
  const sure = makeButton(
    words.eraseSure,
    async () => {
      await act(() => recommender.forget(), words.erased);
      restore();
    },
    { part: 'button strong' },
  );
  const not = makeButton(words.eraseNot, restore);
  box.append(ask);
  return makeSection('erase', words.eraseTitle, make('p', { part: 'note' }, words.eraseNote), box);
}
