export const debugStyle = `
:host{all:initial;--paper:#fbfaf7;--ink:#1d1f1c;--soft:#565b55;--line:#dcdad2;--accent:#1f5c43;color-scheme:light}
@media (prefers-color-scheme:dark){:host{--paper:#171a18;--ink:#e9e7e1;--soft:#a9aea6;--line:#363c37;--accent:#84c9a8;color-scheme:dark}}
*{box-sizing:border-box;margin:0}
section{position:fixed;z-index:2147483647;inset-block-end:0;inset-inline:0;display:grid;grid-template-rows:auto minmax(0,1fr);max-block-size:45vh;background:var(--paper);color:var(--ink);border-block-start:2px solid var(--accent);box-shadow:0 -2px 12px rgb(0 0 0/.16);font:14px/20px system-ui,sans-serif}
header{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 12px;padding:8px 16px;border-block-end:1px solid var(--line)}
h2{font-size:14px;font-weight:600}
p{flex:1 1 0;min-inline-size:12em;color:var(--soft);font-size:13px}
button{font:inherit;color:inherit;background:none;border:1px solid var(--line);border-radius:6px;padding:4px 12px;min-block-size:28px;cursor:pointer}
button:hover{border-color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
div{overflow:auto;overscroll-behavior:contain}
table{inline-size:100%;border-collapse:collapse}
th{position:sticky;inset-block-start:0;background:var(--paper);text-align:start;font-size:13px;font-weight:600;color:var(--soft)}
th,td{padding:4px 16px;border-block-end:1px solid var(--line);vertical-align:top;text-align:start}
td{overflow-wrap:anywhere;unicode-bidi:plaintext}
td:nth-child(-n+2){white-space:nowrap;overflow-wrap:normal;color:var(--soft);font-variant-numeric:tabular-nums}
@media (min-width:640px){td:nth-child(3){min-inline-size:24ch}}
b{font-weight:600;color:var(--accent)}
.refused,.refused b{color:var(--soft)}
.refused b{font-weight:400;border:1px dashed var(--soft);border-radius:6px;padding:0 6px;margin-inline-end:8px}
@media (max-width:639px){h2{flex:1}p{order:1;flex-basis:100%}thead{position:absolute;clip-path:inset(50%)}tr{display:grid;grid-template-columns:auto 1fr;padding:8px 16px;border-block-end:1px solid var(--line)}td{padding:0;border:0}td:nth-child(2){padding-inline-start:12px}td:nth-child(n+3){grid-column:1/-1}}
@media print{section{display:none}}
`;
