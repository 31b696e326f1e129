import type { StyleName } from './taste-styles.js';

/** A job at home that needs several things, bought in this order over one to three visits. */
export interface Project {
  readonly name: string;
  /** Names of types. */
  readonly steps: readonly [string, string, ...string[]];
  /** Whom it tempts; others take it up now and then. */
  readonly styles: readonly StyleName[];
  readonly season?: 'spring' | 'winter';
}

export const PROJECTS: readonly Project[] = [
  {
    name: 'Dress a window',
    steps: ['Curtains', 'Curtain rods', 'Tie-backs'],
    styles: ['linen bedroom', 'modern minimal', 'southern light'],
  },
  {
    name: 'Plant a tub',
    steps: ['Planters', 'Soil', 'Flower seeds'],
    styles: ['cottage gardener', 'balcony gardener'],
    season: 'spring',
  },
  { name: 'Make a nursery', steps: ['Cots', 'Cot bedding', 'Mobiles', 'Night lights'], styles: ['new parent'] },
  {
    name: 'Set the table',
    steps: ['Tablecloths', 'Napkins', 'Candlesticks', 'Dinner candles'],
    styles: ['table host', 'cosy evenings'],
  },
  {
    name: 'Bake bread',
    steps: ['Mixing bowls', 'Loaf tins', 'Bread boards'],
    styles: ['keen baker', 'rustic kitchen'],
  },
  {
    name: 'Darken a bedroom',
    steps: ['Blackout curtains', 'Curtain rods', 'Curtain rings'],
    styles: ['linen bedroom', 'new parent'],
  },
  {
    name: 'Grow on the balcony',
    steps: ['Balcony boxes', 'Soil', 'Vegetable & herb seeds', 'Watering cans'],
    styles: ['balcony gardener'],
    season: 'spring',
  },
  {
    name: 'Bring in green',
    steps: ['House plants', 'Plant pots', 'Plant feed'],
    styles: ['indoor jungle', 'modern minimal', 'southern light'],
  },
  {
    name: 'Eat off new plates',
    steps: ['Dinner plates', 'Bowls', 'Mugs'],
    styles: ['table host', 'rustic kitchen', 'modern minimal'],
  },
  {
    name: 'Cook slowly',
    steps: ['Casserole dishes', 'Roasting dishes', 'Utensil sets'],
    styles: ['rustic kitchen', 'keen baker'],
    season: 'winter',
  },
  {
    name: 'Make the bed',
    steps: ['Duvet covers', 'Pillowcases', 'Fitted sheets'],
    styles: ['linen bedroom', 'bath & calm'],
  },
  {
    name: 'Warm the sofa',
    steps: ['Throws', 'Cushion covers', 'Cushion pads'],
    styles: ['cosy evenings', 'southern light'],
    season: 'winter',
  },
  {
    name: 'Lay a rug',
    steps: ['Rugs', 'Rug underlays'],
    styles: ['modern minimal', 'southern light', 'cosy evenings'],
  },
  {
    name: 'Refresh the bathroom',
    steps: ['Bath towels', 'Bath mats', 'Soap dispensers', 'Hand soap'],
    styles: ['bath & calm'],
  },
  { name: 'Feed the birds', steps: ['Bird feeders', 'Bird seed', 'Bird baths'], styles: ['cottage gardener'] },
  { name: 'Light the table', steps: ['Pendant lights', 'Light bulbs'], styles: ['modern minimal', 'table host'] },
  { name: 'Light a corner', steps: ['Table lamps', 'Light bulbs'], styles: ['cosy evenings', 'linen bedroom'] },
  {
    name: 'Furnish the terrace',
    steps: ['Bistro tables', 'Garden chairs', 'Seat pads', 'Parasols'],
    styles: ['southern light', 'balcony gardener'],
    season: 'spring',
  },
  { name: 'Scent a room', steps: ['Reed diffusers', 'Diffuser refills'], styles: ['bath & calm', 'cosy evenings'] },
  {
    name: 'Sit by the fire',
    steps: ['Fire bowls', 'Kindling', 'Lanterns'],
    styles: ['southern light', 'cottage gardener'],
    season: 'spring',
  },
  { name: 'Have tea', steps: ['Teapots', 'Tea', 'Mugs'], styles: ['rustic kitchen', 'table host'] },
  {
    name: 'Tidy the hall',
    steps: ['Coat hooks', 'Doormats', 'Hall mirrors'],
    styles: ['practical household', 'modern minimal'],
  },
  {
    name: 'Make a reading corner',
    steps: ['Armchairs', 'Floor lamps', 'Side tables'],
    styles: ['modern minimal', 'cosy evenings'],
  },
  { name: 'Change a baby', steps: ['Changing mats', 'Muslin cloths', 'Baby blankets'], styles: ['new parent'] },
  {
    name: 'Dig a bed',
    steps: ['Trowels', 'Gloves', 'Vegetable & herb seeds'],
    styles: ['cottage gardener', 'balcony gardener'],
    season: 'spring',
  },
];
