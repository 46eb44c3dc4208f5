import { inflateSync } from 'node:zlib';

/**
 * The text of a PDF that Chromium printed, page after page, every kind of space alike. Of the format it knows what Skia
 * writes: compressed streams, glyphs in hexadecimal or as bytes, fonts that are named after their objects (F12 is object
 * 12), and tables of what a glyph means.
 */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const glyphs = new Map<string, ReadonlyMap<number, string>>();
  for (const [id, { head }] of objects) {
    const table = /\/ToUnicode (\d+) 0 R/u.exec(head)?.[1];
    const stream = table === undefined ? undefined : objects.get(table)?.stream;
    if (stream) glyphs.set(`F${id}`, glyphTable(stream.toString('latin1')));
  }
  const texts = [...objects.values()].flatMap(({ stream }) => {
    const content = stream?.toString('latin1') ?? '';
    return content.includes(' Tf') ? [shownText(content, glyphs)] : [];
  });
  // Ligatures are one glyph, and stand for their letters.
  return texts.join('\n').normalize('NFKC').replace(/\s+/gu, ' ');
}

interface PdfObject {
  readonly head: string;
  readonly stream: Buffer | null;
}

function objectsOf(pdf: Buffer): ReadonlyMap<string, PdfObject> {
  const text = pdf.toString('latin1');
  const found = new Map<string, PdfObject>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n(<<[^]*?>>)(?: stream\n|\nendobj)/gu)) {
    const [whole, id = '', head = ''] = match;
    const length = Number(/\/Length (\d+)/u.exec(head)?.[1] ?? 0);
    const start = match.index + whole.length;
    const isStream = whole.endsWith('stream\n') && head.includes('/FlateDecode');
    found.set(id, { head, stream: isStream ? inflateSync(pdf.subarray(start, start + length)) : null });
  }
  return found;
}

/** What each glyph of a font means: `beginbfchar` one by one, `beginbfrange` several in a row. */
function glyphTable(table: string): ReadonlyMap<number, string> {
  const meanings = new Map<number, string>();
  for (const [, lines = ''] of table.matchAll(/beginbfchar\n([^]*?)endbfchar/gu))
    for (const [, glyph = '', meaning = ''] of lines.matchAll(/<(\w+)> <(\w+)>/gu))
      meanings.set(parseInt(glyph, 16), utf16(meaning));
  for (const [, lines = ''] of table.matchAll(/beginbfrange\n([^]*?)endbfrange/gu))
    for (const [, first = '', last = '', meaning = ''] of lines.matchAll(/<(\w+)> <(\w+)> <(\w+)>/gu))
      for (let glyph = parseInt(first, 16); glyph <= parseInt(last, 16); glyph++)
        meanings.set(glyph, String.fromCodePoint(parseInt(meaning, 16) + glyph - parseInt(first, 16)));
  return meanings;
}

function utf16(hex: string): string {
  return (hex.match(/.{4}/gu) ?? []).map((unit) => String.fromCharCode(parseInt(unit, 16))).join('');
}

/** Runs of glyphs that stand on their own lines of the content are words apart. */
function shownText(content: string, glyphs: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> = new Map();
  const shown: string[] = [];
  for (const match of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([\dA-Fa-f]+)>|(\bET\b|\bTm\b|\bTd\b)/gu)) {
    const [, name, hex, operator] = match;
    if (name !== undefined) font = glyphs.get(name) ?? new Map();
    else if (hex !== undefined)
      for (const glyph of hex.match(/.{4}/gu) ?? []) shown.push(font.get(parseInt(glyph, 16)) ?? '');
    else if (operator === 'ET') shown.push('\n');
  }
  return shown.join('');
}
