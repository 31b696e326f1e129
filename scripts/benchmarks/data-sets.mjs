/** The data sets of the page: where they come from and what is done to them before anything is measured. */

/**
 * @typedef {object} DataSet
 * @property {string} set a folder of ../shared/data, or null for the shop we make
 * @property {string} title
 * @property {string} what with its licence
 * @property {string} cleaning
 */
/** @type {DataSet[]} */
export const DATA_SETS = [
  {
    set: 'amazon-beauty-s3rec',
    title: 'Beauty',
    what: 'Amazon reviews in S3-Rec’s 5-core (research use)',
    cleaning:
      'None: users and items with fewer than five reviews are out already. An order within a user and no times: step k stands k hours after the first. Categories are numbers, titles phrases of a language model.',
  },
  {
    set: 'gowalla-lightgcn',
    title: 'Gowalla',
    what: 'check-ins in LightGCN’s split (research use)',
    cleaning:
      'None: items with fewer than ten check-ins are out already. No times, no order, no catalog; train and validation parts are one.',
  },
  {
    set: 'online-retail',
    title: 'Online Retail',
    what: 'orders of a gift shop, UCI (CC BY 4.0)',
    cleaning:
      'Rows without a customer, cancelled, with a quantity or price of 0 or less, and of codes that are no products are out.',
  },
  {
    set: 'eshop-clothing-2008',
    title: 'E-shop clothing',
    what: 'click sessions of a shop, UCI (CC BY 4.0)',
    cleaning: 'None. A session is a user. The log has days; a click’s number stands for its second after noon.',
  },
  {
    set: 'xwines-slim',
    title: 'X-Wines Slim',
    what: 'wine ratings with a rich catalog (CC0)',
    cleaning: 'None. Every rating counts as an event with its stars.',
  },
  {
    set: 'complete-journey',
    title: 'Complete Journey',
    what: 'a grocer’s receipts, a thinned sample (CC0)',
    cleaning: 'None. The catalog is cut to what was bought.',
  },
  {
    set: 'retailrocket-reduced',
    title: 'RetailRocket, reduced',
    what: 'views, carts and purchases of a shop, thinned to active users and items (CC BY-NC-SA)',
    cleaning: 'None. A row is a user, an item and a type of event; no times, no catalog.',
  },
  {
    set: null,
    title: 'Sample shop',
    what: '`shelfwise sample`, made here from seed 1',
    cleaning: 'Its made-up faults are cleaned away as in any shop’s log.',
  },
];
