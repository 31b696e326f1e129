/**
 * Changes what is shown. Where that takes away or disables what had the focus, the heading of its section has it, else the page's:
 * a keyboard must not fall back to the top of the page. Only who uses one is scrolled there.
 */
export function keepFocus(root: HTMLElement, change: () => void): void {
  const held = document.activeElement;
  const isByKeyboard = held?.matches(':focus-visible') === true;
  const sections = root.contains(held) ? sectionsOf(held) : undefined;
  change();
  if (sections === undefined || (held?.isConnected === true && !held.matches(':disabled'))) return;
  if (document.activeElement !== held && document.activeElement !== document.body) return;
  const section = sections.find(({ isConnected }) => isConnected);
  const heading = section?.querySelector<HTMLElement>('h2') ?? root.querySelector<HTMLElement>('h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: !isByKeyboard });
}

/** Innermost first. */
function sectionsOf(element: Element | null): Element[] {
  const section = element?.closest('section');
  return section ? [section, ...sectionsOf(section.parentElement)] : [];
}
