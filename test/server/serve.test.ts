import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serve } from '../../server/index.js';
import { makeFolders, type MadeFolders } from './made-folders.js';

let folders: MadeFolders;
beforeEach(() => {
  folders = makeFolders();
});
afterEach(() => folders.remove());

describe('serve', () => {
  it('takes a free port on this machine only, answers, and frees the port when closed', async () => {
    const first = await serve({ ...folders, port: 0 });
    expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect((await fetch(new URL('healthz', first.url))).status).toBe(200);
    const port = Number(new URL(first.url).port);
    await expect(serve({ ...folders, port })).rejects.toMatchObject({ code: 'server/port-in-use' });
    await first.close();
    const second = await serve({ ...folders, port });
    await second.close();
  });

  it('serves no console where others can reach it', async () => {
    const server = await serve({ ...folders, port: 0, host: '0.0.0.0' });
    const { port } = new URL(server.url);
    expect((await fetch(`http://127.0.0.1:${port}/console/`)).status).toBe(404);
    await server.close();
  });

  it('writes nothing about visitors', async () => {
    const outputs = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
    const server = await serve({ ...folders, port: 0 });
    await fetch(new URL('product/lamp', server.url));
    await fetch(new URL('v1/reports', server.url), { method: 'POST', body: 'x' });
    await server.close();
    for (const output of outputs) expect(output).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});
