import type { TintKey } from '../pictures/tints.js';
import type { Material } from './material.js';
import { GROWN_MATERIALS } from './materials-grown.js';
import { MADE_MATERIALS } from './materials-made.js';

export type MaterialKey = keyof typeof GROWN_MATERIALS | keyof typeof MADE_MATERIALS;

export const MATERIALS: Readonly<Record<MaterialKey, Material>> = { ...GROWN_MATERIALS, ...MADE_MATERIALS };

/** Colours as a label says them, each with the picture colour that shows it best. */
export const COLOURS = {
  chalk: 'cream',
  cream: 'cream',
  oatmeal: 'cream',
  stone: 'stone',
  'pebble grey': 'stone',
  charcoal: 'ink',
  ink: 'ink',
  sage: 'sage',
  eucalyptus: 'sage',
  moss: 'moss',
  olive: 'moss',
  terracotta: 'terracotta',
  rust: 'terracotta',
  rose: 'rose',
  blush: 'rose',
  'duck egg': 'sky',
  'pale blue': 'sky',
  ochre: 'ochre',
  mustard: 'ochre',
} as const satisfies Readonly<Record<string, TintKey>>;

export type ColourKey = keyof typeof COLOURS;

export const CLOTH_COLOURS: readonly ColourKey[] = [
  'chalk',
  'oatmeal',
  'sage',
  'ink',
  'terracotta',
  'rose',
  'moss',
  'duck egg',
  'ochre',
  'pebble grey',
];
export const GLAZE_COLOURS: readonly ColourKey[] = ['cream', 'sage', 'ink', 'terracotta', 'stone', 'duck egg', 'ochre'];
export const PAINT_COLOURS: readonly ColourKey[] = [
  'cream',
  'charcoal',
  'eucalyptus',
  'olive',
  'rust',
  'pale blue',
  'mustard',
];
export const SOFT_COLOURS: readonly ColourKey[] = ['chalk', 'blush', 'sage', 'pale blue', 'oatmeal', 'mustard'];
