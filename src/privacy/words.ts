/**
 * Every text of the panel, in one place: a shop that speaks another language gives its own
 * (`document.querySelector('shelfwise-privacy').words = { … }`), whole or in part.
 */
export const WORDS = {
  title: 'What is known about you here',
  lead: 'The rows in this shop are worked out in this browser, from what you did here. What you did stays in it.',
  reading: 'Reading what this browser knows …',
  notHere: 'Shelfwise did not start in this browser, so nothing is known and nothing was sent.',
  notNow:
    'That did not work just now. Nothing was sent. Try again, or close this tab to be rid of what is in its memory.',

  whereTitle: 'Where it lives',
  onDisk: 'On this device, in this browser’s storage for this shop.',
  inMemory: 'In the memory of this tab. It is gone when you close it.',
  nowhere: 'Nowhere. Nothing is being noted.',
  knownTitle: 'How much it is',
  nothingKnown: 'Nothing yet.',
  known: (events: number, items: number, since: string) =>
    `${count(events, 'thing', 'things')} noted, with ${count(items, 'product', 'products')}, since ${since}.`,

  tastesTitle: 'Your tastes, as far as this browser can tell',
  noTastes: 'None yet. They appear as you look around.',
  kinds: 'Kinds of products',
  brands: 'Brands',
  share: (name: string) => `Share of ${name}`,

  doneTitle: 'What you did',
  nothingDone: 'Nothing yet.',
  searched: (terms: string) => `You searched for ${terms}.`,
  did: {
    view_item: 'looked at',
    view_item_list: 'seen in a list',
    select_item: 'opened from a row',
    add_to_cart: 'put in the basket',
    remove_from_cart: 'taken out of the basket',
    add_to_wishlist: 'saved',
    view_cart: 'seen in the basket',
    begin_checkout: 'taken to checkout',
    purchase: 'bought',
    refund: 'given back',
    search: 'found by a search',
    view_search_results: 'found by a search',
    rate_item: 'rated',
    dismiss_item: 'not wanted',
  },
  times: (what: string, times: number) => (times === 1 ? what : `${what} ${String(times)} times`),
  showAll: (all: number) => `Show all ${String(all)}`,

  forget: 'Forget',
  forgetOne: (name: string) => `Forget ${name}`,
  forgotten: (name: string) => `Forgotten: ${name}. The rows no longer go by it.`,
  mute: 'Show no more',
  muteOne: (name: string) => `Show no more of ${name}`,
  muted: (name: string) => `${name} comes in no row any more.`,
  mutedTitle: 'What you do not want to see',
  unmute: 'Show again',
  unmuteOne: (name: string) => `Show again: ${name}`,
  unmuted: (name: string) => `${name} may come in a row again.`,

  whatIf: 'What if I had not?',
  whatIfOne: (name: string) => `What if I had not met ${name}?`,
  whatIfSame: 'Your row would be the same.',
  whatIfGains: (names: string) => `Without it your row would also show: ${names}.`,
  whatIfLoses: (names: string) => `It would no longer show: ${names}.`,
  whatIfOrder: 'Your row would show the same products in another order.',

  sentTitle: 'What has left this browser',
  nothingSent: 'Nothing of what you did has left this browser.',
  sent: (bytes: number) => `${bytes.toLocaleString()} bytes have left this browser.`,
  whatIsSent:
    'With your consent this browser answers one question a week at most for the shop. Noise is added before the answer leaves, and no visitor number goes with it.',
  /** The sentence of docs/privacy.md, word for word; a test compares. */
  epsilon:
    'Chance was mixed into each answer. Whatever you had done here, the same answer could have come out, and it was at most 55 times as likely as it would have been had you done something else. That limit is what ε = 4 stands for.',
  epsilonSum: 'Limits of several answers multiply, and their ε add up.',
  spent: (week: number, all: number) => `In the last 7 days ε = ${String(week)}, in all ε = ${String(all)}.`,
  next: (when: string) => `The next noisy answer will be made on ${when} at the earliest.`,
  noNext: 'As things stand, no noisy answer will be made.',
  /** A question as the device words it; a shop may translate it. */
  question: (sentence: string) => sentence,
  made: (when: string) => `Made ${when}.`,
  outcome: {
    waiting: 'It waits to be sent.',
    sent: 'It has left this browser.',
    refused: 'The server did not take it.',
    expired: 'It was not sent in time and never will be.',
    withdrawn: 'You took your consent back before it was sent.',
  },
  bytes: 'All of it, as it travels',

  choicesTitle: 'Your choice',
  personalization: 'Work out rows for me',
  personalizationNote: 'Off: everybody’s bestsellers. What is known is deleted.',
  storage: 'Remember on this device',
  storageNote: 'Off: for this visit only. What is stored is deleted.',
  aggregates: 'Give the shop noisy answers',
  aggregatesNote: 'The only thing that ever leaves this browser: once a week at most.',
  guest: 'Somebody else is here, or it is for a gift',
  guestNote:
    'In all tabs of this shop. What happens from now on is forgotten when you switch this off, or half a day after the last page.',
  denied: 'The shop’s consent tool, or a setting of your browser, says no to this.',
  changed: 'Done. This holds from now on.',

  carryTitle: 'Take it to another device',
  passphrase: 'Passphrase, 8 characters or more',
  passphraseShort: 'The passphrase needs 8 characters or more.',
  passphraseNote: 'The file is locked with it. Nobody can open the file without it, we cannot either.',
  save: 'Save as a file',
  saved: 'The file is made. Nothing was sent.',
  fileName: 'my-shop-profile.shelfwise',
  code: 'Show as a code',
  codeShown: 'Scan this with the other device’s camera and type the passphrase there.',
  codeTooLarge: 'That is too much for a code. Save it as a file.',
  codeName: 'Code with your locked profile',
  bringTitle: 'Bring one along',
  file: 'File from the other device',
  arrived: 'A profile came along with the address of this page. Type its passphrase to add it.',
  bringPassphrase: 'Its passphrase',
  bring: 'Add to what is known here',
  brought: (events: number, muted: number) =>
    events + muted === 0
      ? 'All of it was known here already.'
      : `Added ${count(events, 'thing', 'things')} you did there.`,
  noFile: 'Choose a file first.',
  badFile: 'This is not a profile file, or it is damaged. Nothing was added.',
  otherVersion: 'This file was made by another version. Update the page and try again. Nothing was added.',
  badPassphrase: 'The passphrase does not open this file. Nothing was added.',

  eraseTitle: 'Erase everything',
  eraseNote:
    'Everything above is deleted, in all tabs of this shop. Until you close this page you can bring it back; then nothing exists to bring back.',
  erase: 'Erase everything',
  eraseSure: 'Yes, erase it',
  eraseNot: 'No, keep it',
  erased: 'Everything is erased.',
  undoErase: 'Bring it back',
  undoEraseNote: 'A copy is in the memory of this page, and nowhere else. It goes when the page does.',
  dropErased: 'No, let the copy go too',
  dropped: 'The copy is gone. Nothing is left.',
  broughtBack: 'It is back, but for the list of reports.',
};

export type PanelWords = typeof WORDS;

function count(amount: number, one: string, many: string): string {
  return `${amount.toLocaleString()} ${amount === 1 ? one : many}`;
}
