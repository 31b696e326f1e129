/** The colours a picture comes in: the thing's own colour and the soft ground it stands on. */
export const TINTS = {
  oak: { colour: '#cfa36c', ground: '#f4eee3' },
  walnut: { colour: '#7d553b', ground: '#efe6db' },
  sage: { colour: '#98ab8f', ground: '#eef1e8' },
  terracotta: { colour: '#c67450', ground: '#f6e9e0' },
  ink: { colour: '#43505f', ground: '#e8ebee' },
  cream: { colour: '#f1e8d6', ground: '#dfd6c6' },
  brass: { colour: '#bd9750', ground: '#f3ecdc' },
  stone: { colour: '#aaa79f', ground: '#efedea' },
  rose: { colour: '#d3a29c', ground: '#f6ebe8' },
  moss: { colour: '#6a7a4d', ground: '#ebeee1' },
  sky: { colour: '#92b2c4', ground: '#e9f0f3' },
  ochre: { colour: '#d0a046', ground: '#f5edd9' },
} as const satisfies Readonly<Record<string, Tint>>;

interface Tint {
  readonly colour: string;
  readonly ground: string;
}

export type TintKey = keyof typeof TINTS;
