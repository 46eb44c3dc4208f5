import type { LanguageChoice } from '$lib/core/recognition/language-choice';
import type { TranscriptionEvent } from '$lib/core/recognition/transcribe-recording';
import type { AudioWindow } from '$lib/core/endpointing/audio-window';
import { DECODING_DEFAULTS } from '$lib/core/whisper/decoding/decoding-settings';
import { transcribeRecording } from '$lib/core/recognition/transcribe-recording';
import { WhisperRecogniser } from '$lib/core/whisper/reading/whisper-recogniser';
import { describe, expect, test } from 'vitest';
import { readingPoint } from '../../../../testing/reading-point';
import { SpokenEngine, spokenWindow } from '../../support/spoken-engine';

const AUTOMATIC: LanguageChoice = { kind: 'automatic', languages: ['fr', 'en'] };
const MIXED = spokenWindow(8, [
  { language: 'fr', startSeconds: 1, endSeconds: 3 },
  { language: 'en', startSeconds: 4, endSeconds: 6 },
]);

function windowsOf(windows: readonly AudioWindow[]) {
  const left = windows.map((window) => ({ ...window, resume: readingPoint(0) }));
  return () => Promise.resolve(left.shift() ?? null);
}

async function eventsOf(windows: readonly AudioWindow[], choice: LanguageChoice) {
  const events: TranscriptionEvent[] = [];
  await transcribeRecording(new WhisperRecogniser(new SpokenEngine()), {
    nextWindow: windowsOf(windows),
    language: choice,
    nowMs: () => 0,
    settings: DECODING_DEFAULTS,
    vocabulary: [],
    previousLanguage: null,
    emit: (event) => void events.push(event),
  });
  return events.map(({ window }) => window);
}

test('a window of two languages has segments in both, and ends in the last', async () => {
  const [window] = await eventsOf([MIXED], AUTOMATIC);
  expect(window?.segments).toMatchObject([
    { startSeconds: 101, endSeconds: 103, text: 'mot', language: 'fr', words: [{ text: 'mot' }] },
    { startSeconds: 104, endSeconds: 106, text: 'word', language: 'en' },
  ]);
  expect(window).toMatchObject({ startSeconds: 100, endSeconds: 108, language: 'en' });
});

test('a given language is that of every segment', async () => {
  const windows = await eventsOf([MIXED], { kind: 'given', language: 'fr' });
  for (const { segments, language } of windows)
    expect([language, ...segments.map((segment) => segment.language)]).not.toContain('en');
});

test('everything that was encoded is given back, and every decoder', async () => {
  const engine = new SpokenEngine();
  await transcribeRecording(new WhisperRecogniser(engine), {
    nextWindow: windowsOf([MIXED, MIXED]),
    language: AUTOMATIC,
    nowMs: () => 0,
    settings: DECODING_DEFAULTS,
    vocabulary: [],
    previousLanguage: null,
    emit: () => undefined,
  });
  expect(engine.contexts.length).toBeGreaterThan(4);
  expect(engine.released).toBe(engine.contexts.length);
  expect(engine.openDecoders.size).toBe(0);
});

describe('before its window the decoder is fed', () => {
  const french = (startSeconds: number) => ({
    ...spokenWindow(3, [{ language: 'fr', startSeconds: 0.5, endSeconds: 2.5 }]),
    startSample: startSeconds * 16_000,
  });

  /** The prompts of French windows at `starts`. 5 is each control token, 1 French, 6 no timestamps, 3 " mot". */
  async function promptsAt(starts: readonly number[], precedingText: boolean, vocabulary: readonly string[]) {
    const engine = new SpokenEngine();
    await transcribeRecording(new WhisperRecogniser(engine), {
      nextWindow: windowsOf(starts.map(french)),
      language: { kind: 'given', language: 'fr' },
      nowMs: () => 0,
      settings: { ...DECODING_DEFAULTS, precedingText },
      vocabulary,
      previousLanguage: null,
      emit: () => undefined,
    });
    return engine.prompts;
  }

  test('the words to recognise', async () => {
    expect(await promptsAt([0, 4], false, ['word'])).toEqual([
      [5, 2, 5, 1, 5, 6],
      [5, 2, 5, 1, 5, 6],
    ]);
  });

  test('no text of the window before, unless that is asked for', async () => {
    expect(await promptsAt([0, 4], false, [])).toEqual([
      [5, 1, 5, 6],
      [5, 1, 5, 6],
    ]);
    expect(await promptsAt([0, 4], true, [])).toEqual([
      [5, 1, 5, 6],
      [5, 3, 5, 1, 5, 6],
    ]);
  });

  test('no text from before a long pause', async () => {
    expect(await promptsAt([0, 40], true, [])).toEqual([
      [5, 1, 5, 6],
      [5, 1, 5, 6],
    ]);
  });
});
