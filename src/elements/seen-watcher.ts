/** An item counts as seen when half of it was in view for so long: the field's usual measure (IAB/MRC viewable impression). */
const SEEN_MS = 1000;
const SEEN_PART = 0.5;

/** Tells once of each element that was half visible for a second. Those that come into view together are told together. */
export class SeenWatcher {
  readonly #onSeen: (elements: readonly Element[]) => void;
  readonly #observer: IntersectionObserver;
  /** The group an element came into view with, for as long as it has been in view. */
  readonly #inView = new Map<Element, object>();
  readonly #seen = new WeakSet<Element>();

  constructor(onSeen: (elements: readonly Element[]) => void) {
    this.#onSeen = onSeen;
    this.#observer = new IntersectionObserver((entries) => this.#watch(entries), { threshold: SEEN_PART });
  }

  observe(element: Element): void {
    if (!this.#seen.has(element)) this.#observer.observe(element);
  }

  /** Looks at none any more; those not seen yet may be observed again. */
  stop(): void {
    this.#observer.disconnect();
    this.#inView.clear();
  }

  #watch(entries: readonly IntersectionObserverEntry[]): void {
    const group: Element[] = [];
    for (const { target, intersectionRatio } of entries) {
      this.#inView.delete(target);
      if (intersectionRatio < SEEN_PART) continue;
      this.#inView.set(target, group);
      group.push(target);
    }
    if (group.length > 0) this.#wait(group);
  }

  #wait(group: readonly Element[]): void {
    setTimeout(() => {
      const seen = group.filter((element) => this.#inView.get(element) === group);
      if (seen.length === 0) return;
      if (document.hidden) {
        // In another tab nobody looks: the second begins when somebody is back.
        document.addEventListener('visibilitychange', () => this.#wait(group), { once: true });
        return;
      }
      for (const element of seen) {
        this.#seen.add(element);
        this.#observer.unobserve(element);
      }
      this.#onSeen(seen);
    }, SEEN_MS);
  }
}
