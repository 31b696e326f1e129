/** How the shop writes amounts. */
export const LOCALE = 'en-GB';

/** What the shop says of itself in `shop.json`. */
export interface ShopInfo {
  readonly name: string;
  readonly tagline: string;
  /** ISO 4217, for products that name none. */
  readonly currency: string;
}

export function parseShopInfo(input: unknown): ShopInfo {
  const raw = (typeof input === 'object' && input !== null ? input : {}) as Record<string, unknown>;
  const text = (value: unknown, otherwise: string): string =>
    typeof value === 'string' && value.trim() !== '' ? value.trim() : otherwise;
  return {
    name: text(raw['name'], 'The shop'),
    tagline: text(raw['tagline'], 'Everything we have, and something you had not thought of.'),
    currency: text(raw['currency'], 'EUR'),
  };
}

export type PriceFormat = (amount: number, currency?: string) => string;

/** Formats amounts of money; a currency code nobody knows stands before the figure. */
export function createPriceFormat(defaultCurrency: string): PriceFormat {
  const formats = new Map<string, Intl.NumberFormat | undefined>();
  const formatOf = (currency: string): Intl.NumberFormat | undefined => {
    if (!formats.has(currency)) formats.set(currency, toFormat(currency));
    return formats.get(currency);
  };
  return (amount, currency = defaultCurrency) =>
    formatOf(currency)?.format(amount) ?? `${currency} ${amount.toFixed(2)}`;
}

function toFormat(currency: string): Intl.NumberFormat | undefined {
  try {
    return new Intl.NumberFormat(LOCALE, { style: 'currency', currency });
  } catch {
    return undefined;
  }
}
