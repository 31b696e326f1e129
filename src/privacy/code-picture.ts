import { encode } from 'uqr';

const SVG = 'http://www.w3.org/2000/svg';
/** The margin that readers need, in modules. */
const BORDER = 4;

/** A text as a QR code (ISO/IEC 18004), the lowest level of correction: it is read from a screen. */
export function drawCode(text: string, name: string): SVGSVGElement {
  const { data, size } = encode(text, { ecc: 'L', border: BORDER });
  const picture = document.createElementNS(SVG, 'svg');
  picture.setAttribute('viewBox', `0 0 ${String(size)} ${String(size)}`);
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', name);
  picture.setAttribute('shape-rendering', 'crispEdges');
  const path = document.createElementNS(SVG, 'path');
  const dark = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${String(x)} ${String(y)}h1v1h-1z`] : [])),
  );
  path.setAttribute('d', dark.join(''));
  picture.append(path);
  return picture;
}
