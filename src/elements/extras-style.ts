/** Of the carousel's buttons and the menus on the cards, loaded with them. */
export const extrasStyle = `
[part=controls]{display:flex;gap:8px}
[part=controls] button{inline-size:40px;block-size:40px;padding:0;border:1px solid color-mix(in srgb,currentColor 30%,transparent);border-radius:50%;background:none;color:var(--shelfwise-ink,inherit);cursor:pointer}
[part=controls] button::before{content:"";display:block;inline-size:9px;block-size:9px;margin:auto;border:solid;border-width:2px 2px 0 0;translate:-2px;rotate:45deg}
[part=controls]:not(.rtl) [part=previous]::before,.rtl [part=next]::before{translate:2px;rotate:225deg}
[part=controls] [aria-disabled=true]{opacity:.35;cursor:default}
:host([layout=grid]) [part=controls]{display:none}
[part=item]{position:relative}
[part=menu-button]{position:absolute;inset-block-start:6px;inset-inline-end:6px;display:flex;align-items:center;justify-content:center;inline-size:32px;block-size:32px;padding:0;border:0;border-radius:50%;background:var(--shelfwise-menu-background,Canvas);color:var(--shelfwise-menu-ink,CanvasText);cursor:pointer;opacity:.86}
[part=menu-button]::before{content:"";inline-size:4px;block-size:4px;border-radius:50%;background:currentColor;box-shadow:7px 0,-7px 0}
[part=menu]{position:absolute;inset:0;display:flex;flex-direction:column;gap:8px;padding:12px;overflow:hidden;font-size:.8125em;line-height:1.4;overflow-wrap:anywhere;border:1px solid color-mix(in srgb,currentColor 20%,transparent);border-radius:var(--shelfwise-radius,6px);background:var(--shelfwise-menu-background,Canvas);color:var(--shelfwise-menu-ink,CanvasText)}
[part=menu][hidden]{display:none}
[part=menu]>div{display:grid;align-content:start;gap:6px;flex:1;min-block-size:0;overflow:auto;overscroll-behavior:contain}
[part=menu] :is(p,ul){display:grid;gap:6px;margin:0;padding:0;list-style:none}
[part=menu] :is(b,p,li,small){unicode-bidi:plaintext;text-align:-webkit-match-parent;text-align:match-parent}
[part=menu] small{font-size:1em;color:color-mix(in srgb,currentColor 72%,transparent)}
[part=menu] button{flex:none;font:inherit;min-block-size:32px;padding:4px 8px;border:1px solid color-mix(in srgb,currentColor 40%,transparent);border-radius:var(--shelfwise-radius,6px);background:none;color:inherit;cursor:pointer}
[part=menu] [part=menu-close]{border-color:transparent}
[part=menu] button:hover,[part=menu-button]:hover{opacity:1;background:color-mix(in srgb,var(--shelfwise-menu-ink,CanvasText) 8%,var(--shelfwise-menu-background,Canvas))}
[part=menu]>button:first-of-type{margin-block-start:auto}
@media (hover:hover){[part=menu-button]:not([aria-expanded=true]){opacity:0}li:hover>[part=menu-button],li:focus-within>[part=menu-button]{opacity:.86}}
@media (prefers-reduced-motion:no-preference){[part=menu-button]{transition:opacity .14s ease-out}}
`;
