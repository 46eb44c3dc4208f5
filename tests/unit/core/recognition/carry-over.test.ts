import type { AudioWindow } from '$lib/core/endpointing/audio-window';
import {
  carryOverOf,
  parted,
  seamAfterPause,
  seamOf,
  withoutCarryOver,
  type PreviousUtterance,
} from '$lib/core/recognition/carry-over';
import type { TranscribedWindow, TranscribedWord } from '$lib/core/transcript/transcript';
import { expect, test } from 'vitest';

const SECOND = 16_000;

/** Samples say which second of the recording they are of. */
function windowOf(
  startSeconds: number,
  seconds: number,
  speechSeconds: readonly [number, number],
): AudioWindow {
  const startSample = startSeconds * SECOND;
  const speech = [{ startSample: speechSeconds[0] * SECOND, endSample: speechSeconds[1] * SECOND }];
  return {
    startSample,
    samples: Float32Array.from({ length: seconds * SECOND }, (_, i) => startSeconds + i / SECOND),
    voice: new Uint8Array(Math.ceil((seconds * SECOND) / 512)).fill(startSeconds),
    speech,
    phrases: speech,
  };
}

/** A word each half second from `startSeconds` on. */
function textOf(startSeconds: number, ...texts: readonly string[]): TranscribedWindow {
  const words: TranscribedWord[] = texts.map((text, index) => ({
    text: index === 0 ? text : ` ${text}`,
    startSeconds: startSeconds + index / 2,
    endSeconds: startSeconds + index / 2 + 0.5,
    probability: 1,
  }));
  const endSeconds = startSeconds + texts.length / 2;
  const segments = [{ startSeconds, endSeconds, text: texts.join(' '), language: 'en', words }];
  return { startSeconds, endSeconds, segments, language: 'en' };
}

const LONG = ['it', 'was', 'in', 'fact', 'the', 'kind', 'of', 'letter', 'used', 'here.'];
const before: PreviousUtterance = { window: windowOf(10, 6, [0.5, 5.5]), text: textOf(10.5, ...LONG) };
const own = windowOf(16.5, 3, [0.25, 2.5]);

test('the last words before a pause are heard again, without the sign at their end', () => {
  const lead = carryOverOf(before, own);
  expect(lead).toMatchObject({ text: ' the kind of letter used here', sign: '.', words: 6 });
  const { window } = lead ?? { window: own };
  const [speech] = window.speech;
  // From a tenth of a second before the first of them on, and of the pause of 1.25 s two frames and six.
  expect(window.samples[0]).toBeCloseTo(12.4, 1);
  const length = (speech?.startSample ?? 0) - 6 * 512;
  expect(window.samples[length - 1]).toBeCloseTo(15.5 + (2 * 512) / SECOND, 3);
  expect(window.samples[length]).toBeCloseTo(16.75 - (6 * 512) / SECOND, 3);
  expect(speech?.endSample).toBe(length + 6 * 512 + 2.25 * SECOND);
  // What is new has its own time.
  expect(window.startSample + (speech?.startSample ?? 0)).toBe(16.75 * SECOND);
  expect(window.samples.at(-1)).toBeCloseTo(19.5, 3);
  expect(window.phrases).toHaveLength(2);
  expect(Math.abs(window.voice.length - window.samples.length / 512)).toBeLessThan(2);
});

test.each([
  ['a long pause', windowOf(19, 3, [0.25, 2.5]), before],
  ['nothing said', own, { ...before, text: { ...before.text, segments: [] } }],
])('%s leads nowhere', (_, next, said) => {
  expect(carryOverOf(said, next)).toBeNull();
});

test.each([
  ['the kind of letter used here, by monks.', ',', 'by monks.'],
  ['the kind of letter used here. By monks.', '.', 'By monks.'],
  ['The kind of letter used here by', '', 'by'],
  ['the kind of letter used here By monks', '.', 'By monks'],
  ['the kind of letter used here I know', '', 'I know'],
  ['the kind of letter used here... by monks', '', 'by monks'],
  ['the kind of letter used here... ...by monks', '', 'by monks'],
  ['the kind of letter used here... By monks', '...', 'By monks'],
  ['the kind of letter used here', '', ''],
])('"%s" goes on with "%s" and "%s"', (written, now, rest) => {
  const lead = carryOverOf(before, own);
  if (!lead) throw new Error('no lead');
  const split = withoutCarryOver(textOf(14, ...written.split(' ')), lead);
  expect(split?.seam).toEqual({ was: '.', now });
  expect(split?.text.segments.map(({ text }) => text).join('')).toBe(rest);
  const [first] = split?.text.segments ?? [];
  if (first) expect(first.startSeconds).toBe(17);
});

test('a text that begins otherwise is none that goes on', () => {
  const lead = carryOverOf(before, own);
  if (!lead) throw new Error('no lead');
  expect(withoutCarryOver(textOf(14, 'by', 'monks'), lead)).toBeNull();
});

test.each([
  [', by monks', ',', ' by monks'],
  [' by monks', '', ' by monks'],
  [' ? Oui', ' ?', ' Oui'],
  ['... ...by monks', '... ...', 'by monks'],
])('"%s" is the sign "%s" and "%s"', (text, sign, rest) => {
  expect(parted(text)).toEqual({ sign, text: rest });
});

const carryOver = carryOverOf(before, own)!;

test.each([
  ['', '', ' You are', '.', 'a capital that only a sentence begins with'],
  ['', ',', ' You are', '.', 'such a capital behind a comma'],
  [',', '', ' You are', '.', 'such a capital where there was a comma'],
  ['', '', ' Mary said', '', 'a name'],
  ['', ',', ' Mary said', ',', 'a name behind a comma'],
  ['', '', ' you are', '', 'a small letter'],
  ['?', '', ' You are', '?', 'a question before it'],
  ['', '', ' Sie kommen', '', 'a polite capital'],
])('where there was "%s" and "%s" is heard, "%s" is behind "%s": %s', (sign, heard, rest, now) => {
  expect(seamOf({ ...carryOver, sign }, heard, rest)).toEqual({ was: sign, now });
});

const utterance = (startSeconds: number, ...words: readonly string[]): PreviousUtterance => ({
  window: windowOf(startSeconds, 3, [0, 3]),
  text: words.length > 0 ? textOf(startSeconds, ...words) : { ...textOf(startSeconds), segments: [] },
});

test('after a long pause a text without a sign gets a full stop where another one begins', () => {
  const said = utterance(10, 'at', 'the', 'moment');
  expect(seamAfterPause(said, utterance(15, 'You', 'are'))).toEqual({ was: '', now: '.' });
});

test.each([
  ['a short pause', utterance(10, 'moment'), utterance(14, 'You', 'are')],
  ['a sign that is there', utterance(10, 'moment,'), utterance(15, 'You', 'are')],
  ['a word that leads to another', utterance(10, 'I', 'bought', 'the'), utterance(15, 'Red', 'one')],
  ['an elided word', utterance(10, 'je', 'pense', 'qu’'), utterance(15, 'Il', 'vient')],
  ['a small letter', utterance(10, 'moment'), utterance(15, 'you', 'are')],
  ['nothing said before', utterance(10), utterance(15, 'You', 'are')],
  ['nothing said after', utterance(10, 'moment'), utterance(15)],
])('%s leaves the end as it is', (_, said, next) => {
  expect(seamAfterPause(said, next)).toBeNull();
});
