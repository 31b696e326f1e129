/**
 * Hears what a method of the page is called with, from now on. The method does and returns what it did, whatever the
 * listener does.
 * @throws TypeError where the page has frozen the method's owner.
 */
export function tapMethod(owner: object, name: string, listener: (args: readonly unknown[]) => void): void {
  const methods = owner as Record<string, unknown>;
  const method = methods[name];
  if (typeof method !== 'function') return;
  methods[name] = function (this: unknown, ...args: unknown[]): unknown {
    hear(listener, args);
    return Reflect.apply(method, this, args) as unknown;
  };
}

/** As `tapMethod`, for a global function: what others put on it and read from it stays on the function itself. */
export function tapFunction<Fn extends (...args: unknown[]) => unknown>(
  target: Fn,
  listener: (args: readonly unknown[]) => void,
): Fn {
  return new Proxy(target, {
    apply(fn, self: unknown, args: unknown[]): unknown {
      hear(listener, args);
      return Reflect.apply(fn, self, args);
    },
  });
}

function hear(listener: (args: readonly unknown[]) => void, args: readonly unknown[]): void {
  try {
    listener(args);
  } catch {
    // The page's own call goes on.
  }
}
