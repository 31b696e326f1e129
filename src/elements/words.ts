/** What a row says beside the shop's own texts. A shop gives its own with attributes: `data-next="Weitere Artikel"`. */
const WORDS = {
  previous: 'Previous products',
  next: 'Next products',
  why: 'Why this?',
  device: 'Worked out on this device.',
  dismiss: 'Not interested',
  dismissed: 'You will not be shown this again.',
  undo: 'Undo',
  close: 'Close',
};

export type RowWords = Readonly<typeof WORDS>;

export function wordsOf({ dataset }: HTMLElement): RowWords {
  return Object.fromEntries(Object.entries(WORDS).map(([name, word]) => [name, dataset[name] ?? word])) as RowWords;
}
