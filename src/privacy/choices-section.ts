import type { Consent } from '../../core/consent.js';
import { make, makeSection } from './dom.js';
import type { PanelContext, PanelFacts, PanelSection } from './panel-context.js';

type Level = keyof Consent;

/** Each level needs those before it. */
const LEVELS: readonly Level[] = ['personalization', 'storage', 'aggregates'];

/** The switches: one a level of consent, and guest mode. */
export function createChoicesSection(context: PanelContext): PanelSection {
  const { recommender, words, say, act } = context;
  const inputs = new Map(LEVELS.map((level) => [level, makeSwitch()]));
  const guest = makeSwitch();
  const choose = async (level: Level, input: HTMLInputElement): Promise<void> => {
    const isWanted = input.checked;
    await act(() => recommender.setConsent(toConsent(level, isWanted, recommender.consent())), words.changed);
    if (isWanted && !recommender.consent()[level]) say(words.denied);
    input.checked = recommender.consent()[level];
  };
  for (const [level, input] of inputs) input.addEventListener('change', () => void choose(level, input));
  guest.addEventListener('change', () => void act(() => recommender.setGuestMode(guest.checked), words.changed));
  const element = makeSection(
    'choices',
    words.choicesTitle,
    ...[...inputs].map(([level, input]) => makeLabel(input, words[level], words[`${level}Note`], level)),
    makeLabel(guest, words.guest, words.guestNote, 'guest'),
  );
  return {
    element,
    show({ consent, status }: PanelFacts) {
      LEVELS.forEach((level, rank) => {
        const input = inputs.get(level)!;
        const below = LEVELS[rank - 1];
        input.checked = consent[level];
        input.disabled = below !== undefined && !consent[below];
      });
      guest.checked = status.guest;
      guest.disabled = !consent.personalization;
    },
  };
}

/** Grants what is granted already too: who grants anything says all that is granted. */
function toConsent(level: Level, isWanted: boolean, now: Consent): Partial<Consent> {
  const granted = LEVELS.filter((other) => other !== level && now[other]).map((other) => [other, true]);
  return { ...(Object.fromEntries(granted) as Partial<Consent>), [level]: isWanted };
}

function makeSwitch(): HTMLInputElement {
  const input = make('input', { type: 'checkbox' });
  input.setAttribute('role', 'switch');
  return input;
}

function makeLabel(input: HTMLInputElement, title: string, note: string, name: string): HTMLElement {
  const noteId = `note-${name}`;
  input.setAttribute('aria-describedby', noteId);
  const told = make('span', { part: name === 'aggregates' ? 'note leaves' : 'note', id: noteId }, note);
  const label = make('label', { part: 'switch' }, input, make('span', {}, title));
  return make('div', { part: 'choice' }, label, told);
}
