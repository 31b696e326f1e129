import { pageGlobal } from '../../consent/consent-signal.js';
import { refuse, type Mapped, type Source, type Take } from '../captured.js';
import { toFields, toId, toItem, toList, toMapped, type Fields } from '../mapping.js';
import { tapFunction } from '../tap.js';

type Item = ReturnType<typeof toItem>;

/**
 * Commands of the tag `snowplow('trackProductView:trackers', {…})`: the ecommerce plugin's, and those of the plugin before it
 * and of version 2 (`addTrans`, `addItem`, `trackTrans`, cart calls with a SKU), whose arguments stand one by one or in one
 * object. Source: docs.snowplow.io/docs/sources/web-trackers/tracking-events/ecommerce, and its page on the original plugin.
 */
class SnowplowReader {
  #orderId: unknown;
  #orderItems: Item[] = [];

  read(args: readonly unknown[]): Mapped | undefined {
    if (typeof args[0] !== 'string') return undefined;
    const name = args[0].split(':', 1)[0]!;
    const fields = toFields(args[1]);
    if (name === 'addTrans') this.#begin(fields['orderId'] ?? args[1]);
    else if (name === 'addItem') this.#orderItems.push(toSku(args.slice(typeof args[1] === 'object' ? 1 : 2), fields));
    else if (name === 'trackTrans') return this.#endOrder(name);
    else if (name.startsWith('track')) return readTrack(name, args, fields);
    return undefined;
  }

  #begin(orderId: unknown): void {
    this.#orderId = orderId;
    this.#orderItems = [];
  }

  #endOrder(name: string): Mapped {
    const mapped = toMapped('purchase', this.#orderItems, { orderId: this.#orderId });
    this.#begin(undefined);
    return { ...mapped, name };
  }
}

function readTrack(name: string, args: readonly unknown[], fields: Fields): Mapped {
  if (name === 'trackCheckoutStep' && fields['step'] !== undefined && Number(fields['step']) > 1) {
    return refuse(name, 'later-step', 'A step of a checkout that has begun.');
  }
  const list = name.startsWith('trackProductList') ? fields['name'] : undefined;
  return toMapped(name, readItems(args, fields, list), { orderId: fields['transaction_id'] });
}

function readItems(args: readonly unknown[], fields: Fields, list: unknown): Item[] {
  const { products, product } = fields;
  if (Array.isArray(products)) return toList(products).map((each) => toProduct(each, list));
  if (product !== undefined) return [toProduct(product, list)];
  if ('id' in fields) return [toProduct(fields, list)];
  return 'sku' in fields || typeof args[1] === 'string' ? [toSku(args.slice(1), fields)] : [];
}

function toProduct(product: unknown, list: unknown): Item {
  const { id, price, quantity, position } = toFields(product);
  return toItem(toId(id), { price, quantity, index: position, list });
}

/** @param args SKU, name, category, price, quantity, where they stand one by one. */
function toSku(args: readonly unknown[], fields: Fields): Item {
  const [sku, , , price, quantity] = args;
  if (typeof sku !== 'object') return toItem(toId(sku), { price, quantity });
  return toItem(toId(fields['sku']), { price: fields['unitPrice'] ?? fields['price'], quantity: fields['quantity'] });
}

type Command = ((...args: unknown[]) => unknown) & { q?: unknown };

/** Hears the tag's global functions, whatever they are called, and reads what waits in their queues. */
export function createSnowplowSource(take: Take): Source {
  const reader = new SnowplowReader();
  const known = new WeakSet();
  const takeCall = (args: readonly unknown[]): void => take(() => reader.read(args));
  return {
    look() {
      const names = toList(pageGlobal('GlobalSnowplowNamespace'));
      for (const name of new Set([...names, 'snowplow'])) {
        const command = pageGlobal(String(name)) as Command | undefined;
        if (typeof command !== 'function' || known.has(command)) continue;
        known.add(command);
        for (const call of toList(command.q)) takeCall(Array.from(call as ArrayLike<unknown>));
        const tapped = tapFunction(command, takeCall);
        known.add(tapped);
        (globalThis as unknown as Record<string, unknown>)[String(name)] = tapped;
      }
    },
  };
}
