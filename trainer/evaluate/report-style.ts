/** The report's style: paper and ink, one accent, dark by the reader's preference, black on white in print. */
export const REPORT_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #faf9f6; --card: #ffffff; --ink: #1d2421; --soft: #59625d; --rule: #e2e1db;
  --accent: #1f6b4a; --muted: #a9b1ad;
  --s1: #2f5f9e; --s2: #7a5a8e; --s3: #6f6a55;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14191a; --card: #1b2122; --ink: #e8e6df; --soft: #a5ada9; --rule: #30383a;
    --accent: #5fc397; --muted: #5d6866;
    --s1: #86b3ea; --s2: #c9a3dd; --s3: #b9b296;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1120px; padding: 32px 20px 64px; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', sans-serif; font-variant-numeric: tabular-nums; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 8px; }
h2 { font-size: 18px; line-height: 1.3; margin: 40px 0 4px; }
h3 { font-size: 15px; margin: 0 0 8px; }
p { margin: 0 0 8px; max-width: 76ch; }
.verdict { font-size: 18px; }
.soft, figcaption { color: var(--soft); }
dl { display: flex; flex-wrap: wrap; gap: 4px 24px; margin: 16px 0; }
dl div { display: flex; gap: 8px; }
dt { color: var(--soft); }
dd { margin: 0; }
ul { margin: 0 0 8px; padding-left: 20px; }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 460px), 1fr)); gap: 16px; margin-top: 12px; }
.plots.small { grid-template-columns: repeat(auto-fill, minmax(min(100%, 255px), 1fr)); }
figure { margin: 0; padding: 16px; background: var(--card); border: 1px solid var(--rule); border-radius: 6px;
  overflow-x: auto; break-inside: avoid; }
svg { display: block; width: 100%; height: auto; font-size: 12.5px; }
svg.bars { max-width: 480px; }
svg.lines { min-width: 420px; }
text { fill: var(--ink); }
text.first { fill: var(--accent); font-weight: 600; }
text.tick { fill: var(--soft); font-size: 11.5px; }
line.grid { stroke: var(--rule); }
line.zero { stroke: var(--soft); stroke-width: 1.5; }
line.whisker { stroke: var(--ink); stroke-width: 1.25; }
line.leader { stroke: var(--muted); stroke-width: 0.75; }
.bar.first { fill: var(--accent); }
.bar.other { fill: var(--muted); }
.dot.first { fill: var(--accent); }
.dot.other { fill: var(--card); stroke: var(--ink); stroke-width: 1.5; }
.bubble { fill: var(--accent); fill-opacity: 0.55; stroke: var(--accent); stroke-width: 0.75; }
.other-bubbles .bubble { fill: var(--soft); stroke: var(--soft); }
.series polyline { fill: none; stroke-width: 1.5; }
.series line.whisker { stroke-width: 1; opacity: 0.65; }
.s0 { --c: var(--accent); } .s1 { --c: var(--s1); } .s2 { --c: var(--s2); } .s3 { --c: var(--s3); } .s4 { --c: var(--soft); }
.series polyline, .series line.whisker { stroke: var(--c); }
.series circle, .series rect, .series path { fill: var(--c); }
.series.s0 polyline { stroke-width: 2.5; }
.series.s1 polyline { stroke-dasharray: 6 3; }
.series.s2 polyline { stroke-dasharray: 2 3; }
.series.s3 polyline { stroke-dasharray: 9 3 2 3; }
.series.s4 polyline { stroke-dasharray: 1 4; }
text.series-name { fill: var(--c); }
text.series-name.s0 { font-weight: 600; }
.scroll { overflow-x: auto; margin-top: 12px; }
table { border-collapse: collapse; font-size: 13px; min-width: 100%; }
th, td { padding: 5px 0 5px 16px; text-align: right; vertical-align: top; white-space: nowrap; border-bottom: 1px solid var(--rule); }
th { font-weight: 500; }
thead th { color: var(--soft); vertical-align: bottom; white-space: normal; min-width: 84px; }
th:first-child { padding-left: 0; text-align: left; white-space: normal; min-width: 150px; }
th:nth-child(2), td:nth-child(2) { color: var(--accent); font-weight: 600; }
td small, th small { display: block; color: var(--soft); font-weight: 400; font-size: 11.5px; }
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --rule: #ccc; --accent: #1f6b4a; --muted: #aaa;
    --s1: #2f5f9e; --s2: #7a5a8e; --s3: #6f6a55; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  h2 { break-after: avoid; }
  .plots { grid-template-columns: 1fr 1fr; }
  .plots.small { grid-template-columns: repeat(4, 1fr); }
  figure { padding: 8px; }
  svg.lines { min-width: 0; }
  table { font-size: 7pt; }
  td small { font-size: 5.5pt; }
  th, td { padding: 2px 0 2px 5px; }
  thead th, th:first-child { min-width: 0; }
  .scroll { overflow: visible; }
}
`;
