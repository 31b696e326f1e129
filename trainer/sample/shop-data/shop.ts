/** The sample shop's sign over the door. */
export const SHOP_NAME = 'Hearth & Fern';

export const SHOP_TAGLINE = 'Things for the house and the garden that get better with use';

export const SHOP_CURRENCY = 'EUR';
