/** True for a language written without spaces between its words. */
export function isUnspaced(language: string): boolean {
  return UNSPACED_LANGUAGES.has(language);
}

const UNSPACED_LANGUAGES: ReadonlySet<string> = new Set(['ja', 'zh', 'yue', 'th', 'lo', 'my', 'km', 'bo']);
