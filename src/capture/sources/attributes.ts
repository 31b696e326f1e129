import type { Mapped, Source, Take } from '../captured.js';
import { toFields, toId, toItem, toList, toMapped } from '../mapping.js';

const EVENT = 'data-shelfwise-event';
const SEEN_MS = 1000;
const SEEN_SHARE = 0.5;
const THRESHOLDS = [0, 0.1, 0.2, 0.3, 0.4, SEEN_SHARE];

/** What is told when it is seen; everything else when it is clicked. */
const SEEN = /^(view_|purchase$|refund$|begin_checkout$)/;

/** What an attribute says, on the element or on the nearest one around it that says something. */
function read(element: Element, name: string): string | undefined {
  return element.closest(`[data-shelfwise-${name}]`)?.getAttribute(`data-shelfwise-${name}`) ?? undefined;
}

/** The event that an element's attributes name: one item, or several as JSON in `data-shelfwise-items`. */
function mapElement(element: Element): Mapped {
  const name = element.getAttribute(EVENT) ?? '';
  const list = read(element, 'list');
  const several = read(element, 'items');
  const own = toItem(toId(read(element, 'item')), {
    price: read(element, 'price'),
    quantity: read(element, 'quantity'),
    index: read(element, 'index'),
    list,
  });
  const items =
    several === undefined
      ? [own].filter((item) => item !== undefined)
      : toList(JSON.parse(several)).map((item) => {
          const { item_id, ...fields } = toFields(item);
          return toItem(toId(item_id), { ...fields, list: fields['item_list_id'] ?? list });
        });
  return toMapped(name, items, {
    rating: read(element, 'rating'),
    searchTerm: read(element, 'search-term') ?? toSearchTerm(element),
    orderId: read(element, 'order'),
  });
}

function toSearchTerm(element: Element): string | undefined {
  return element.querySelector<HTMLInputElement>('input[type=search],input[name=q]')?.value;
}

function triggerOf(element: Element): string {
  const named = element.getAttribute('data-shelfwise-on');
  if (named !== null) return named;
  if (element instanceof HTMLFormElement) return 'submit';
  return SEEN.test(element.getAttribute(EVENT) ?? '') ? 'view' : 'click';
}

/**
 * Elements with `data-shelfwise-event`: told when clicked, submitted, or seen, which is half of it or half the window full of
 * it for a second. One listener a kind, on the window, before any of the page; an element that is seen tells once, until it says
 * something else.
 */
export function createAttributeSource(take: Take): Source {
  const told = new WeakMap<Element, string>();
  const timers = new Map<Element, ReturnType<typeof setTimeout>>();
  const takeElement = (element: Element): void => take(() => mapElement(element));

  const onAct = (act: Event): void => {
    const [target] = act.composedPath();
    const element = target instanceof Element ? target.closest(`[${EVENT}]`) : null;
    if (element !== null && triggerOf(element) === act.type) takeElement(element);
  };
  const tell = (element: Element): void => {
    timers.delete(element);
    seen.unobserve(element);
    if (element.isConnected) takeElement(element);
  };
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRatio, intersectionRect, rootBounds } of entries) {
        const windowShare = rootBounds === null ? 0 : intersectionRect.height / rootBounds.height;
        const isSeen = Math.max(intersectionRatio, windowShare) >= SEEN_SHARE;
        if (isSeen && !timers.has(target))
          timers.set(
            target,
            setTimeout(() => tell(target), SEEN_MS),
          );
        if (isSeen) continue;
        clearTimeout(timers.get(target));
        timers.delete(target);
      }
    },
    { threshold: THRESHOLDS },
  );
  for (const kind of ['click', 'submit']) addEventListener(kind, onAct, { capture: true, passive: true });
  return {
    look() {
      for (const element of document.querySelectorAll(`[${EVENT}]`)) {
        if (triggerOf(element) !== 'view') continue;
        const says = [element.getAttribute(EVENT), read(element, 'item'), read(element, 'items')].join('\n');
        if (told.get(element) === says) continue;
        told.set(element, says);
        seen.observe(element);
      }
    },
    close() {
      for (const kind of ['click', 'submit']) removeEventListener(kind, onAct, { capture: true });
      seen.disconnect();
      timers.forEach((timer) => clearTimeout(timer));
    },
  };
}
