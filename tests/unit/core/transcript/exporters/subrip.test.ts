import { subtitleCues } from '$lib/core/transcript/subtitle/cues';
import { subRipText } from '$lib/core/transcript/exporters/subrip';
import validateSubRip, { parser } from 'srt-validator';
import { describe, expect, test } from 'vitest';
import { awkwardSegments } from '../awkward-segments';

const cue = (startMs: number, endMs: number, ...lines: string[]) => ({
  startMs,
  endMs,
  lines,
  wordStarts: [],
});

test('a file has indices from one, times and lines, all ended as on Windows', () => {
  expect(subRipText([cue(0, 1500, 'Bonjour', 'à tous.'), cue(3_723_004, 3_724_000, 'Oui.')])).toBe(
    '1\r\n00:00:00,000 --> 00:00:01,500\r\nBonjour\r\nà tous.\r\n\r\n' +
      '2\r\n01:02:03,004 --> 01:02:04,000\r\nOui.\r\n\r\n',
  );
});

test('no cues are an empty file', () => {
  expect(subRipText([])).toBe('');
});

test('hours go on beyond 99', () => {
  expect(subRipText([cue(363_599_999, 363_600_000, 'Tard.')])).toContain('100:59:59,999 --> 101:00:00,000');
});

test.each([
  ['--> et ---> là', '→ et → là'],
  ['<i>a</i> <!-- b', '< i>a< /i> < !-- b'],
  ['{\\an8}a', '{ \\an8}a'],
  ['3 < 5 & 5 > {3}', '3 < 5 & 5 > {3}'],
])('what a player would obey is disarmed: %s', (line, written) => {
  expect(subRipText([cue(0, 1000, line)]).split('\r\n')[2]).toBe(written);
});

describe('awkward segments', () => {
  const cases = Array.from({ length: 30 }, (_, seed) => {
    const cues = subtitleCues(awkwardSegments(seed, 30));
    return { seed, cues, file: subRipText(cues) };
  });

  test('make a file without faults', () => {
    for (const { seed, file } of cases) expect(validateSubRip(file), `seed ${seed}`).toEqual([]);
  });

  test('are read back with their times and texts', () => {
    const written = (line: string) => subRipText([cue(0, 1, line)]).split('\r\n')[2]!;
    for (const { seed, cues, file } of cases) {
      const parsed = parser.parse(file).map(({ time, text }) => ({ ...time, text }));
      expect(parsed, `seed ${seed}`).toEqual(
        cues.map(({ startMs, endMs, lines }) => ({
          start: startMs,
          end: endMs,
          text: lines.map(written).join('\n'),
        })),
      );
    }
  });
});
