import type { DecodeRequest } from '$lib/core/streaming/decode-request';
import { FRAME_SAMPLES } from '$lib/core/endpointing/speech-regions';
import { LiveSpeech } from '$lib/core/streaming/live-speech';
import { expect, test } from 'vitest';
import { hear, LOUDNESS } from '../../support/loud-speech';

const kindOf = (turn: DecodeRequest | null) => turn && `${turn.utterance} ${turn.kind}`;

test('the newest sound comes when it is asked for, and not again', async () => {
  const live = new LiveSpeech(LOUDNESS);
  await hear(live, false, 30);
  expect(live.takeRequest()).toBeNull();
  await hear(live, true, 40);
  const turn = live.takeRequest();
  expect(kindOf(turn)).toBe('1 partial');
  if (turn?.kind !== 'partial') throw new Error('no window');
  // Half a second of pre-roll before the first frame of speech, and all that has been said.
  expect(turn.window.startSample).toBe(30 * FRAME_SAMPLES - 8000);
  expect(turn.window.samples).toHaveLength(40 * FRAME_SAMPLES + 8000);
  expect(turn.window.speech).toEqual([{ startSample: 8000, endSample: 8000 + 40 * FRAME_SAMPLES }]);
  expect(turn.window.voice.at(-1)).toBe(229);
  expect(live.takeRequest()).toBeNull();
  await hear(live, true, 5);
  expect(live.takeRequest()).toBeNull();
  await hear(live, true, 20);
  expect(kindOf(live.takeRequest())).toBe('1 partial');
});

test('an utterance that seems over is decoded at once, and is settled where only silence followed', async () => {
  const live = new LiveSpeech(LOUDNESS);
  await hear(live, true, 40);
  live.takeRequest();
  await hear(live, true, 4);
  await hear(live, false, 6);
  expect(kindOf(live.takeRequest())).toBe('1 predicted');
  await hear(live, false, 10);
  expect(kindOf(live.takeRequest())).toBe('1 settled');
  expect(live.takeRequest()).toBeNull();
});

test('what a partial text has heard to its end is decoded once more as a whole', async () => {
  const live = new LiveSpeech(LOUDNESS);
  await hear(live, true, 40);
  expect(kindOf(live.takeRequest())).toBe('1 partial');
  await hear(live, false, 6);
  expect(kindOf(live.takeRequest())).toBe('1 predicted');
  await hear(live, false, 10);
  expect(kindOf(live.takeRequest())).toBe('1 settled');
});

test('a partial text that nobody asked for in time is decoded at the end', async () => {
  const live = new LiveSpeech(LOUDNESS);
  await hear(live, true, 40);
  expect(kindOf(live.takeRequest())).toBe('1 partial');
  await hear(live, false, 16);
  expect(kindOf(live.takeRequest())).toBe('1 final');
});

test('in a pause no partial text is begun: the one for the end must not wait', async () => {
  const live = new LiveSpeech(LOUDNESS);
  await hear(live, true, 40);
  await hear(live, false, 1);
  expect(live.takeRequest()).toBeNull();
});

test('speech that continues after a predicted end is decoded again', async () => {
  const live = new LiveSpeech(LOUDNESS);
  await hear(live, true, 40);
  await hear(live, false, 6);
  expect(kindOf(live.takeRequest())).toBe('1 predicted');
  await hear(live, true, 5);
  await hear(live, false, 16);
  const turn = live.takeRequest();
  expect(kindOf(turn)).toBe('1 final');
  expect(turn?.kind === 'final' && turn.window.speech[0]?.endSample).toBe(51 * FRAME_SAMPLES);
});

test('utterances that nobody asked about wait, in order, and none is passed over', async () => {
  const live = new LiveSpeech(LOUDNESS);
  for (let i = 0; i < 3; i++) {
    await hear(live, true, 20);
    await hear(live, false, 20);
  }
  await hear(live, true, 30);
  live.finish();
  const turns = [
    live.takeRequest(),
    live.takeRequest(),
    live.takeRequest(),
    live.takeRequest(),
    live.takeRequest(),
  ];
  expect(turns.map(kindOf)).toEqual(['1 final', '2 final', '3 final', '4 final', null]);
});

test('a partial text is overtaken by a pause, and counts as not given once it is called off', async () => {
  const live = new LiveSpeech(LOUDNESS);
  await hear(live, true, 40);
  live.takeRequest();
  expect(live.isOvertaken).toBe(false);
  await hear(live, false, 6);
  expect(live.isOvertaken).toBe(true);
  live.callOff();
  expect([live.isOvertaken, kindOf(live.takeRequest())]).toEqual([false, '1 predicted']);
});

test('speech that continues overtakes a text for the end, which comes again later', async () => {
  const live = new LiveSpeech(LOUDNESS);
  await hear(live, true, 40);
  await hear(live, false, 6);
  live.takeRequest();
  await hear(live, true, 2);
  expect(live.isOvertaken).toBe(true);
  live.callOff();
  expect(kindOf(live.takeRequest())).toBe('1 partial');
});

test('an utterance that is over is never overtaken', async () => {
  const live = new LiveSpeech(LOUDNESS);
  await hear(live, true, 40);
  await hear(live, false, 20);
  expect(kindOf(live.takeRequest())).toBe('1 final');
  await hear(live, true, 20);
  expect(live.isOvertaken).toBe(false);
});

test('another decoder gets what the one before had in hand, and the open utterance again', async () => {
  const live = new LiveSpeech(LOUDNESS);
  await hear(live, true, 40);
  await hear(live, false, 6);
  live.takeRequest();
  await hear(live, false, 20);
  const lost = live.takeRequest();
  expect(kindOf(lost)).toBe('1 settled');
  await hear(live, true, 30);
  live.restart(lost);
  expect([live.takeRequest(), live.takeRequest()].map(kindOf)).toEqual(['1 settled', '2 partial']);
  live.restart(null);
  expect(kindOf(live.takeRequest())).toBe('2 partial');
});

test('an utterance shorter than a word is a misfire', async () => {
  const live = new LiveSpeech(LOUDNESS);
  await hear(live, true, 2);
  await hear(live, false, 20);
  expect(kindOf(live.takeRequest())).toBe('1 misfire');
});

test('a partial text that takes long is followed by a rest as long', async () => {
  const live = new LiveSpeech(LOUDNESS);
  await hear(live, true, 40);
  expect(kindOf(live.takeRequest())).toBe('1 partial');
  // It is asked for the next one 40 frames later.
  await hear(live, true, 40);
  expect(live.takeRequest()).toBeNull();
  await hear(live, true, 39);
  expect(live.takeRequest()).toBeNull();
  await hear(live, true, 1);
  expect(kindOf(live.takeRequest())).toBe('1 partial');
});
