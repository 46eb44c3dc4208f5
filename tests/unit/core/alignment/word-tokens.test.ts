import { wordTokens } from '$lib/core/alignment/word-tokens';
import { Vocabulary } from '$lib/core/whisper/vocabulary/vocabulary';
import { expect, test } from 'vitest';

/** Words of pieces that are a token each; bytes may be given as numbers. */
function words(language: string, ...pieces: (string | number[])[]): readonly string[] {
  const bytes = pieces.map((piece) =>
    typeof piece === 'string' ? new TextEncoder().encode(piece) : Uint8Array.from(piece),
  );
  const parted = wordTokens([...pieces.keys()], new Vocabulary(bytes), language);
  expect(parted.map(({ first, end }) => end - first).reduce((a, b) => a + b, 0)).toBe(pieces.length);
  return parted.map(({ text }) => text);
}

test.each([
  ['en', [' Ne', 'ver', ' mind', '.'], [' Never', ' mind.']],
  ['en', [' He', ' said', ' "', 'Hi', '".'], [' He', ' said', ' "Hi".']],
  ['en', [' (', 'yes', ')'], [' (yes)']],
  ['fr', [' Où', ' êtes', '-', 'vous', ' ?'], [' Où', ' êtes-vous ?']],
  ['fr', [' l', "'", 'é', 'cole'], [" l'école"]],
  ['fr', [' «', ' Oui', ' »', ' dit', '-il'], [' « Oui »', ' dit-il']],
  ['fr', [' 100', '%', ' sûr'], [' 100%', ' sûr']],
  ['ja', ['今', '日', 'は', '。'], ['今', '日', 'は。']],
  ['ja', [[0xe4, 0xbb], [0x8a], '日'], ['今', '日']],
  ['en', [' caf', [0xc3], [0xa9], ' now'], [' café', ' now']],
])('in %s %j are the words %j', (language, pieces, expected) => {
  expect(words(language, ...pieces)).toEqual(expected);
});

test('bytes that are no character do not take the rest of the text with them', () => {
  expect(words('en', ' a', [0xff], [0xff], [0xff], [0xff], ' b')).toHaveLength(2);
});
