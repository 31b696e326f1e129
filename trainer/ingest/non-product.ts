/**
 * Ids of rows that are no product: postage, fees, discounts, vouchers, book-keeping. Words that are a whole id, with a
 * running number at most ("GIFT CARD 25"), so that a product called "gift-card-holder" stays. One- and two-letter codes
 * (Online Retail's M, D, C2) are products in other shops: a map names those.
 */
const WORDS: readonly (readonly string[])[] = [
  ['post'],
  ['postage'],
  ['dotcom', 'postage'],
  ['carriage'],
  ['freight'],
  ['shipping'],
  ['shipping', '(?:fee|cost|charge|insurance|protection|discount)s?'],
  ['delivery'],
  ['delivery', '(?:fee|cost|charge)s?'],
  ['handling'],
  ['handling', '(?:fee|cost|charge)s?'],
  ['discounts?'],
  ['discount', '(?:code|voucher)s?'],
  ['coupons?'],
  ['vouchers?'],
  ['gift', '(?:card|voucher|certificate|wrap|wrapping)s?'],
  ['store', 'credit'],
  ['bank', 'charges?'],
  ['amazon', 'fees?'],
  ['(?:service|transaction|payment|processing)', 'fees?'],
  ['manual'],
  ['adjustments?'],
  ['adjust'],
  ['adjust', 'bad', 'debt'],
  ['surcharge'],
  ['(?:sales)?', 'tax'],
  ['vat'],
  ['refund'],
  ['donation'],
];

const SEPARATOR = '[ _-]?';

/** For a full match (RE2). */
export const NON_PRODUCT_PATTERN = `(?i)(?:${WORDS.map((words) => words.join(SEPARATOR)).join('|')})(?:${SEPARATOR}\\d+)?`;
