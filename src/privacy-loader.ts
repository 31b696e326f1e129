import type { ScriptTrust } from './script-trust.js';

/** The panel's file beside the script tag's, and the value for `integrity`. */
export interface PanelFile {
  readonly file: string;
  readonly integrity: string;
}

const PANEL_TAG = 'shelfwise-privacy';

/**
 * Loads the shopper's panel as soon as its element is on the page: a file of its own, the same for everybody, checked by the
 * browser against the hash this script was built with, wherever it comes from.
 */
export function loadPanelWhenWanted(script: HTMLScriptElement, panel: PanelFile | undefined, trust: ScriptTrust): void {
  if (panel === undefined) return;
  const wanted = document.getElementsByTagName(PANEL_TAG); // grows as the page does
  const observer = new MutationObserver(() => look());
  const look = (): void => {
    if (wanted.length === 0) return;
    observer.disconnect();
    document.head.append(toScript(script, panel, trust));
  };
  observer.observe(document, { childList: true, subtree: true });
  look();
}

function toScript(
  { src, nonce }: HTMLScriptElement,
  { file, integrity }: PanelFile,
  trust: ScriptTrust,
): HTMLScriptElement {
  const script = document.createElement('script');
  Object.assign(script, { type: 'module', crossOrigin: 'anonymous', integrity, nonce });
  script.src = trust.trust(new URL(file, src).href) as string; // or what Trusted Types take for one
  return script;
}
