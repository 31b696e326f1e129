import { toEventCode } from '../../core/events/event-names.js';
import type { Database } from './database.js';
import { verdictCode } from './verdicts.js';

/** A purchase or a cancellation of one user and item. */
export interface SaleRow {
  readonly pos: number;
  /** A running number of the (user, item) pair. */
  readonly pair: number;
  /** Pieces, negative or positive; NaN where unknown. */
  readonly quantity: number;
  readonly isCancellation: boolean;
  /** 0 where there is no order number. */
  readonly orderKey: number;
}

interface OpenSale {
  readonly pos: number;
  readonly orderKey: number;
  left: number;
  isTouched: boolean;
}

/**
 * Nets cancellations against earlier purchases of the same user and item: those of the named order first, then the
 * latest first. A purchase whose every piece came back is `cancelled`; one with pieces left stays. A cancellation
 * without a quantity takes back one whole purchase.
 */
export class CancellationNetting {
  /** Positions of fully cancelled purchases. */
  readonly cancelled: number[] = [];
  /** Purchases of which a part came back. */
  partial = 0;
  /** Cancellations for which no purchase was found, as when it predates the file. */
  unmatched = 0;
  private pair = -1;
  private sales: OpenSale[] = [];

  /** @param row rows come by pair, then time, then file order. */
  add(row: SaleRow): void {
    if (row.pair !== this.pair) this.finish();
    this.pair = row.pair;
    if (row.isCancellation) this.cancel(row);
    else this.sales.push({ pos: row.pos, orderKey: row.orderKey, left: piecesOf(row, 1), isTouched: false });
  }

  /** Ends the last pair. */
  finish(): void {
    this.partial += this.sales.filter((sale) => sale.isTouched).length;
    this.sales = [];
  }

  private cancel(row: SaleRow): void {
    let pieces = piecesOf(row, Number.NaN);
    let isMatched = false;
    while (!(pieces <= 0)) {
      const index = this.latest(row.orderKey);
      const sale = this.sales[index];
      if (sale === undefined) break;
      isMatched = true;
      const taken = Number.isNaN(pieces) ? sale.left : Math.min(pieces, sale.left);
      sale.left -= taken;
      sale.isTouched = true;
      if (sale.left <= 0) {
        this.cancelled.push(sale.pos);
        this.sales.splice(index, 1);
      }
      if (Number.isNaN(pieces)) break;
      pieces -= taken;
    }
    if (!isMatched) this.unmatched++;
  }

  private latest(orderKey: number): number {
    const same = orderKey === 0 ? -1 : this.sales.findLastIndex((sale) => sale.orderKey === orderKey);
    return same >= 0 ? same : this.sales.length - 1;
  }
}

function piecesOf(row: SaleRow, unknown: number): number {
  return Number.isNaN(row.quantity) ? unknown : Math.abs(row.quantity);
}

/** Adds the fully cancelled purchases to `dropped`. */
export async function dropCancelled(db: Database): Promise<CancellationNetting> {
  const netting = new CancellationNetting();
  const purchase = String(toEventCode('purchase'));
  const rows = `WITH pairs AS (SELECT "user", item, row_number() OVER (ORDER BY "user", item) AS pair
      FROM (SELECT DISTINCT "user", item FROM events WHERE is_cancellation))
    SELECT e.pos, p.pair::UINTEGER, coalesce(e.quantity, 'NaN'::DOUBLE), e.is_cancellation, e.order_key
    FROM events e JOIN pairs p ON e."user" = p."user" AND e.item = p.item
    WHERE (e.is_cancellation OR e.event = ${purchase}) AND e.pos NOT IN (SELECT pos FROM dropped)
    ORDER BY p.pair, e.time, e.pos`;
  for await (const chunk of db.chunks(rows)) {
    for (const [pos, pair, quantity, isCancellation, orderKey] of chunk.getRows()) {
      netting.add({
        pos: Number(pos),
        pair: Number(pair),
        quantity: Number(quantity),
        isCancellation: isCancellation === true,
        orderKey: Number(orderKey),
      });
    }
  }
  netting.finish();
  await db.createNumbers('cancelled', { pos: netting.cancelled });
  await db.run(`INSERT INTO dropped SELECT pos, ${String(verdictCode('cancelled'))} FROM cancelled`);
  return netting;
}
