type Properties<Tag extends keyof HTMLElementTagNameMap> = Partial<
  Omit<HTMLElementTagNameMap[Tag], 'children' | 'part' | 'style'>
> & {
  /** For `::part`, and what the style sheet goes by. */
  readonly part?: string;
  /** What an element stands for: focus finds the next of the same key. */
  readonly key?: string;
};

/** An element with properties, and texts or elements in it. Nothing is ever parsed. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { part, key, ...properties }: Properties<Tag> = {},
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  Object.assign(element, properties);
  if (part !== undefined) element.setAttribute('part', part);
  if (key !== undefined) element.dataset['key'] = key;
  element.append(...content);
  return element;
}

export function makeButton(
  text: string,
  onClick: () => unknown,
  properties: Properties<'button'> = {},
): HTMLButtonElement {
  const button = make('button', { type: 'button', part: 'button', ...properties }, text);
  button.addEventListener('click', () => void onClick());
  return button;
}

/** A heading that can hold the focus when what had it is gone. */
export function makeHeading(tag: 'h2' | 'h3' | 'h4', text: string): HTMLHeadingElement {
  return make(tag, { tabIndex: -1 }, text);
}

/** A section named by its heading. */
export function makeSection(name: string, title: string, ...content: readonly (Node | string)[]): HTMLElement {
  const heading = makeHeading('h3', title);
  heading.id = name;
  const section = make('section', { part: name }, heading, ...content);
  section.setAttribute('aria-labelledby', name);
  return section;
}

/**
 * Puts new content in place. What had the focus has it again if there is something of its key, else the heading of its section:
 * a keyboard must not fall back to the top of the page.
 */
export function replaceContent(box: HTMLElement, ...content: readonly (Node | string)[]): void {
  const focused = (box.getRootNode() as ShadowRoot | Document).activeElement;
  const key = focused instanceof HTMLElement && box.contains(focused) ? (focused.dataset['key'] ?? '') : undefined;
  box.replaceChildren(...content);
  if (key === undefined) return;
  const next = [...box.querySelectorAll<HTMLElement>('[data-key]')].find((element) => element.dataset['key'] === key);
  (next ?? box.closest('section')?.querySelector<HTMLElement>('h3'))?.focus();
}
