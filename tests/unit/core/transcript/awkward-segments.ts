import type { TranscriptSegment } from '$lib/core/transcript/transcript';
import { seededRandom } from '../../../../testing/seeded-random';

const FRAGMENTS = [
  ...[
    'mot',
    'été',
    'l’île',
    'aujourd’hui',
    'a',
    'anticonstitutionnellement',
    'Paris',
    '12',
    '3,5',
    'e\u0301te\u0301',
  ],
  ...[
    'mot.',
    'mot,',
    'mot !',
    'mot\u00A0?',
    'mot\u202F;',
    '« mot »',
    '«\u00A0mot\u00A0»',
    '– Oui.',
    'M. Dupont',
    '20 %',
  ],
  ...[
    '今日は東京で会議があります。',
    '我们今天来讨论',
    'วันนี้เราจะไปโรงเรียน',
    '안녕하세요',
    'مرحبا؟',
    'नमस्ते।',
    '👨‍👩‍👧',
    '🇫🇷',
  ],
  ...[
    '-->',
    '<i>',
    '</i>',
    '<b',
    '{\\an8}',
    '&amp;',
    '& ',
    '>',
    '00:00:01,000 --> 00:00:02,000',
    'WEBVTT',
    'NOTE',
    '1',
  ],
  ...[
    '\n',
    '\r\n\r\n',
    '\u2028',
    '\t',
    '\0',
    '\u0007',
    '\u0085',
    '\uFEFF',
    '\uD83D',
    '\u200B',
    '\u00A0',
    '   ',
  ],
  ...['x'.repeat(100), 'z' + '\u0301'.repeat(60), '?'.repeat(50), '('.repeat(50), '日本語'.repeat(30)],
];
const LANGUAGES = ['fr', 'en', 'ja', 'zh', 'th', 'ko', 'ar'];

/** Segments such as no model should write, in order, now and then without time or touching each other. */
export function awkwardSegments(seed: number, count: number): readonly TranscriptSegment[] {
  const random = seededRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  let timeSeconds = random() * 3;
  return Array.from({ length: count }, () => {
    const startSeconds = timeSeconds;
    const endSeconds = startSeconds + pick([0, 0.0004, 0.05, 0.3, 2, 7, 28]) * random();
    timeSeconds = endSeconds + pick([0, 0, 0.0003, 0.5, 3]) * random();
    const text = Array.from({ length: Math.ceil(random() * pick([1, 4, 20, 80])) }, () => pick(FRAGMENTS));
    return { startSeconds, endSeconds, text: text.join(pick([' ', ' ', ''])), language: pick(LANGUAGES) };
  });
}

/** The same with words, whose times are now and then none, in disorder or outside of their segment. */
export function awkwardWords(seed: number, count: number): readonly TranscriptSegment[] {
  const random = seededRandom(seed + 1000);
  return awkwardSegments(seed, count).map((segment) => {
    const { startSeconds, endSeconds, text } = segment;
    const parts = text.match(/\s*\S{1,12}\s*$|\s*\S{1,12}/gu) ?? [];
    const words = parts.map((part, index) => {
      const share = (index + random() * 2 - 0.5) / parts.length;
      const wordStart = startSeconds + share * (endSeconds - startSeconds);
      return {
        text: part,
        startSeconds: wordStart,
        endSeconds: wordStart + random() * 0.3,
        probability: random(),
      };
    });
    return { ...segment, words };
  });
}

/** A text without what may be lost or changed between segment and screen: white space and what is not seen. */
export function bare(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD').replace(/[\s\p{Cc}]/gu, '');
}
