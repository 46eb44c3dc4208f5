/**
 * `text` as one line that no subtitle format can take for anything but text: no line breaks, no control characters,
 * no halves of a surrogate pair, nothing around it. Spaces that hold words together stay. Empty if there is nothing
 * to see.
 */
export function plainLine(text: string): string {
  const line = text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cc}\uFEFF]/gu, '')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim();
  return VISIBLE.test(line) ? line : '';
}

const VISIBLE = /[^\p{Z}\p{C}\p{M}]/u;
