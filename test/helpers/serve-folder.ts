import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import path from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface ServedFolders {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly origin: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** Sent with every answer, for example a content security policy. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Answers first; returns false to let the folders answer. */
  readonly handle?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/**
 * Serves folders on a free port of the loopback address. `mounts` maps an address prefix (`/`, `/model/`) to a folder;
 * the longest prefix wins. A folder's address gives its `index.html`; what is absent is a 404.
 */
export async function serveFolder(
  mounts: Readonly<Record<string, string>>,
  options: ServeOptions = {},
): Promise<ServedFolders> {
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(options.headers ?? {})) response.setHeader(name, value);
    if (options.handle?.(request, response)) return;
    void answer(fileFor(mounts, request.url ?? '/'), response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
}

/** The file an address names, or undefined when no mount holds it or it would leave its folder. */
function fileFor(mounts: Readonly<Record<string, string>>, url: string): string | undefined {
  const { pathname } = new URL(url, 'http://localhost');
  const prefix = Object.keys(mounts)
    .filter((candidate) => pathname.startsWith(candidate))
    .sort((a, b) => b.length - a.length)[0];
  if (prefix === undefined) return undefined;
  const folder = path.resolve(mounts[prefix]!);
  const rest = decodeURIComponent(pathname.slice(prefix.length));
  const file = path.join(folder, rest === '' || rest.endsWith('/') ? `${rest}index.html` : rest);
  return file.startsWith(folder + path.sep) ? file : undefined;
}

async function answer(file: string | undefined, response: ServerResponse): Promise<void> {
  const found = file === undefined ? undefined : await stat(file).catch(() => undefined);
  if (file === undefined || !found?.isFile()) {
    response.writeHead(404).end();
    return;
  }
  const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'content-length': found.size });
  createReadStream(file).pipe(response);
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
