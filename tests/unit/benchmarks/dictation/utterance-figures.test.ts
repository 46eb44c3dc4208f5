import { expect, test } from 'vitest';
import { heardUtterances, type TimedCue } from '../../../../benchmarks/dictation/utterance-figures';
import type { Sighting } from '../../../../benchmarks/dictation/watched-page';

const cue = (text: string, startMs: number, endMs: number): TimedCue => ({
  file: '',
  language: 'en',
  startSeconds: startMs / 1000,
  endSeconds: endMs / 1000,
  text,
  startMs,
  endMs,
});
const seen = (paintedMs: number, text: string, committed = '', tentative = ''): Sighting => ({
  paintedMs,
  text,
  committed,
  tentative,
  seemsOver: false,
});
const whole = (paintedMs: number, committed: string, tentative: string): Sighting => ({
  ...seen(paintedMs, '', committed, tentative),
  seemsOver: true,
});
const ONE = cue('one two three', 1000, 2000);
const FOUR = cue('four five six', 3000, 8000);

test('one phrase is one utterance, timed from its first word shown and from its end', () => {
  const heard = heardUtterances([ONE], [seen(1500, '', '', 'one two'), seen(2600, 'One two three.')]);
  expect(heard).toMatchObject([
    { text: 'one two three', finalMs: 600, firstWordMs: 500, committedShare: null, firstWord: 0, endWord: 3 },
  ]);
});

test('two phrases in one utterance count from the end of the second', () => {
  const heard = heardUtterances(
    [ONE, FOUR],
    [seen(7000, '', 'one two three', 'four'), seen(8500, 'One two three, four five six.')],
  );
  expect(heard).toMatchObject([{ finalMs: 500, firstWordMs: 6000, committedShare: 0.5 }]);
});

test('a phrase in two utterances has its end in the second, and its beginning in the first', () => {
  const heard = heardUtterances([ONE], [seen(1700, 'One two'), seen(2400, 'One two, three.')]);
  expect(heard).toMatchObject([{ finalMs: null }, { finalMs: 400, firstWordMs: null }]);
});

test('a text that comes when the next phrase has begun is of the one before', () => {
  const heard = heardUtterances(
    [ONE, FOUR],
    [seen(3200, 'One two three.'), seen(8700, 'One two three. Four five six.')],
  );
  expect(heard.map(({ finalMs }) => finalMs)).toEqual([1200, 700]);
});

test('committed words that come out otherwise are counted', () => {
  const heard = heardUtterances([ONE], [seen(1900, '', 'one too'), seen(2600, 'One two three.')]);
  expect(heard[0]?.revisedWords).toBe(1);
});

test.each([
  { early: 'right', standing: seen(2340, '', 'one', 'two three') },
  { early: 'right', standing: whole(2340, 'one', 'two three') },
  { early: 'repaired', standing: whole(2340, 'one', 'two free') },
  { early: 'behind', standing: seen(2340, '', 'one', 'two free') },
  { early: 'behind', standing: whole(2340, 'one', 'two') },
  { early: 'behind', standing: seen(2340, '', 'one', 'two') },
  { early: 'behind', standing: seen(2360, '', 'one', 'two three') },
])('$standing.tentative at $standing.paintedMs ms is $early', ({ early, standing }) => {
  expect(heardUtterances([ONE], [standing, seen(2600, 'One two three.')])[0]?.early).toBe(early);
});

test('the last change of its words ends a text, whenever it is final', () => {
  const shown = [
    seen(1800, '', '', 'one two three'),
    seen(2100, '', '', 'one two'),
    seen(2300, '', 'one', 'two three'),
  ];
  const [heard] = heardUtterances([ONE], [...shown, seen(2600, 'One two three.')]);
  expect(heard).toMatchObject({ finalMs: 300, settledMs: 600 });
});

test('a final text that is soon there is right', () => {
  expect(heardUtterances([ONE], [seen(2300, 'One two three.')])[0]?.early).toBe('right');
});
