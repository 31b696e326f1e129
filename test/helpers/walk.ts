import type { Page } from 'playwright-core';

/** Keys that go on to the next control, or back to the one before. */
type StepKey = 'Tab' | 'Shift+Tab' | 'ArrowRight' | 'ArrowLeft' | 'ArrowDown' | 'ArrowUp';

/** What has the focus. */
interface Stop {
  readonly name: string;
  /** Why somebody who has only a keyboard would not know where they are; empty where they do. */
  readonly fault: string;
}

/** A visit by keyboard alone. Every stop has to be named, in sight and marked; where one is not, the step throws. */
export interface Walk {
  /** Presses a key and looks where the focus is then. @returns the name of what has it. */
  press(key: string): Promise<string>;
  /** Goes on until a control of this name has the focus. */
  to(name: string | RegExp, key?: StepKey): Promise<void>;
  /** Goes to a control and presses a key there. */
  use(name: string | RegExp, options?: { readonly step?: StepKey; readonly key?: string }): Promise<void>;
  /** Types into the field that has the focus. */
  type(text: string): Promise<void>;
  /** Looks where the focus is, once what was pressed has had its effect. */
  stop(): Promise<string>;
}

const MOST_STEPS = 150;

export function walkOn(page: Page): Walk {
  const stop = async (): Promise<string> => {
    const { name, fault } = await page.evaluate(findStop);
    if (fault !== '') throw new Error(`${fault}: ${name.slice(0, 80)}`);
    return name;
  };
  const press = async (key: string): Promise<string> => {
    await page.keyboard.press(key);
    return stop();
  };
  const to = async (name: string | RegExp, key: StepKey = 'Tab'): Promise<void> => {
    const passed: string[] = [];
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      const current = await press(key);
      if (typeof name === 'string' ? current === name : name.test(current)) return;
      passed.push(current);
    }
    throw new Error(`expected ${key} to reach ${String(name)}, came by ${passed.slice(0, 30).join(', ')}`);
  };
  return {
    press,
    to,
    stop,
    async use(name, { step = 'Tab', key = 'Enter' } = {}) {
      await to(name, step);
      await page.keyboard.press(key);
    },
    type: (text) => page.keyboard.type(text),
  };
}

/** Runs in the page: everything it needs is in it. */
function findStop(): Stop {
  const active = deepestActive();
  if (active === null || active === document.body) return { name: document.title, fault: 'the focus is lost' };
  const name = nameOf(active).trim().replaceAll(/\s+/g, ' ');
  return { name: name || active.outerHTML, fault: toFault(active, name) };

  function deepestActive(): Element | null {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at;
  }

  function nameOf(element: Element): string {
    const root = element.getRootNode() as Document | ShadowRoot;
    const labelledBy = root.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent;
    const label = (element as HTMLInputElement).labels?.[0]?.textContent;
    return element.getAttribute('aria-label') ?? labelledBy ?? label ?? element.textContent;
  }

  function toFault(element: Element, name: string): string {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    if (name === '') return 'a stop without a name';
    if (outlineStyle === 'none' || parseFloat(outlineWidth) === 0) return 'a stop that nothing marks';
    return isInSight(element) ? '' : 'a stop out of sight';
  }

  /** Its middle or a corner is in the window, and nothing lies over it there. */
  function isInSight(element: Element): boolean {
    const inset = 4;
    return [...element.getClientRects()].some(({ left, right, top, bottom }) => {
      const [x1, x2] = [Math.max(left + inset, 0), Math.min(right - inset, innerWidth - 1)];
      const [y1, y2] = [Math.max(top + inset, 0), Math.min(bottom - inset, innerHeight - 1)];
      const corners = [x1, x2].flatMap((x) => [y1, y2].map((y) => [x, y] as const));
      return [[(x1 + x2) / 2, (y1 + y2) / 2] as const, ...corners].some(([x, y]) => chainAt(x, y).includes(element));
    });
  }

  /** What is at a point, and all that it is in. */
  function chainAt(x: number, y: number): Node[] {
    const chain: Node[] = [];
    let node: Node | null = deepestAt(document, x, y);
    for (; node !== null; node = node instanceof ShadowRoot ? node.host : node.parentNode) chain.push(node);
    return chain;
  }

  function deepestAt(root: Document | ShadowRoot, x: number, y: number): Element | null {
    const at = root.elementFromPoint(x, y);
    const inner = at?.shadowRoot && at.shadowRoot !== root ? deepestAt(at.shadowRoot, x, y) : null;
    return inner ?? at;
  }
}
