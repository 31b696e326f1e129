/** The pages of the shop. */
export type Route =
  | { readonly kind: 'home' }
  | { readonly kind: 'category'; readonly slugs: readonly string[]; readonly query: URLSearchParams }
  | { readonly kind: 'product'; readonly id: string }
  | { readonly kind: 'search'; readonly term: string; readonly query: URLSearchParams }
  | { readonly kind: 'cart' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'order' }
  | { readonly kind: 'missing' };

const FIXED: Readonly<Record<string, Route['kind'] & ('home' | 'cart' | 'saved' | 'order')>> = {
  '/': 'home',
  '/cart': 'cart',
  '/saved': 'saved',
  '/order': 'order',
};

export function parseRoute(address: URL): Route {
  const { pathname, searchParams: query } = address;
  const fixed = FIXED[pathname];
  if (fixed !== undefined) return { kind: fixed };
  if (pathname === '/search') return { kind: 'search', term: query.get('q')?.trim() ?? '', query };
  const [, area, ...rest] = pathname.split('/');
  const parts = rest.map(decode);
  if (area === 'category' && parts.length > 0 && parts.every((part) => part !== ''))
    return { kind: 'category', slugs: parts, query };
  if (area === 'product' && parts.length > 0) return { kind: 'product', id: parts.join('/') };
  return { kind: 'missing' };
}

export function toProductHref(id: string): string {
  return `/product/${encodeURIComponent(id)}`;
}

/** A malformed escape stands for itself: it names nothing, and the page says so. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * The link a click follows within the shop, or undefined where the browser should deal with it: another origin, a new
 * tab, a download, another page such as the console.
 */
export function toShopLink(event: MouseEvent): HTMLAnchorElement | undefined {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || event.defaultPrevented || !isPlainClick(event)) return undefined;
  const isOwnTab = link.target === '' && !link.hasAttribute('download');
  const isShopPage = link.origin === location.origin && !/^\/(console|guide)\b/.test(link.pathname);
  return isOwnTab && isShopPage && link.hash === '' ? link : undefined;
}

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
