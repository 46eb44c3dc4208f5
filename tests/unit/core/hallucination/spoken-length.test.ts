import { spokenLetters } from '$lib/core/hallucination/spoken-length';
import { expect, test } from 'vitest';

test.each([
  { text: 'Oui, d’accord !', letters: 10 },
  { text: '25 %', letters: 2 },
  { text: 'Спасибо.', letters: 7 },
  { text: '谢谢观看。', letters: 12 },
  { text: '감사합니다', letters: 15 },
  { text: 'ありがとう', letters: 10 },
  { text: '...', letters: 0 },
])('$text is as long to say as $letters letters', ({ text, letters }) => {
  expect(spokenLetters(text)).toBe(letters);
});
