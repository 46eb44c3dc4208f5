/**
 * Text as it is compared for word errors: lower case, without what stands in brackets, every sign a space.
 *
 * @see openai/whisper normalizers/basic.py `BasicTextNormalizer`
 */
export function normalizeText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[<[][^>\]]*[>\]]/gu, '')
    .replace(/\(([^)]+?)\)/gu, '')
    .normalize('NFKC')
    .replace(/[\p{M}\p{S}\p{P}]/gu, ' ')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The words of a normalised text. */
export function wordsOf(text: string): readonly string[] {
  const normalized = normalizeText(text);
  return normalized === '' ? [] : normalized.split(' ');
}
