import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { decodeIds } from '../../../core/artifact/ids-section.js';
import { parseManifest } from '../../../core/artifact/manifest.js';
import type { Capture } from '../../../src/capture/index.js';
import type { Recommender } from '../../../src/index.js';
import { launchBrowser } from '../../helpers/browser.js';
import { serveFolder, type ServedFolders } from '../../helpers/serve-folder.js';

const DIST = path.resolve(import.meta.dirname, '../../../dist');
const MODEL = path.join(DIST, 'test-model');

/** Scripts of our own host and what the page holds itself by nonce; no evaluation, no styles in attributes, Trusted Types. */
const POLICY =
  "default-src 'self'; script-src 'self' 'nonce-shop'; style-src 'self'; worker-src 'self' blob:; " +
  "object-src 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types shelfwise shop";

export interface CaptureWindow {
  readonly shelfwise: { readonly recommender: Recommender; readonly capture?: Capture };
}

export interface OpenedShop {
  readonly page: Page;
  /** Exceptions that reached the page, and violations of its policy. */
  readonly faults: readonly string[];
  /** Paths of every request so far. */
  readonly requests: readonly string[];
  /** Names and items of what this device knows, oldest first. */
  readonly known: () => Promise<(readonly [name: string, ...ids: string[]])[]>;
  /** What was refused: name and code. */
  readonly refused: () => Promise<(readonly [string, string | undefined])[]>;
}

export interface CaptureShop {
  /** Ids that the model knows. */
  readonly ids: readonly string[];
  /** Pages by path; each may hold `SCRIPT` for an inline script's start. Pages of one test are tabs of one visitor. */
  open(pages: Readonly<Record<string, string>>, address?: string): Promise<OpenedShop>;
}

/** The script tag with capture, and an inline script. */
export const tag = (attributes: string): string =>
  `<script async src="/shelfwise/shelfwise.js" data-model="/model/latest.json" ${attributes}></script>`;
export const inline = (code: string): string => `<script nonce="shop">${code}</script>`;
export const html = (...parts: readonly string[]): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title></head><body>${parts.join('\n')}</body></html>`;

/** For the tests of one file: the built files and the shared model behind a strict policy; a new visitor for each test. */
export function useCaptureShop(): CaptureShop {
  let browser: Browser;
  let site: ServedFolders;
  let context: BrowserContext;
  let pages: Readonly<Record<string, string>> = {};
  const manifest = parseManifest(readFileSync(path.join(MODEL, 'latest.json'), 'utf8'));
  const file = manifest.sections.find(({ name }) => name === 'ids')?.file ?? '';
  const { itemIds } = decodeIds(new Uint8Array(readFileSync(path.join(MODEL, file))));

  beforeAll(async () => {
    browser = await launchBrowser();
    site = await serveFolder(
      { '/shelfwise/': path.join(DIST, 'browser'), '/model/': MODEL },
      {
        headers: { 'content-security-policy': POLICY },
        handle(request, response) {
          const { pathname } = new URL(request.url ?? '/', 'http://localhost');
          const body = pages[pathname];
          if (body === undefined) return false;
          const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/html';
          response.setHeader('content-type', `${type}; charset=utf-8`);
          response.end(body);
          return true;
        },
      },
    );
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });
  beforeEach(async () => {
    context = await browser.newContext();
  });
  afterEach(() => context.close());
  return {
    ids: itemIds,
    async open(given, address = '/') {
      pages = given;
      return openPage(await context.newPage(), site.origin + address);
    },
  };
}

async function openPage(page: Page, url: string): Promise<OpenedShop> {
  const faults: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedType|shelfwise/.test(message.text())) faults.push(message.text());
  });
  page.context().on('request', (request) => requests.push(new URL(request.url()).pathname));
  await page.goto(url);
  await page.waitForFunction(() => (window as unknown as CaptureWindow).shelfwise.capture !== undefined);
  return { page, faults, requests, known: () => page.evaluate(readKnown), refused: () => page.evaluate(readRefused) };
}

/** Runs in the page. */
async function readKnown(): Promise<(readonly [string, ...string[]])[]> {
  const { events } = await (window as unknown as CaptureWindow).shelfwise.recommender.profile();
  return events.map(({ name, items }) => [name, ...items.map(({ item_id }) => item_id)] as const);
}

/** Runs in the page. */
function readRefused(): (readonly [string, string | undefined])[] {
  const entries = (window as unknown as CaptureWindow).shelfwise.capture?.log() ?? [];
  return entries.flatMap(({ name, refusal }) => (refusal === undefined ? [] : [[name, refusal.code] as const]));
}
