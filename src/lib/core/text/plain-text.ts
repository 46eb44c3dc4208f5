import { TextFolder } from './folded-text';

/** Letters and digits only, without case and accents, one space between words and none between signs that need none. */
export function plainText(text: string): string {
  return new TextFolder()
    .fold(text)
    .text.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .replace(/(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]) | (?=\p{Script=Han})/gu, '')
    .trim();
}

/** Letters and digits alone, without case: what stays of a word while its sentence grows. Accents count. */
export function lettersOf(text: string): string {
  return text.toLocaleLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
