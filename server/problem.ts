import type { ErrorCode } from '../core/errors.js';

/** What a client that asked in vain is told (RFC 9457). `code` is one of the closed list of `core/errors.ts`. */
export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly code: ErrorCode;
}

export const NOT_FOUND: Problem = {
  status: 404,
  title: 'Not found',
  detail: 'Nothing answers at this address with this method.',
  code: 'server/not-found',
};

export function toProblemResponse(problem: Problem): Response {
  const { status, title, detail, code } = problem;
  return new Response(JSON.stringify({ type: 'about:blank', status, title, detail, code }), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}
