/** Of the report: light, whatever the device prefers, and made for A4. */
export const REPORT_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { max-width: 190mm; margin: 0 auto; padding: 24px 16px; background: #fff; color: #1c1a17;
  font: 14px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
h1 { margin: 0 0 4px; font-size: 24px; font-weight: 600; }
h2 { margin: 28px 0 8px; font-size: 17px; break-after: avoid; }
h3 { margin: 16px 0 6px; font-size: 14px; break-after: avoid; }
p { margin: 4px 0; }
.quiet { color: #5d5850; }
.whole { display: inline-block; margin: 12px 0; padding: 8px 14px; border: 2px solid; border-radius: 8px;
  font-size: 18px; font-weight: 600; }
.go { color: #1d6b34; }
.no-go { color: #a3261a; }
.not-measured { color: #5d5850; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 12.5px; }
thead { display: table-header-group; }
tr, .verdicts tbody { break-inside: avoid; }
.verdicts { min-width: 34rem; overflow-wrap: break-word; }
.verdicts th[scope='rowgroup'] { width: 20%; }
.verdicts p { margin: 0; }
th, td { padding: 4px 8px 4px 0; border-bottom: 1px solid #d9d4cb; text-align: start; vertical-align: top;
  font-weight: 400; unicode-bidi: isolate; }
thead th { color: #5d5850; border-bottom-color: #8a8378; }
.number { text-align: end; white-space: nowrap; }
figure { margin: 8px 0; break-inside: avoid; }
figcaption { color: #5d5850; font-size: 12.5px; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: #5d5850; font-size: 11px; }
svg .up { text-anchor: end; }
svg .across { text-anchor: middle; }
svg .rule { stroke: #e4dfd6; }
svg .bar { fill: #b5502f; }
svg .limit { stroke: #1c1a17; stroke-dasharray: 6 4; }
svg .line { stroke: #b5502f; stroke-width: 2; fill: none; }
svg .line circle { fill: #b5502f; stroke: none; }
svg .line text { stroke: none; fill: #1c1a17; }
svg .line-0 polyline { stroke-dasharray: 2 4; }
svg .line-1, svg .line-1 circle { stroke: #2f5db5; }
svg .line-1 circle { fill: #2f5db5; stroke: none; }
svg .line-1 polyline { stroke-dasharray: 6 4; }
@page { size: A4; margin: 15mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  table { font-size: 9pt; }
  .scroll { overflow: visible; }
  .verdicts { min-width: 0; }
  svg, .whole { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
