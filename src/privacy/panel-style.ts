/**
 * Colours come from the page's text colour, mixed, so the panel is dark where the page is. Orange stands for what leaves this
 * browser and for nothing else.
 */
export const panelStyle = `
:host{display:block;container-type:inline-size;line-height:1.5;--_soft:var(--shelfwise-ink-soft,color-mix(in srgb,currentColor 78%,transparent));--_line:var(--shelfwise-line,color-mix(in srgb,currentColor 18%,transparent));--_strong:color-mix(in srgb,currentColor 62%,transparent);--_accent:var(--shelfwise-accent,color-mix(in srgb,#1c7a4c 72%,currentColor));--_leaves:var(--shelfwise-leaves,color-mix(in srgb,#e8640a 62%,currentColor));--_sunk:color-mix(in srgb,currentColor 7%,transparent)}
:host([hidden]),[hidden]{display:none!important}
*{box-sizing:border-box}
[part~=panel]{display:grid;gap:24px;max-inline-size:45rem;color:var(--shelfwise-ink,inherit);font-size:1rem;overflow-wrap:anywhere}
[part~=inside]{display:grid;gap:32px}
h2,h3,h4,p,ul,dl,dd,pre{margin:0;padding:0}
h2{font-size:1.5em;line-height:1.25}
h3{font-size:1.125em;margin-block-end:8px}
h4{font-size:.9375em;font-weight:400;color:var(--_soft);margin-block:16px 4px}
[part~=lead]{max-inline-size:60ch}
[part~=note]{color:var(--_soft);font-size:.875em}
[part~=leaves]{color:#b84a00;color:var(--_leaves)}
section>div>p+p{margin-block-start:8px}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:4px 24px}
dt{color:var(--_soft)}
ul{list-style:none}
li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:4px 16px;align-items:center;padding-block:8px;border-block-start:1px solid var(--_line)}
li:last-child{border-block-end:1px solid var(--_line)}
[aria-labelledby=tastes] li{grid-template-columns:minmax(0,1fr) auto minmax(0,16.5em)}
[part~=name]{unicode-bidi:plaintext;text-align:-webkit-match-parent;text-align:match-parent}
[part~=name] [part~=note]{display:block}
[part~=figure]{display:flex;align-items:center;gap:8px;font-variant-numeric:tabular-nums;font-size:.875em;min-inline-size:7.5em;justify-content:end}
[part~=actions]{display:flex;flex-wrap:wrap;gap:8px}
[part~=what-if]{grid-column:1/-1;display:grid;gap:4px;font-size:.9375em}
[part~=what-if]:not(:empty){padding:8px 12px;border-radius:6px;background:var(--_sunk);margin-block:4px}
[part~=sent-bytes]{font-size:1.25em;line-height:1.3}
[part~=sent-bytes]:not([part~=leaves]){color:var(--_accent)}
[part~=reports]{margin-block:12px}
[part~=reports] li{grid-template-columns:minmax(0,1fr)}
meter{inline-size:56px;block-size:6px;border:0;border-radius:3px;background:none;appearance:none}
@supports selector(::-moz-meter-bar){meter{background:var(--_line)}}
meter::-webkit-meter-inner-element{display:block}
meter::-webkit-meter-bar{block-size:6px;border:0;border-radius:3px;background:var(--_line)}
meter::-webkit-meter-optimum-value{border-radius:3px;background:var(--_accent)}
meter::-moz-meter-bar{border-radius:3px;background:var(--_accent)}
button,input:not([type=checkbox]){font:inherit;color:inherit;min-block-size:36px;border:1px solid var(--_strong);border-radius:var(--shelfwise-radius,6px);background:none}
button{padding:4px 12px;cursor:pointer;font-size:.9375em}
button:hover{background:var(--_sunk)}
[part~=strong]{border-width:2px;font-weight:600}
li button{padding:2px 10px;min-block-size:32px;border-color:var(--_line);font-size:.875em}
:focus-visible{outline:2px solid var(--shelfwise-focus,currentColor);outline-offset:2px}
summary{cursor:pointer;font-size:.875em;inline-size:fit-content}
pre{margin-block-start:8px;padding:12px;border-radius:6px;background:var(--_sunk);font-size:.8125em;white-space:pre-wrap;word-break:break-all;direction:ltr}
[part~=choice]{display:grid;padding-block:8px}
[part~=choice]>[part~=note]{margin-inline-start:52px}
[part~=switch]{display:grid;grid-template-columns:40px minmax(0,1fr);gap:12px;align-items:center}
input[role=switch]{position:relative;margin:0;inline-size:40px;block-size:24px;border:1px solid var(--_strong);border-radius:12px;background:var(--_sunk);appearance:none;cursor:pointer}
input[role=switch]::after{content:'';position:absolute;inset-block-start:3px;inset-inline-start:3px;inline-size:16px;block-size:16px;border-radius:50%;background:var(--_strong)}
input[role=switch]:checked{border-color:var(--_accent);background:var(--_accent)}
input[role=switch]:checked::after{inset-inline-start:19px;background:#fff}
input[role=switch]:disabled{opacity:.5;cursor:default}
[part~=form]{display:grid;gap:12px;justify-items:start}
[part~=field]{display:grid;gap:4px;inline-size:min(100%,360px)}
[part~=field] input{inline-size:100%;padding:4px 10px}
[part~=field] input[type=file]{padding-block:5px}
[part~=code]{display:grid;gap:8px}
[part~=code]:empty{display:none}
svg{inline-size:min(320px,100%);background:#fff;fill:#000;border-radius:6px}
#erase,[aria-labelledby=erase] [part~=note]{margin-block-end:12px}
[part~=said]{position:sticky;inset-block-end:8px;padding:8px 12px;border-radius:6px;border:1px solid var(--_strong);background:var(--shelfwise-panel-background,Canvas);color:var(--shelfwise-ink,CanvasText)}
[part~=said]:empty{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;border:0;padding:0;clip-path:inset(50%)}
@container (max-width:35rem){li,[aria-labelledby=tastes] li{grid-template-columns:minmax(0,1fr)}[aria-labelledby=tastes] li{grid-template-columns:minmax(0,1fr) auto}[aria-labelledby=tastes] [part~=actions]{grid-column:1/-1}dl{grid-template-columns:minmax(0,1fr)}dd+dt{margin-block-start:8px}}
@media (prefers-reduced-motion:no-preference){input[role=switch]::after{transition:inset-inline-start .14s ease-out}}
@media (forced-colors:active){input[role=switch]{appearance:auto}input[role=switch]::after{content:none}}
`;
