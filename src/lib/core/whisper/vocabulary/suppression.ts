import type { SpecialTokens } from './special-tokens';
import type { Vocabulary } from './vocabulary';

/** Tokens that are never, or not as the first, part of a text. */
export interface Suppression {
  readonly always: readonly number[];
  readonly atBegin: readonly number[];
}

const SYMBOLS = [
  ...'"#()*+/:;<=>@[\\]^_`{|}~「」『』',
  ...[
    '<<',
    '>>',
    '<<<',
    '>>>',
    '--',
    '---',
    '-(',
    '-[',
    "('",
    '("',
    '((',
    '))',
    '(((',
    ')))',
    '[[',
    ']]',
    '{{',
    '}}',
  ],
  ...['♪♪', '♪♪♪'],
];
const MUSIC = [...'♩♪♫♬♭♮♯'];

/**
 * Symbols that annotate sound instead of being spoken (brackets, notes, speaker marks), and special tokens.
 *
 * @see openai/whisper tokenizer.py `non_speech_tokens`
 */
export function suppressedTokens(vocabulary: Vocabulary, special: SpecialTokens): Suppression {
  const ids = vocabulary.idsByText();
  const found = new Set<number>();
  const add = (id: number | undefined) => id !== undefined && found.add(id);
  // A hyphen or quote inside a word is speech, in front of a word it is a mark: only the spaced ones are suppressed.
  for (const spaced of [' -', " '"]) add(ids.get(spaced));
  for (const symbol of SYMBOLS) {
    add(ids.get(symbol));
    add(ids.get(` ${symbol}`));
  }
  for (const note of MUSIC) {
    add(vocabulary.longestPrefix(note));
    add(vocabulary.longestPrefix(` ${note}`));
  }
  const { startOfTranscript, translate, transcribe, startOfLanguageModel, startOfPrevious, noSpeech } =
    special;
  const control = [startOfTranscript, translate, transcribe, startOfLanguageModel, startOfPrevious, noSpeech];
  const always = [...found].sort((a, b) => a - b).concat(control);
  const space = ids.get(' ');
  return { always, atBegin: space === undefined ? [special.endOfText] : [space, special.endOfText] };
}
