import { describe, expect, it } from 'vitest';
import { madeItem } from './faulty-worker.js';
import { STRICT_POLICY, untilShown, useRow } from './row-page.js';

const openRow = useRow();

const HOSTILE = [
  '<script>window.hacked=1</script>',
  '<img src=x onerror=window.hacked=1>',
  '"><svg/onload=window.hacked=1>',
  "'-window.hacked=1-'",
  '</span></a><iframe srcdoc="<script>top.hacked=1</script>">',
  '{{constructor.constructor("window.hacked=1")()}}',
  '${window.hacked=1}',
  '<style>*{display:none}</style>',
  '<slot name=x>',
  '<template shadowrootmode=open>',
  '<a href="javascript:window.hacked=1">x</a>',
  '&lt;script&gt;window.hacked=1&lt;/script&gt;',
  'x'.repeat(10_000),
  '\u202Etxt.exe\u202C',
  '\u2066\u2067\u2068\u2069\u200E\u200F',
  '\u200B\u200B\u200B',
  '\uFEFF\u00AD',
  '\u0000\u0001\u001B[31m',
  '\n\n\n\r\t',
  'Z̸̢͓̈́a̵̰͝l̴͚̽g̵̟̏o̶̯͘'.repeat(50),
  '\uD800',
  '𝕊𝕙𝕖𝕝𝕗',
  'العربية كرسي',
  'א'.repeat(200),
  '👩‍👩‍👧‍👦'.repeat(100),
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  '-1',
  '=cmd|" /C calc"!A0',
  '../../../etc/passwd',
  'javascript:window.hacked=1',
  'data:text/html,<script>window.hacked=1</script>',
  '//evil.example/x.js',
  '<!--',
  ']]>',
];

describe('a hostile catalog', () => {
  it('shows as text, links nowhere it should not, and runs nothing under the strictest policy', async () => {
    expect(HOSTILE.length).toBeGreaterThanOrEqual(40);
    const hostile = HOSTILE.map((text, i) =>
      madeItem(
        i % 2 === 0 ? `${i}` : text.slice(0, 150) + String(i),
        {
          item_name: text,
          link: text,
          image_link: text,
          price: text as never,
          currency: text.slice(0, 50),
          item_brand: text,
        },
        text,
      ),
    );
    const violations: string[] = [];
    const requests: string[] = [];
    const opened = await openRow({
      row: '<shelfwise-row count="100"></shelfwise-row>',
      headers: { 'content-security-policy': STRICT_POLICY },
      faults: { items: hostile },
    });
    opened.page.on('console', (message) => violations.push(message.text()));
    opened.page.on('request', (request) => requests.push(request.url()));
    await opened.page.reload();
    await untilShown(opened.page);
    await opened.page.waitForTimeout(300);
    const seen = await opened.page.evaluate(() => {
      const root = document.querySelector('shelfwise-row')!.shadowRoot!;
      const all = [...root.querySelectorAll('*')];
      return {
        tags: [...new Set(all.map((element) => element.localName))].sort(),
        attributes: [...new Set(all.flatMap((element) => element.getAttributeNames()))].sort(),
        schemes: [
          ...new Set([...root.querySelectorAll('a[href]')].map((link) => (link as HTMLAnchorElement).protocol)),
        ],
        rels: [...new Set([...root.querySelectorAll('a')].map((link) => link.rel))],
        longest: Math.max(
          ...[...root.querySelectorAll('[part]')].map((part) =>
            part.localName === 'span' ? part.textContent.length : 0,
          ),
        ),
        cards: root.querySelectorAll('li').length,
        text: root.textContent,
        isHacked: 'hacked' in window || 'polluted' in Object.prototype,
        prototype: Object.keys(Object.prototype),
      };
    });
    expect(seen.isHacked).toBe(false);
    expect(seen.prototype).toEqual([]);
    expect(seen.cards).toBe(HOSTILE.length);
    expect(seen.tags).toEqual(
      ['a', 'bdi', 'button', 'div', 'h2', 'i', 'img', 'li', 'section', 'slot', 'span', 'ul'].filter((tag) =>
        seen.tags.includes(tag),
      ),
    );
    expect(seen.attributes.filter((name) => name.startsWith('on') || name === 'style' || name === 'srcdoc')).toEqual(
      [],
    );
    expect(seen.schemes).toEqual(['http:']);
    expect(seen.rels).toEqual(['noopener']);
    expect(seen.longest).toBeLessThanOrEqual(4 * 160);
    expect(seen.text).toContain('<script>window.hacked=1</script>');
    expect(seen.text).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/u);
    expect(opened.errors).toEqual([]);
    // Its own pictures may be refused by img-src; nothing else may be refused or asked for.
    expect(violations.filter((text) => !/img-src|404|ERR_/.test(text))).toEqual([]);
    expect(
      requests.filter(
        (url) => url.includes('.js') && !/\/(shelfwise|worker|personal|x|row-extras-[\d.]+)\.js$/.test(url),
      ),
    ).toEqual([]);
  });
});
