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

describe('several windows at once', () => {
  const french = spokenWindow(3, [{ language: 'fr', startSeconds: 0.5, endSeconds: 2.5 }]);
  const english = spokenWindow(3, [{ language: 'en', startSeconds: 0.5, endSeconds: 2.5 }]);
  /** Half in each language: as unclear as it can be. */
  const unclear = spokenWindow(3, [
    { language: 'fr', startSeconds: 0.5, endSeconds: 1.5 },
    { language: 'en', startSeconds: 1.5, endSeconds: 2.5 },
  ]);
  const halves = [{ startSample: 8000, endSample: 40_000 }];
  const windows = [
    french,
    { ...unclear, phrases: halves },
    english,
    { ...unclear, phrases: halves },
    MIXED,
    french,
  ];
  const numbered = () => {
    const left = windows.map((window, index) => ({
      ...window,
      startSample: index * 480_000,
      resume: readingPoint(index),
    }));
    return () => Promise.resolve(left.shift() ?? null);
  };

  async function read(
    engine: SpokenEngine,
    emit: (event: TranscriptionEvent) => void,
    nextWindow = numbered(),
  ) {
    return transcribeRecording(new WhisperRecogniser(engine), {
      ...{ nextWindow, language: AUTOMATIC, nowMs: () => 0, settings: DECODING_DEFAULTS },
      ...{ vocabulary: [], previousLanguage: 'en', emit },
    });
  }

  test('give the texts of one by one, in order, and what is unclear has the language before it', async () => {
    const [alone, together]: [TranscriptionEvent[], TranscriptionEvent[]] = [[], []];
    await read(new SpokenEngine(), (event) => alone.push(event));
    const engine = new SpokenEngine();
    engine.windowsAtOnce = 4;
    await read(engine, (event) => together.push(event));
    expect(together).toEqual(alone);
    expect(together.map(({ window }) => window.language)).toEqual(['fr', 'fr', 'en', 'en', 'en', 'fr']);
    expect(engine.released).toBe(engine.contexts.length);
  });

  test('that fail let those before them be told, and are all over before it is said', async () => {
    const engine = new SpokenEngine();
    engine.windowsAtOnce = 4;
    const encode = engine.encode.bind(engine);
    let [running, calls] = [0, 0];
    engine.encode = async (...given) => {
      running++;
      await new Promise((resolve) => setTimeout(resolve, 2));
      running--;
      if (given[0].length === 8 * 16_000 && ++calls === 1) throw new RangeError('no');
      return encode(...given);
    };
    const events: TranscriptionEvent[] = [];
    await expect(read(engine, (event) => events.push(event))).rejects.toThrow('no');
    expect(events.map(({ resume }) => resume)).toEqual([0, 1, 2, 3].map(readingPoint));
    expect(running).toBe(0);
    expect(engine.released).toBe(engine.contexts.length);
  });

  test('are over before it is said that no more can be read', async () => {
    const engine = new SpokenEngine();
    engine.windowsAtOnce = 4;
    const source = numbered();
    let asked = 0;
    const events: TranscriptionEvent[] = [];
    const nextWindow = () => (++asked === 4 ? Promise.reject(new RangeError('damaged')) : source());
    await expect(read(engine, (event) => events.push(event), nextWindow)).rejects.toThrow('damaged');
    expect(engine.released).toBe(engine.contexts.length);
  });
});
