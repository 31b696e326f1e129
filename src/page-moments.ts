/** The page's own pace. None of these throws, whatever the page has done to its globals. */

/** Calls `task` when the browser has nothing better to do. */
export function whenIdle(task: () => void): void {
  try {
    requestIdleCallback(() => task(), { timeout: 5000 });
  } catch {
    setTimeout(task, 200); // Safari has no idle callbacks
  }
}

/** Calls `task` in idle time after the page has loaded. */
export function afterLoad(task: () => void): void {
  if (document.readyState === 'complete') whenIdle(task);
  else addEventListener('load', () => whenIdle(task), { once: true });
}

/** Calls `task` whenever the page is hidden: the last moment one can rely on. @returns a function that ends it. */
export function whenHidden(task: () => void): () => void {
  const listener = (): void => {
    if (document.visibilityState === 'hidden') task();
  };
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}
