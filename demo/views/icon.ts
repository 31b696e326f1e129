import { svg, type SVGTemplateResult, type TemplateResult } from 'lit-html';
import { html } from 'lit-html';

const SHAPES = {
  search: svg`<circle cx="8.5" cy="8.5" r="5.5" /><path d="M12.5 12.5 17 17" />`,
  basket: svg`<path d="M2.5 8h15l-1.6 8.5H4.1zM6.5 8 9 3M13.5 8 11 3" />`,
  heart: svg`<path d="M10 16.5 3.6 10a3.9 3.9 0 0 1 5.5-5.5l.9.9.9-.9A3.9 3.9 0 0 1 16.400 10z" />`,
  close: svg`<path d="m5 5 10 10M15 5 5 15" />`,
  device: svg`<rect x="2.500" y="4" width="15" height="12" rx="1.500" /><path d="M2.500 7.500h15" /><path class="solid" d="M7.500 13.800c0-2.600 1.700-4 5-4 0 2.700-1.700 4.200-5 4z" />`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof SHAPES;

/** A drawing beside words; it says nothing on its own. */
export function renderIcon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">${SHAPES[name]}</svg>`;
}
