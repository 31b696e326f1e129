interface Answer {
  readonly id: string;
  readonly value: unknown;
}

/**
 * The calling half of `exposeMethods`, for `fromBoundary`: the methods named, each answering with what the other end of the
 * port does. A call that is never answered waits for ever; time limits are the caller's.
 */
export function callPort(
  port: MessagePort,
  methods: readonly string[],
): Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>> {
  const waiting = new Map<string, (value: unknown) => void>();
  let count = 0;
  port.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.id)?.(data.value);
    waiting.delete(data.id);
  });
  port.start();
  const call = (name: string, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve) => {
      const id = String(++count);
      waiting.set(id, resolve);
      const argumentList = args.map((value) => ({ type: 'RAW', value }));
      const transfer = args.filter((value) => value instanceof MessagePort);
      port.postMessage({ id, type: 'APPLY', path: [name], argumentList }, transfer);
    });
  return Object.fromEntries(methods.map((name) => [name, (...args) => call(name, args)]));
}
