/** What ends a sentence, in the scripts that Whisper writes: Latin, CJK, Arabic, Urdu, Devanagari, Armenian, Burmese, Khmer, Tibetan. */
export const SENTENCE_SIGNS = '.!?…。．！？؟۔।॥։။។།';
/** What parts a sentence, in the same. */
export const CLAUSE_SIGNS = ',;:،؛、，；：၊';

// With any closing quotes and brackets after it, which may stand off: "Quoi ? »".
const SENTENCE_END = new RegExp(`[${SENTENCE_SIGNS}]["'\\p{Pe}\\p{Pf}\\s]*$`, 'u');
/** "M." and "J." end no sentence; "I." does. */
const INITIAL = /(?:^|\s)(?!I\.)\p{Lu}\.$/u;

/** Whether a text comes to the end of a sentence with its last sign. */
export function endsSentence(text: string): boolean {
  return SENTENCE_END.test(text) && !INITIAL.test(text);
}
