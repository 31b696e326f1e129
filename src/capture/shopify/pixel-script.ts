import { startPixel, type PixelApi } from './pixel.js';

/** What the sandbox of a custom pixel has as globals; around an app's pixel, `register` names the same. */
declare const analytics: PixelApi['analytics'];
declare const browser: PixelApi['browser'];
declare const init: PixelApi['init'];
declare const customerPrivacy: PixelApi['customerPrivacy'];
declare const api: Pick<PixelApi, 'customerPrivacy'>;

const privacy =
  typeof customerPrivacy === 'undefined' ? typeof api !== 'undefined' && api.customerPrivacy : customerPrivacy;
startPixel({ analytics, browser, init, ...(privacy && { customerPrivacy: privacy }) });
