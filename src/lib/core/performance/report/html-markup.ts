/** HTML that may be put into a page as it is. Made by `markup` alone, which escapes whatever else it is given. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = string | number | Markup | readonly Markup[] | null;

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For a template: markup`<td>${name}</td>`. Null is left out. Attributes have to stand in quotation marks. */
export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(texts.map((text, index) => text + textOf(parts[index] ?? null)).join(''));
}

function textOf(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('\n');
  return escaped(String(part));
}

/** Also without the control characters that HTML has no place for; half characters are replaced. */
function escaped(text: string): string {
  return text
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
    .replace(/[&<>"']/gu, (sign) => SIGNS[sign] ?? '');
}
