// The few globals that browsers, workers and Node share and core uses. Checked here and in engine/ only, where neither the
// DOM's nor Node's types are loaded; the other sides bring their own.
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label: 'utf-8', options: { fatal: boolean });
  decode(bytes: Uint8Array): string;
}
interface MessagePort {
  close(): void;
}
