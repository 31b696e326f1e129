import type { TemplateResult } from 'lit-html';
import type { ShopServer } from '../shop-server.js';

/** What a page is drawn from. */
export interface PageContext {
  /** Of the shop on its server. */
  readonly folder: URL;
  readonly server: ShopServer;
  /** What stands in the address after the page's name: `placements/13`. */
  readonly detail: string | undefined;
  /** Draws the page anew: something has changed. */
  readonly reload: () => void;
  /** Aborted once another page, or this one anew, is to be shown. */
  readonly left: AbortSignal;
}

export interface Page {
  /** In the address, after `#`. */
  readonly name: string;
  readonly title: string;
  /** Is it of what devices reported, and so for the shop's own people? */
  readonly needsKey: boolean;
  /** Rejects with `AskFailed` where the server does not tell. */
  load(context: PageContext): Promise<TemplateResult>;
}
