import type { AudioWindow } from '$lib/core/streaming/audio-window';
import { leadOf, parted, withoutLead, type SaidBefore } from '$lib/core/streaming/lead';
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
const before: SaidBefore = { window: windowOf(10, 6, [0.5, 5.5]), text: textOf(10.5, ...LONG) };
const own = windowOf(16.5, 3, [0.25, 2.5]);

test('the last words before a pause are heard again, without the sign at their end', () => {
  const lead = leadOf(before, own);
  expect(lead).toMatchObject({ text: ' the kind of letter used here', sign: '.', words: 6 });
  const length = (lead?.window.samples.length ?? 0) - own.samples.length;
  // From a tenth of a second before the first of them on, at a whole frame.
  expect(length % 512).toBe(0);
  expect(lead?.window.samples[0]).toBeCloseTo(12.4, 1);
  expect(lead?.window.samples[length]).toBe(16.5);
  expect(lead?.window.startSample).toBe(own.startSample - length);
  expect(lead?.window.speech).toEqual([{ startSample: length + 4000, endSample: length + 40_000 }]);
  expect(lead?.window.phrases).toHaveLength(2);
  expect(lead?.window.voice).toHaveLength(length / 512 + own.voice.length);
});

test.each([
  ['a long pause', windowOf(19, 3, [0.25, 2.5]), before],
  ['nothing said', own, { ...before, text: { ...before.text, segments: [] } }],
])('%s leads nowhere', (_, next, said) => {
  expect(leadOf(said, next)).toBeNull();
});

test.each([
  ['the kind of letter used here, by monks.', ',', 'by monks.'],
  ['the kind of letter used here. By monks.', '.', 'By monks.'],
  ['The kind of letter used here by', '', 'by'],
  ['the kind of letter used here By monks', '.', 'By monks'],
  ['the kind of letter used here I know', '', 'I know'],
  ['the kind of letter used here', '', ''],
])('"%s" goes on with "%s" and "%s"', (written, now, rest) => {
  const lead = leadOf(before, own);
  if (!lead) throw new Error('no lead');
  const split = withoutLead(textOf(14, ...written.split(' ')), lead);
  expect(split?.joint).toEqual({ was: '.', now });
  expect(split?.text.segments.map(({ text }) => text).join('')).toBe(rest);
  const [first] = split?.text.segments ?? [];
  if (first) expect(first.startSeconds).toBe(17);
});

test('a text that begins otherwise is none that goes on', () => {
  const lead = leadOf(before, own);
  if (!lead) throw new Error('no lead');
  expect(withoutLead(textOf(14, 'by', 'monks'), lead)).toBeNull();
});

test.each([
  [', by monks', ',', ' by monks'],
  [' by monks', '', ' by monks'],
  [' ? Oui', ' ?', ' Oui'],
])('"%s" is the sign "%s" and "%s"', (text, sign, rest) => {
  expect(parted(text)).toEqual({ sign, text: rest });
});
