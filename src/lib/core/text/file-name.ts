const MAX_LENGTH = 120;
/** Longer than the extension of any recording. */
const MAX_EXTENSION = 8;
// Control characters; and what turns the direction of writing, so that "gpj.exe" reads as "exe.jpg".
// eslint-disable-next-line no-control-regex -- they are what is looked for
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * A name that came with a file, fit to be shown and kept: no folders, nothing invisible, one line of at most 120
 * characters with its extension. Whoever shares or drops a file may have given it any name.
 *
 * @returns "recording" where nothing is left
 */
export function safeFileName(name: string): string {
  const own = name.replace(INVISIBLE, '').split(/[/\\]/).at(-1)?.trim() ?? '';
  const characters = [...own];
  if (/^\.*$/.test(own)) return 'recording';
  if (characters.length <= MAX_LENGTH) return own;
  const extension = /\.[^.]*$/.exec(own)?.[0] ?? '';
  const end = [...extension].length <= MAX_EXTENSION ? [...extension] : [];
  return [...characters.slice(0, MAX_LENGTH - end.length - 1), '…', ...end].join('');
}
