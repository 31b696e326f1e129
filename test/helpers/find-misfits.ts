/**
 * What does not fit a page as it is laid out now: sideways scrolling, text that is cut off, that leaves the window, that runs into
 * other text, whose lines lie over each other, and controls that cover each other. What is shortened with an ellipsis, or can be
 * scrolled to within the page, fits. Runs in the page: everything it needs is in it.
 */
export function findMisfits(): string[] {
  /** They lie over the page on purpose: what is in one is compared with what is in the same one. */
  const LAYERS = 'dialog, [part=menu]';
  /** Texts that may go where there is no room, but only whole, so that no card of a row is higher than the others. */
  const OPTIONAL = '[part=price-before], shelfwise-row s, shelfwise-row s *';
  const SLACK_PX = 1;
  /** Of a line's height: letters do not fill their boxes, so that lines may touch. */
  const TOUCHING = 0.35;
  /** A line is there whole or not at all; what stands beyond its letters may go. */
  const WHOLE = 0.8;
  interface Box {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  }
  interface ShownText {
    readonly element: Element;
    readonly node: Text;
    readonly box: Box;
  }
  const found = new Set<string>();
  const { scrollWidth, clientWidth } = document.documentElement;
  const shown = elementsBelow(document).filter((element) => !isUnseen(element));
  if (scrollWidth > clientWidth) found.add(`the page is ${String(scrollWidth)} px wide`);
  findRunningInto(shown.flatMap(findTexts));
  findCovered(shown.filter((element) => element.matches('a[href], button, input, select, summary, [tabindex="0"]')));
  return [...found];

  function elementsBelow(root: Document | ShadowRoot): Element[] {
    const own = [...root.querySelectorAll(root instanceof ShadowRoot ? '*' : 'body, body *')];
    return own.flatMap((element) => [element, ...(element.shadowRoot ? elementsBelow(element.shadowRoot) : [])]);
  }

  /** As the page is laid out: what is in a slot has the slot above it. */
  function parentOf(element: Element): Element | null {
    if (element.assignedSlot) return element.assignedSlot;
    const parent = element.parentNode;
    return parent instanceof ShadowRoot ? parent.host : element.parentElement;
  }

  function chainOf(element: Element): Element[] {
    const parent = parentOf(element);
    return [element, ...(parent === null ? [] : chainOf(parent))];
  }

  function nameOf(element: Element): string {
    const text = element.getAttribute('aria-label') ?? element.textContent;
    return `${element.localName} “${text.trim().replaceAll(/\s+/g, ' ').slice(0, 40)}”`;
  }

  /** Hidden, or for ears only. */
  function isUnseen(element: Element): boolean {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return true;
    return chainOf(element).some((at) => {
      const { width, height } = at.getBoundingClientRect();
      const { display, clipPath } = getComputedStyle(at);
      return clipPath === 'inset(50%)' || (display !== 'contents' && width <= 1 && height <= 1);
    });
  }

  /** The lines of an element's own text, as far as they show. */
  function findTexts(element: Element): ShownText[] {
    if (element.closest('svg, option, script') !== null) return [];
    const nodes = [...element.childNodes].filter((node) => node instanceof Text && node.data.trim() !== '') as Text[];
    const { fontSize, lineHeight } = getComputedStyle(element);
    if (nodes.length > 0 && parseFloat(lineHeight) < parseFloat(fontSize))
      found.add(`lines too close: ${nameOf(element)}`);
    return nodes.flatMap((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      const lines = [...range.getClientRects()].filter(({ width }) => width > SLACK_PX);
      return lines.map((line) => toShownBox(element, line)).flatMap((box) => (box ? [{ element, node, box }] : []));
    });
  }

  /** What the ancestors of a line let through. */
  function toShownBox(element: Element, line: Box): Box | undefined {
    for (const at of chainOf(element).filter(isBox)) {
      const style = getComputedStyle(at);
      const port = at.getBoundingClientRect();
      if (at !== element && scrolls(style.overflowX)) return toScrolledBox(port, line);
      if (style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis') return toShortenedBox(at, line);
      if (!isCut(style, port, line)) continue;
      if (element.matches(OPTIONAL) && line.top > port.bottom - SLACK_PX) return undefined;
      found.add(`cut off: ${nameOf(element)}`);
    }
    if (line.left < -SLACK_PX || line.right > clientWidth + SLACK_PX) found.add(`beyond the edge: ${nameOf(element)}`);
    return line;
  }

  /** What may cut off; what the body hides, the window scrolls. */
  function isBox(element: Element): boolean {
    return element !== document.body && getComputedStyle(element).display !== 'inline';
  }

  function scrolls(overflow: string): boolean {
    return overflow === 'auto' || overflow === 'scroll';
  }

  function isCut({ overflowX, overflowY }: CSSStyleDeclaration, port: Box, line: Box): boolean {
    const isAcross = line.left < port.left - SLACK_PX || line.right > port.right + SLACK_PX;
    const isDown = line.top < port.top - SLACK_PX || line.bottom > port.bottom + SLACK_PX;
    const cuts = (overflow: string): boolean => overflow !== 'visible' && !scrolls(overflow);
    return (cuts(overflowX) && isAcross) || (cuts(overflowY) && isDown);
  }

  /** The part of a box that shows in a port; undefined where it is scrolled out of sight. */
  function toScrolledBox(port: Box, box: Box): Box | undefined {
    const [left, right] = [Math.max(box.left, port.left), Math.min(box.right, port.right)];
    const [top, bottom] = [Math.max(box.top, port.top), Math.min(box.bottom, port.bottom)];
    return right - left > SLACK_PX && bottom - top > SLACK_PX ? { left, right, top, bottom } : undefined;
  }

  function toShortenedBox(at: Element, line: Box): Box | undefined {
    const part = toScrolledBox(at.getBoundingClientRect(), line);
    if (part && part.bottom - part.top < (line.bottom - line.top) * WHOLE) found.add(`half a line: ${nameOf(at)}`);
    return part;
  }

  function findRunningInto(texts: readonly ShownText[]): void {
    const sorted = texts.toSorted((a, b) => a.box.top - b.box.top);
    sorted.forEach((text, at) => {
      for (let next = at + 1; next < sorted.length && sorted[next]!.box.top < text.box.bottom; next++) {
        const other = sorted[next]!;
        const most = Math.min(text.box.bottom - text.box.top, other.box.bottom - other.box.top) * TOUCHING;
        if (text.node === other.node || overlapOf(text.box, other.box) <= most) continue;
        if (isSameLayer(text.element, other.element))
          found.add(`${nameOf(text.element)} runs into ${nameOf(other.element)}`);
      }
    });
  }

  /** How far two boxes lie over each other, in both directions at least. */
  function overlapOf(a: Box, b: Box): number {
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    return Math.min(across, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  }

  function isSameLayer(a: Element, b: Element): boolean {
    const layerOf = (element: Element): Element | undefined => chainOf(element).find((at) => at.matches(LAYERS));
    const floats = (element: Element): boolean =>
      chainOf(element).some((at) => ['fixed', 'sticky'].includes(getComputedStyle(at).position));
    return layerOf(a) === layerOf(b) && floats(a) === floats(b);
  }

  /** Controls of which the middle is under another. */
  function findCovered(controls: readonly Element[]): void {
    const isPlaced = (element: Element): boolean => getComputedStyle(element).position !== 'static';
    const painted = [...controls.filter((one) => !isPlaced(one)), ...controls.filter(isPlaced)];
    const boxes = painted.map((element) => toReachableBox(element));
    painted.forEach((element, at) => {
      painted.slice(at + 1).forEach((above, after) => {
        const [box, boxAbove] = [boxes[at], boxes[at + 1 + after]];
        if (!box || !boxAbove || !holdsMiddle(boxAbove, box) || chainOf(above).includes(element)) return;
        if (isSameLayer(element, above)) found.add(`${nameOf(above)} lies over ${nameOf(element)}`);
      });
    });
  }

  function toReachableBox(element: Element): Box | undefined {
    const scrollers = chainOf(element)
      .slice(1)
      .filter((at) => scrolls(getComputedStyle(at).overflowX));
    const start: Box | undefined = element.getBoundingClientRect();
    return scrollers.reduce((box: Box | undefined, at) => box && toScrolledBox(at.getBoundingClientRect(), box), start);
  }

  function holdsMiddle(box: Box, { left, right, top, bottom }: Box): boolean {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return box.left < x && box.right > x && box.top < y && box.bottom > y;
  }
}
