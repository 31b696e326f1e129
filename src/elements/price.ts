import type { DisplayValues } from '../../core/artifact/display-section.js';

export interface PriceFormat {
  /** BCP 47; undefined: the browser's own. */
  readonly locale: string | undefined;
  /** ISO 4217 for items that name none; undefined: a bare number. */
  readonly currency: string | undefined;
}

/** What is asked now and, where that is less, what was asked before. Both undefined for an item without a price. */
export interface ShownPrice {
  readonly now: string | undefined;
  readonly before: string | undefined;
}

export function toShownPrice(values: DisplayValues, format: PriceFormat): ShownPrice {
  const { price, sale_price: sale } = values;
  const currency = typeof values.currency === 'string' ? values.currency : format.currency;
  const show = (amount: unknown): string | undefined =>
    typeof amount === 'number' && Number.isFinite(amount) ? formatAmount(amount, format.locale, currency) : undefined;
  if (typeof price === 'number' && typeof sale === 'number' && sale < price)
    return { now: show(sale), before: show(price) };
  return { now: show(price ?? sale), before: undefined };
}

/** In the currency's own way of writing; a locale or currency nobody knows gives a plainer text, never an error. */
function formatAmount(amount: number, locale: string | undefined, currency: string | undefined): string {
  try {
    return formatterOf(locale, currency).format(amount);
  } catch {
    return `${amount.toFixed(2)} ${currency ?? ''}`.trim();
  }
}

/** The last one made: to make one takes longer than to show a card, and a page has one currency. */
let last: (PriceFormat & { readonly made: Intl.NumberFormat }) | undefined;

function formatterOf(locale: string | undefined, currency: string | undefined): Intl.NumberFormat {
  if (last === undefined || last.locale !== locale || last.currency !== currency) {
    const options = currency === undefined ? PLAIN : ({ style: 'currency', currency } as const);
    last = { locale, currency, made: new Intl.NumberFormat(locale, options) };
  }
  return last.made;
}

const PLAIN = { minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;
