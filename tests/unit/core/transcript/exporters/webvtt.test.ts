import { subtitleCues } from '$lib/core/transcript/subtitle/cues';
import { webVttText, wordTimedWebVttText } from '$lib/core/transcript/exporters/webvtt';
import { describe, expect, test } from 'vitest';
import { WebVTTParser, type TreeNode, type VTTData } from 'webvtt-parser';
import { awkwardSegments, awkwardWords } from '../awkward-segments';

const cue = (startMs: number, endMs: number, ...lines: string[]) => ({
  startMs,
  endMs,
  lines,
  wordStarts: [],
});
// The parser's own table lacks the semicolons, and leaves them in the text (webvtt-parser 2.2.0).
const parse = (file: string): VTTData =>
  new WebVTTParser({ '&amp;': '&', '&lt;': '<', '&gt;': '>' }).parse(file);
const textOf = (nodes: readonly TreeNode[]) =>
  nodes
    .filter(({ type }) => type !== 'timestamp')
    .map((node) => (node.type === 'text' ? node.value : `[${node.type}]`))
    .join('');

test('a file has its signature, times and lines', () => {
  expect(webVttText([cue(0, 1500, 'Bonjour', 'à tous.'), cue(3_723_004, 3_724_000, 'Oui.')])).toBe(
    'WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nBonjour\nà tous.\n\n01:02:03.004 --> 01:02:04.000\nOui.\n',
  );
});

test('no cues are a valid file', () => {
  expect(parse(webVttText([]))).toMatchObject({ cues: [], errors: [] });
});

test('hours go on beyond 99', () => {
  expect(parse(webVttText([cue(363_599_999, 363_600_000, 'Tard.')]))).toMatchObject({
    errors: [],
    cues: [{ startTime: 363_599.999, endTime: 363_600 }],
  });
});

test('signs of the format are written as text', () => {
  const line = 'a --> b <i>c</i> &lt; R&D 3 < 5';
  const file = webVttText([cue(0, 1000, line)]);
  expect(file).toContain('a --&gt; b &lt;i&gt;c&lt;/i&gt; &amp;lt; R&amp;D 3 &lt; 5');
  expect(textOf(parse(file).cues[0]!.tree.children)).toBe(line);
});

test('words have their times between them, signs of the format being text', () => {
  const wordStarts = [
    { offset: 2, timeMs: 1200 },
    { offset: 8, timeMs: 1500 },
  ];
  const file = wordTimedWebVttText([{ ...cue(1000, 2000, 'R & D', 'et <i>'), wordStarts }]);
  expect(file).toContain('R <00:00:01.200>&amp; D\net<00:00:01.500> &lt;i&gt;\n');
  expect(parse(file).errors).toEqual([]);
});

test('a plain file has times of cues and text, and nothing else', () => {
  const wordStarts = [{ offset: 4, timeMs: 1200 }];
  const file = webVttText([{ ...cue(1000, 2000, 'Bon jour'), wordStarts }]);
  expect(file).toBe('WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nBon jour\n');
});

describe.each([
  ['awkward segments, plain', awkwardSegments, webVttText],
  ['awkward words, plain', awkwardWords, webVttText],
  ['awkward segments with the times of words', awkwardSegments, wordTimedWebVttText],
  ['awkward words with their times', awkwardWords, wordTimedWebVttText],
] as const)('%s', (_name, segments, fileOf) => {
  const cases = Array.from({ length: 30 }, (_, seed) => {
    const cues = subtitleCues(segments(seed, 30));
    return { seed, cues, parsed: parse(fileOf(cues)) };
  });

  test('make a file without faults', () => {
    for (const { seed, parsed } of cases) expect(parsed.errors, `seed ${seed}`).toEqual([]);
  });

  test('are read back with their times and texts', () => {
    for (const { seed, cues, parsed } of cases) {
      const read = parsed.cues.map((each) => [each.startTime, each.endTime, textOf(each.tree.children)]);
      expect(read, `seed ${seed}`).toEqual(
        // The parser adds seconds and thousandths up, which are rounded fractions.
        cues.map(({ startMs, endMs, lines }) => [
          expect.closeTo(startMs / 1000, 6),
          expect.closeTo(endMs / 1000, 6),
          lines.join('\n'),
        ]),
      );
    }
  });
});
