import type { ErrorCode } from '../../core/errors.js';
import { drawCode } from './code-picture.js';
import { make, makeButton, makeHeading, makeSection } from './dom.js';
import type { PanelContext } from './panel-context.js';
import { toProfileLink } from './profile-link.js';

const MIN_PASSPHRASE = 8;

export interface CarrySection {
  readonly element: HTMLElement;
  /** A sealed profile that came with the page's address: only its passphrase is missing. */
  offer(file: Uint8Array<ArrayBuffer>): void;
}

/** Out as a file or a code, and in again. */
export function createCarrySection(context: PanelContext): CarrySection {
  const { words } = context;
  const bring = createBring(context);
  const element = makeSection('carry', words.carryTitle, createTake(context), ...bring.parts);
  return { element, offer: bring.offer };
}

function createTake(context: PanelContext): HTMLElement {
  const { recommender, words, say } = context;
  const passphrase = make('input', { type: 'password', autocomplete: 'new-password', minLength: MIN_PASSPHRASE });
  const code = make('div', { part: 'code' });
  const take = async (use: (file: Blob) => unknown): Promise<void> => {
    code.replaceChildren();
    if (passphrase.value.length < MIN_PASSPHRASE) {
      say(words.passphraseShort);
      passphrase.focus();
      return;
    }
    const file = await recommender.exportProfile({ passphrase: passphrase.value });
    if (file === null) say(words.notNow);
    else await use(file);
  };
  const save = (file: Blob): void => {
    const href = URL.createObjectURL(file);
    make('a', { href, download: words.fileName }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
    say(words.saved);
  };
  const show = async (file: Blob): Promise<void> => {
    const link = toProfileLink(new Uint8Array(await file.arrayBuffer()), location.href);
    if (link !== undefined) code.replaceChildren(drawCode(link, words.codeName), make('p', {}, words.codeShown));
    say(link === undefined ? words.codeTooLarge : words.codeShown);
  };
  return make(
    'div',
    { part: 'form' },
    makeField(words.passphrase, passphrase),
    make('p', { part: 'note' }, words.passphraseNote),
    make(
      'div',
      { part: 'actions' },
      makeButton(words.save, () => take(save)),
      makeButton(words.code, () => take(show)),
    ),
    code,
  );
}

function createBring({ recommender, words, say }: PanelContext): {
  readonly parts: readonly HTMLElement[];
  readonly offer: CarrySection['offer'];
} {
  let arrived: Uint8Array<ArrayBuffer> | undefined;
  const file = make('input', { type: 'file' });
  const passphrase = make('input', { type: 'password', autocomplete: 'off' });
  const note = make('p', { part: 'note' });
  const toFile = (): Blob | Uint8Array<ArrayBuffer> | undefined => file.files?.[0] ?? arrived;
  const bring = async (): Promise<void> => {
    const given = toFile();
    if (given === undefined) {
      say(words.noFile);
      return;
    }
    try {
      const added = await recommender.importProfile(given, passphrase.value);
      say(added === null ? words.notNow : words.brought(added.events, added.muted));
      if (added === null) return;
      arrived = undefined;
      file.value = passphrase.value = note.textContent = '';
    } catch (error) {
      say(toReason(error));
    }
  };
  const toReason = (error: unknown): string => {
    const { code } = Object(error) as { readonly code?: ErrorCode };
    if (code === 'profile/bad-passphrase') return words.badPassphrase;
    return code === 'profile/other-version' ? words.otherVersion : words.badFile;
  };
  const form = make(
    'div',
    { part: 'form' },
    note,
    makeField(words.file, file),
    makeField(words.bringPassphrase, passphrase),
    make('div', { part: 'actions' }, makeButton(words.bring, bring)),
  );
  return {
    parts: [makeHeading('h4', words.bringTitle), form],
    offer(profile) {
      arrived = profile;
      note.textContent = words.arrived;
    },
  };
}

function makeField(title: string, input: HTMLInputElement): HTMLElement {
  return make('label', { part: 'field' }, make('span', {}, title), input);
}
