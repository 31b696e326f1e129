import type { Content, Encoding } from './contents.js';

export interface AnswerOptions {
  /** Default 200. */
  readonly status?: number;
  /** The file's name holds its hash, so a copy never goes stale. Default false: revalidate by ETag. */
  readonly immutable?: boolean;
  /** Any origin may read it. Default false. */
  readonly shared?: boolean;
  /** Further request headers the body depends on. */
  readonly vary?: string;
}

/** Answers with a file: negotiates compression, answers 304 where the client has these bytes already. */
export async function answerWith(request: Request, content: Content, options: AnswerOptions = {}): Promise<Response> {
  const { status = 200 } = options;
  const headers = toHeaders(content, options);
  if (status === 200 && hasEtag(request, content.etag)) return new Response(null, { status: 304, headers });

  const encoding = acceptedEncoding(request.headers.get('accept-encoding') ?? '');
  const packed = encoding && (await content.compressed(encoding));
  if (encoding && packed) headers.set('content-encoding', encoding);
  const body = packed ?? content.bytes;
  headers.set('content-length', String(body.length));
  return new Response(request.method === 'HEAD' ? null : body, { status, headers });
}

function toHeaders(content: Content, { immutable = false, shared = false, vary }: AnswerOptions): Headers {
  const headers = new Headers({
    'content-type': content.type,
    'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: content.etag,
    vary: vary === undefined ? 'Accept-Encoding' : `Accept-Encoding, ${vary}`,
  });
  if (shared) headers.set('access-control-allow-origin', '*');
  return headers;
}

/** `If-None-Match` compares weakly (RFC 9110, 13.1.2). */
function hasEtag(request: Request, etag: string): boolean {
  const known = request.headers.get('if-none-match')?.split(',') ?? [];
  return known.some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

/** The best encoding an `Accept-Encoding` allows: Brotli before gzip, none with `q=0`. */
function acceptedEncoding(header: string): Encoding | undefined {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    weights.set(name, weight === undefined ? 1 : Number(weight));
  }
  const allowed = (name: Encoding): boolean => (weights.get(name) ?? weights.get('*') ?? 0) > 0;
  return (['br', 'gzip'] as const).find(allowed);
}
