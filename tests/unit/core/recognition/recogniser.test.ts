import { dictate, type DictationEvent } from '$lib/core/recognition/dictation-session';
import { transcribeRecording, type TranscriptionEvent } from '$lib/core/recognition/transcribe-recording';
import { textOfWindow } from '$lib/core/transcript/transcript';
import type { Utterance } from '$lib/core/recognition/recogniser';
import { timedWindow } from '$lib/core/recognition/timed-window';
import { DECODING_DEFAULTS } from '$lib/core/whisper/decoding/decoding-settings';
import { expect, test } from 'vitest';
import { FIXED_TEXT, fixedTextRecogniser } from '../../../../testing/fixed-text-recogniser';
import { readingPoint } from '../../../../testing/reading-point';
import { spokenWindow } from '../../support/spoken-engine';

const WINDOW = spokenWindow(3, [{ language: 'en', startSeconds: 0.5, endSeconds: 2.5 }]);
const REQUEST = {
  language: { kind: 'given', language: 'en' },
  vocabulary: [],
  settings: DECODING_DEFAULTS,
  previousLanguage: null,
} as const;

test('a recogniser that takes three windows at once is given the first alone, then three at a time', async () => {
  const left = Array.from({ length: 7 }, (_, index) => ({ ...WINDOW, resume: readingPoint(index) }));
  const recogniser = fixedTextRecogniser();
  const atOnce: number[] = [];
  let reading = 0;
  const events: TranscriptionEvent[] = [];
  await transcribeRecording(
    {
      ...recogniser,
      transcribe: async (windows, request) => {
        expect(windows).toHaveLength(1);
        atOnce.push(++reading);
        // So that others come meanwhile.
        await new Promise((resolve) => setTimeout(resolve));
        reading--;
        return recogniser.transcribe(windows, request);
      },
    },
    {
      ...REQUEST,
      nextWindow: () => Promise.resolve(left.shift() ?? null),
      nowMs: () => 0,
      emit: (event) => void events.push(event),
    },
  );
  expect(atOnce).toEqual([1, 1, 2, 3, 3, 3, 3]);
  expect(events.map(({ window }) => textOfWindow(window))).toEqual(Array(7).fill(FIXED_TEXT));
  expect(events.map(({ resume }) => resume)).toEqual(Array.from({ length: 7 }, (_, i) => readingPoint(i)));
});

test('a dictation without partial texts has its text when the utterance seems over, once', async () => {
  const left = (['partial', 'predicted', 'settled'] as const).map((kind, index) => ({
    ...{ utterance: 1, serial: index + 1, givenMs: 0, speechStartMs: 1, speechEndMs: 2 },
    ...{ kind, window: WINDOW },
  }));
  const calls: number[] = [];
  const events: DictationEvent[] = [];
  await dictate(
    fixedTextRecogniser((count) => calls.push(count)),
    {
      request: { ...REQUEST, previous: null },
      nextRequest: () => Promise.resolve(left.shift() ?? null),
      onBegin: () => undefined,
      onSaid: () => undefined,
      nowMs: () => 7,
      emit: (event) => void events.push(event),
    },
  );
  expect(calls).toEqual([1]);
  expect(events).toMatchObject([
    { type: 'hypothesis', tentative: FIXED_TEXT, committed: '', seemsOver: true },
    { type: 'utterance', text: { segments: [{ text: FIXED_TEXT }] }, decodedMs: 7 },
  ]);
});

test('a text that is not taken yet is shown while another is looked for', async () => {
  const recogniser = fixedTextRecogniser();
  const read = {
    language: 'en',
    segments: [{ startSeconds: 0, endSeconds: 1, text: 'a red shed', language: 'en' }],
  };
  const startUtterance = (): Utterance => ({
    partial: () => Promise.resolve(null),
    commit: () => undefined,
    whole: (_, onPlausible) => {
      onPlausible({ text: 'a red shade', seam: null });
      return Promise.resolve({ text: timedWindow(WINDOW, read), seam: null });
    },
  });
  for (const kinds of [['predicted', 'settled'], ['final']] as const) {
    const left = kinds.map((kind, index) => ({
      ...{ utterance: 1, serial: index + 1, givenMs: 0, speechStartMs: 1, speechEndMs: 2 },
      ...{ kind, window: WINDOW },
    }));
    const shown: unknown[] = [];
    await dictate(
      { ...recogniser, startUtterance },
      {
        request: { ...REQUEST, previous: null },
        nextRequest: () => Promise.resolve(left.shift() ?? null),
        onBegin: () => undefined,
        onSaid: () => undefined,
        nowMs: () => 7,
        emit: (event) => void shown.push(event.type === 'hypothesis' ? event.tentative : event.type),
      },
    );
    expect(shown).toEqual(
      kinds[0] === 'final' ? ['a red shade', 'utterance'] : ['a red shade', 'a red shed', 'utterance'],
    );
  }
});
