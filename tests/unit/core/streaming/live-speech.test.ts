import type { VoiceDetector } from '$lib/core/endpointing/voice-detector';
import { FRAME_SAMPLES } from '$lib/core/endpointing/speech-regions';
import { LiveSpeech, type SpeechTurn } from '$lib/core/streaming/live-speech';
import { expect, test } from 'vitest';

const HANGOVER_MS = 480;

/** What is loud is speech. */
const DETECTOR: VoiceDetector = {
  memory: { state: new Float32Array(0), context: new Float32Array(0) },
  probabilities: (samples) =>
    Promise.resolve(
      Float32Array.from({ length: samples.length / FRAME_SAMPLES }, (_, frame) =>
        Math.abs(samples[frame * FRAME_SAMPLES] ?? 0) > 0.1 ? 0.9 : 0,
      ),
    ),
};

/** Frames of speech (the value tells where in the sound it is) or of silence, one at a time. */
async function hear(live: LiveSpeech, speech: boolean, frames: number): Promise<void> {
  for (let i = 0; i < frames; i++) {
    const value = speech ? 0.2 + (live.totalSamples / FRAME_SAMPLES) * 1e-4 : 0;
    await live.push(new Float32Array(FRAME_SAMPLES).fill(value), HANGOVER_MS);
  }
}
const kindOf = (turn: SpeechTurn | null) => turn && `${turn.utterance} ${turn.kind}`;

test('the newest sound comes when it is asked for, and not again', async () => {
  const live = new LiveSpeech(DETECTOR);
  await hear(live, false, 30);
  expect(live.takeTurn()).toBeNull();
  await hear(live, true, 40);
  const turn = live.takeTurn();
  expect(kindOf(turn)).toBe('1 partial');
  if (turn?.kind !== 'partial') throw new Error('no window');
  // Half a second of pre-roll before the first frame of speech, and all that has been said.
  expect(turn.window.startSample).toBe(30 * FRAME_SAMPLES - 8000);
  expect(turn.window.samples).toHaveLength(40 * FRAME_SAMPLES + 8000);
  expect(turn.window.speech).toEqual([{ startSample: 8000, endSample: 8000 + 40 * FRAME_SAMPLES }]);
  expect(turn.window.voice.at(-1)).toBe(229);
  expect(live.takeTurn()).toBeNull();
  await hear(live, true, 5);
  expect(live.takeTurn()).toBeNull();
  await hear(live, true, 20);
  expect(kindOf(live.takeTurn())).toBe('1 partial');
});

test('what seems over is decoded at once, and is settled where only silence followed', async () => {
  const live = new LiveSpeech(DETECTOR);
  await hear(live, true, 40);
  live.takeTurn();
  await hear(live, true, 4);
  await hear(live, false, 6);
  expect(kindOf(live.takeTurn())).toBe('1 predicted');
  await hear(live, false, 10);
  expect(kindOf(live.takeTurn())).toBe('1 settled');
  expect(live.takeTurn()).toBeNull();
});

test('what a partial text has heard to its end is decoded once more as a whole', async () => {
  const live = new LiveSpeech(DETECTOR);
  await hear(live, true, 40);
  expect(kindOf(live.takeTurn())).toBe('1 partial');
  await hear(live, false, 6);
  expect(kindOf(live.takeTurn())).toBe('1 predicted');
  await hear(live, false, 10);
  expect(kindOf(live.takeTurn())).toBe('1 settled');
});

test('and where nobody asked in time, at the end', async () => {
  const live = new LiveSpeech(DETECTOR);
  await hear(live, true, 40);
  expect(kindOf(live.takeTurn())).toBe('1 partial');
  await hear(live, false, 16);
  expect(kindOf(live.takeTurn())).toBe('1 final');
});

test('in a pause no partial text is begun: the one for the end must not wait', async () => {
  const live = new LiveSpeech(DETECTOR);
  await hear(live, true, 40);
  await hear(live, false, 2);
  expect(live.takeTurn()).toBeNull();
});

test('speech that goes on after all is decoded anew', async () => {
  const live = new LiveSpeech(DETECTOR);
  await hear(live, true, 40);
  await hear(live, false, 6);
  expect(kindOf(live.takeTurn())).toBe('1 predicted');
  await hear(live, true, 5);
  await hear(live, false, 16);
  const turn = live.takeTurn();
  expect(kindOf(turn)).toBe('1 final');
  expect(turn?.kind === 'final' && turn.window.speech[0]?.endSample).toBe(51 * FRAME_SAMPLES);
});

test('utterances that nobody asked about wait, in order, and none is passed over', async () => {
  const live = new LiveSpeech(DETECTOR);
  for (let i = 0; i < 3; i++) {
    await hear(live, true, 20);
    await hear(live, false, 20);
  }
  await hear(live, true, 30);
  live.finish();
  const turns = [live.takeTurn(), live.takeTurn(), live.takeTurn(), live.takeTurn(), live.takeTurn()];
  expect(turns.map(kindOf)).toEqual(['1 final', '2 final', '3 final', '4 final', null]);
});

test('what is shorter than a word is a misfire', async () => {
  const live = new LiveSpeech(DETECTOR);
  await hear(live, true, 2);
  await hear(live, false, 20);
  expect(kindOf(live.takeTurn())).toBe('1 misfire');
});
