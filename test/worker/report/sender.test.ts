import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendReport, type SendOutcome } from '../../../worker/report/sender.js';
import { serveFolder, type ServedFolders } from '../../helpers/serve-folder.js';
import { DAY, madeRow, START } from './made-ledgers.js';

type Answer = (response: ServerResponse, body: string) => void;

interface Arrived {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const { id, text } = madeRow(1);
const acknowledgement = (of: string): string => createHash('sha256').update(of).digest('hex').slice(0, 16);

let server: ServedFolders;
let arrived: Arrived[];
let answer: Answer;

beforeEach(async () => {
  arrived = [];
  answer = json({ accepted: acknowledgement(id) });
  const handle = (request: IncomingMessage, response: ServerResponse): boolean => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      arrived.push({ method: request.method, url: request.url, headers: request.headers, body });
      answer(response, body);
    });
    return true;
  };
  server = await serveFolder({}, { handle });
});
afterEach(() => server.close());

function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

function send(signal = new AbortController().signal): Promise<SendOutcome> {
  return sendReport({ url: `${server.origin}/v1/reports`, id, text, signal, now: START });
}

describe('a report on its way', () => {
  it('is one POST of exactly its bytes, as plain text, with nothing that tells shoppers apart', async () => {
    expect(await send()).toEqual({ kind: 'accepted' });
    expect(arrived).toHaveLength(1);
    const [{ method, url, headers, body }] = arrived as [Arrived];
    expect({ method, url, body }).toEqual({ method: 'POST', url: '/v1/reports', body: text });
    expect(headers).toMatchObject({ 'content-type': 'text/plain', 'content-length': '256' });
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('referer');
    expect(headers).not.toHaveProperty('authorization');
  });

  it.each([
    ['no JSON', (response: ServerResponse) => void response.end('<html>Welcome to our Wi-Fi')],
    ['JSON of something else', json({ ok: true })],
    ['the hash of another report', json({ accepted: acknowledgement('another') })],
    ['its own id', json({ accepted: id })],
    ['a list', json([acknowledgement(id)])],
    ['null', json(null)],
    ['an empty answer', (response: ServerResponse) => void response.writeHead(204).end()],
  ])('is not acknowledged by a success with %s', async (_what, made) => {
    answer = made;
    expect(await send()).toEqual({ kind: 'later' });
  });

  it('is acknowledged by any success that has the hash of its id', async () => {
    answer = json({ accepted: acknowledgement(id), more: 1 }, 202);
    expect(await send()).toEqual({ kind: 'accepted' });
  });

  it.each([400, 403, 410, 413, 415])('is refused by a %s', async (status) => {
    answer = json({ accepted: acknowledgement(id) }, status);
    expect(await send()).toEqual({ kind: 'refused' });
  });

  it.each([401, 404, 405, 408, 409, 421, 425, 500, 502, 504])('is to come later after a %s', async (status) => {
    answer = json({}, status, { 'retry-after': '60' });
    expect(await send()).toEqual({ kind: 'later' });
  });

  it.each([
    [429, '120', 120_000],
    [503, '120', 120_000],
    [503, new Date(START + 3_600_000).toUTCString(), 3_600_000],
    [429, String(30 * 86_400), 30 * DAY],
  ])('is to come after the time that a %s names: %s', async (status, header, afterMs) => {
    answer = json({}, status, { 'retry-after': header });
    expect(await send()).toEqual({ kind: 'later', afterMs });
  });

  it.each(['soon', '-5', '0', '', new Date(START - 1).toUTCString()])(
    'is to come later where a 503 names no time to come: "%s"',
    async (header) => {
      answer = json({}, 503, { 'retry-after': header });
      expect(await send()).toEqual({ kind: 'later' });
    },
  );

  it('follows no redirect', async () => {
    answer = (response) => void response.writeHead(307, { location: '/elsewhere' }).end();
    expect(await send()).toEqual({ kind: 'later' });
    expect(arrived.map(({ url }) => url)).toEqual(['/v1/reports']);
  });

  it('is to come later where nobody answers, or the answer breaks off', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"accepted":');
      response.destroy();
    };
    expect(await send()).toEqual({ kind: 'later' });
    await server.close();
    expect(await send()).toEqual({ kind: 'later' });
    server = await serveFolder({});
  });

  it('ends at once when it is called off', async () => {
    const calling = new AbortController();
    answer = () => calling.abort();
    expect(await send(calling.signal)).toEqual({ kind: 'later' });
  });
});
