import { markup, type Markup } from './html-markup';
import type { ReportFact, ReportTable } from './report';

/** Begins with a digit, as figures do. */
const FIGURE = /^[−-]?\p{Nd}/u;

/** A row for each, its first cell as its head. */
export function reportTable({ title, columns, rows }: ReportTable): Markup {
  // A table that scrolls is reached by the keyboard.
  return markup`<div class="scroll" role="group" tabindex="0" aria-label="${title}"><table>
<thead><tr>${columns.map((name, index) => markup`<th scope="col" class="${isNumeric(rows, index) ? 'number' : ''}">${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([first = '', ...cells]) =>
      markup`<tr><th scope="row">${first}</th>${cells.map((cell, index) => markup`<td class="${isNumeric(rows, index + 1) ? 'number' : ''}">${cell}</td>`)}</tr>`,
  )}</tbody>
</table></div>`;
}

export function factTable(facts: readonly ReportFact[]): Markup {
  return markup`<table><tbody>${facts.map(
    ({ name, value }) => markup`<tr><th scope="row">${name}</th><td>${value}</td></tr>`,
  )}</tbody></table>`;
}

/** A column of figures alone stands to the right. */
function isNumeric(rows: readonly (readonly string[])[], column: number): boolean {
  const cells = rows.map((row) => row[column] ?? '');
  return (
    column > 0 &&
    cells.some((cell) => FIGURE.test(cell)) &&
    cells.every((cell) => FIGURE.test(cell) || cell === '–')
  );
}
