/**
 * Colours come from the page (its text colour, mixed), so a row is dark where the page is dark, however the page does
 * it. Every line of a card has a fixed height: a list that arrives or changes moves nothing.
 */
export const rowStyle = `
:host{display:block}
:host([hidden]),.box.empty{display:none}
*{box-sizing:border-box}
.box{display:grid;grid-template-columns:minmax(0,1fr)}
.box>*{grid-area:1/1}
.off{visibility:hidden}
[part=head]{display:flex;align-items:center;gap:8px;min-block-size:40px;margin-block-end:8px}
h2{flex:1;min-inline-size:0;margin:0;font-size:var(--shelfwise-heading-size,clamp(1em,4.6vw,1.25em));font-weight:var(--shelfwise-heading-weight,600);line-height:1.4;color:var(--shelfwise-ink,inherit)}
:host(:not([heading])) h2{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
[part=list]{display:grid;grid-auto-flow:column;grid-auto-columns:min(var(--shelfwise-card-width,max(176px,11rem)),70vw);justify-content:start;gap:var(--shelfwise-gap,16px);list-style:none;margin:-4px;padding:4px;overflow-x:auto;overflow-anchor:none;overscroll-behavior-x:contain;scroll-snap-type:x proximity;scroll-padding-inline:4px;scrollbar-width:none}
[part=list].still{scroll-snap-type:none}
[part=list]::-webkit-scrollbar{display:none}
:host([layout=grid]) [part=list]{grid:auto/repeat(auto-fill,minmax(min(var(--shelfwise-card-width,max(176px,11rem)),40%),1fr));justify-content:stretch;overflow:visible}
[part=item]{scroll-snap-align:start;min-inline-size:0}
a{display:block;block-size:100%;color:var(--shelfwise-ink,inherit);background:var(--shelfwise-card-background,none);border-radius:var(--shelfwise-radius,6px);text-decoration:none;line-height:1.4}
a[href]:hover [part=title]{text-decoration:underline;text-underline-offset:.2em}
:focus-visible{outline:2px solid var(--shelfwise-focus,currentColor);outline-offset:2px}
.picture{display:block;aspect-ratio:var(--shelfwise-image-ratio,1);overflow:hidden;border-radius:var(--shelfwise-radius,6px);background:var(--shelfwise-placeholder,color-mix(in srgb,currentColor 8%,transparent))}
img{display:block;inline-size:100%;block-size:100%;object-fit:var(--shelfwise-image-fit,cover)}
[part=title],[part=reason]{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;block-size:2.8em;overflow-wrap:anywhere;unicode-bidi:plaintext;text-align:-webkit-match-parent;text-align:match-parent}
[part=title]{margin-block-start:8px}
[part=price]{display:flex;flex-wrap:wrap;align-items:baseline;column-gap:.5em;block-size:1.4em;overflow:hidden;margin-block-start:4px;font-weight:600;font-variant-numeric:tabular-nums}
s{font-size:.8125em;font-weight:400}
s,[part=reason]{color:var(--shelfwise-ink-soft,color-mix(in srgb,currentColor 72%,transparent))}
s,bdi{white-space:nowrap}
[part=reason]{margin-block-start:4px;font-size:.8125em}
.bone [part=title],.bone [part=price]{background:var(--shelfwise-placeholder,color-mix(in srgb,currentColor 8%,transparent));border-radius:var(--shelfwise-radius,6px)}
.bone [part=price]{inline-size:40%}
@media (prefers-reduced-motion:no-preference){.new{animation:shown .16s ease-out}@keyframes shown{from{opacity:0}}}
`;
