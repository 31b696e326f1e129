/** Goes with every answer. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'browsing-topics=(), camera=(), geolocation=(), microphone=()',
};

/**
 * The policy the storefront and the console run under: nothing inline, nothing from elsewhere, and the two Trusted Types
 * policies that exist are those of the SDK (it starts its worker) and of lit-html (it parses the demo's templates).
 */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "style-src 'self'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types shelfwise lit-html',
].join('; ');

/** Opened as a document of its own, a drawing may style itself and nothing else. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** A worker runs under the policy its own script came with, not under the page's: it fetches the model, and no more. */
const SCRIPT_POLICY = "default-src 'none'; connect-src 'self'; script-src 'self'; worker-src 'self'";

const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Adds the security headers that fit the answer's type, in place. */
export function addSecurityHeaders(headers: Headers): void {
  for (const [name, value] of Object.entries(EVERYWHERE)) headers.set(name, value);
  const shared = headers.has('access-control-allow-origin');
  headers.set('cross-origin-resource-policy', shared ? 'cross-origin' : 'same-origin');
  headers.set('content-security-policy', policyOf(headers.get('content-type') ?? ''));
}

function policyOf(type: string): string {
  if (type.startsWith('text/html')) return PAGE_POLICY;
  if (type.startsWith('text/javascript')) return SCRIPT_POLICY;
  return type.startsWith('image/svg+xml') ? PICTURE_POLICY : DATA_POLICY;
}
