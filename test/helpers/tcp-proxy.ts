import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that a test can break. */
export interface TcpProxy {
  /** The server's address, by this way. */
  readonly url: string;
  /** `open`: as if it were not there. `cut`: connections are refused, those there are end. `frozen`: nothing comes through. */
  set(state: 'open' | 'cut' | 'frozen'): void;
  close(): Promise<void>;
}

export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'frozen' = 'open';
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
  };
  const server = createServer((near) => {
    keep(near);
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    keep(far);
    const pass = (from: Socket, to: Socket): void => {
      from.on('data', (bytes) => state === 'open' && to.write(bytes));
      from.on('close', () => to.destroy());
    };
    pass(near, far);
    pass(far, near);
  });
  const drop = (): void => sockets.forEach((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url: url.href,
    set(next) {
      // What was swallowed while frozen cannot be made up for.
      if (next === 'cut' || state === 'frozen') drop();
      state = next;
    },
    async close() {
      drop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
