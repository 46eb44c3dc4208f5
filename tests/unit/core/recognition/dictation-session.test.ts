import type { DecodeRequest, TimedRequest } from '$lib/core/streaming/decode-request';
import type { DictationEvent } from '$lib/core/recognition/dictation-session';
import type { LanguageChoice } from '$lib/core/recognition/language-choice';
import type { AudioWindow } from '$lib/core/endpointing/audio-window';
import { DECODING_DEFAULTS } from '$lib/core/whisper/decoding/decoding-settings';
import { dictate } from '$lib/core/recognition/dictation-session';
import type { PreviousUtterance } from '$lib/core/recognition/carry-over';
import { CancelledError } from '$lib/core/errors';
import { WhisperRecogniser } from '$lib/core/whisper/reading/whisper-recogniser';
import { expect, test } from 'vitest';
import { SpokenEngine, spokenWindow } from '../../support/spoken-engine';

const AUTOMATIC: LanguageChoice = { kind: 'automatic', languages: ['fr', 'en'] };
const FRENCH = spokenWindow(3, [{ language: 'fr', startSeconds: 0, endSeconds: 2 }]);
const ENGLISH = spokenWindow(3, [{ language: 'en', startSeconds: 0, endSeconds: 2 }]);

/** Says at each call whether the request is called off. */
class InterruptedEngine extends SpokenEngine {
  #isCalledOff = false;

  onCall(isCalledOff: boolean): void {
    this.#isCalledOff = isCalledOff;
  }

  override encode(...sound: Parameters<SpokenEngine['encode']>) {
    if (this.#isCalledOff) return Promise.reject(new CancelledError());
    return super.encode(...sound);
  }
}

type Given = readonly [DecodeRequest['kind'], AudioWindow?];

async function run(
  requests: readonly (readonly [number, ...Given])[],
  choice = AUTOMATIC,
  calledOff: readonly number[] = [],
) {
  const events: DictationEvent[] = [];
  const engine = new InterruptedEngine();
  const said: PreviousUtterance[] = [];
  const left = requests.map(([utterance, kind, window = FRENCH], index): TimedRequest => {
    const common = { utterance, serial: index + 1, givenMs: 6 };
    return kind === 'misfire'
      ? { ...common, kind }
      : { ...common, kind, window, speechStartMs: 4, speechEndMs: 5 };
  });
  await dictate(new WhisperRecogniser(engine), {
    nextRequest: () => Promise.resolve(left.shift() ?? null),
    request: {
      ...{ language: choice, settings: DECODING_DEFAULTS, vocabulary: [] },
      ...{ previous: null, previousLanguage: null },
    },
    nowMs: () => 7,
    emit: (event) => void events.push(event),
    onBegin: ({ serial }) => engine.onCall(calledOff.includes(serial)),
    onSaid: (each) => void said.push(each),
  });
  return { events, engine, said };
}
const textOf = (event: DictationEvent | undefined) =>
  event?.type === 'utterance' ? event.text.segments.map(({ text }) => text).join(' ') : undefined;

test('an utterance has a text while it goes on, and one at its end', async () => {
  const { events, engine } = await run([
    [1, 'partial'],
    [1, 'final'],
  ]);
  expect(events.map(({ type }) => type)).toEqual(['hypothesis', 'utterance']);
  expect(events[0]).toMatchObject({ utterance: 1, committed: '', tentative: 'mot' });
  expect(textOf(events[1])).toBe('mot');
  expect(events[1]).toMatchObject({ text: { language: 'fr' }, revisedWords: 0, speechEndMs: 5 });
  expect([engine.openDecoders.size, engine.released]).toEqual([0, engine.contexts.length]);
});

test('what was decoded when it seemed over is the text where only silence followed', async () => {
  const { events, engine } = await run([
    [1, 'predicted'],
    [1, 'settled'],
  ]);
  expect(textOf(events.at(-1))).toBe('mot');
  expect(engine.contexts).toHaveLength(1);
});

test('each utterance has its own language', async () => {
  const { events } = await run([
    [1, 'partial', FRENCH],
    [1, 'final', FRENCH],
    [2, 'partial', ENGLISH],
    [2, 'final', ENGLISH],
  ]);
  expect(events.map((event) => (event.type === 'hypothesis' ? event.tentative : textOf(event)))).toEqual([
    'mot',
    'mot',
    'word',
    'word',
  ]);
});

test('a given language is that of all', async () => {
  const { events } = await run([[1, 'final', ENGLISH]], { kind: 'given', language: 'fr' });
  expect(textOf(events[0])).toBe('mot');
});

test('of a misfire nothing is left', async () => {
  const { events } = await run([[1, 'misfire']]);
  expect(events).toEqual([{ type: 'misfire', utterance: 1 }]);
});

test('a request that is called off leaves no text, and the next one is read', async () => {
  const { events } = await run(
    [
      [1, 'partial'],
      [1, 'predicted'],
      [1, 'settled'],
    ],
    AUTOMATIC,
    [1],
  );
  expect(events.map(({ type }) => type)).toEqual(['hypothesis', 'utterance']);
});

test('another decoder, which has no text of it, reads what is settled', async () => {
  const { events, said } = await run([[1, 'settled']]);
  expect(textOf(events[0])).toBe('mot');
  expect(said).toMatchObject([{ window: FRENCH, text: { language: 'fr' } }]);
});

test('behind a short pause the words before are heard again, and where nothing comes behind them, the rest by itself', async () => {
  const next = (pauseSeconds: number): AudioWindow => ({
    ...FRENCH,
    startSample: FRENCH.startSample + (2 + pauseSeconds) * 16_000,
  });
  const { events, engine } = await run(
    [
      [1, 'final'],
      [2, 'final', next(1)],
      [3, 'final', { ...next(9), startSample: 200 * 16_000 }],
    ],
    { kind: 'given', language: 'fr' },
  );
  // Its decoder says no more than its word: behind the word that was said before it comes to an end.
  expect(events).toMatchObject([{ seam: null }, { seam: null }, { seam: null }]);
  expect(events.map((event) => textOf(event))).toEqual(['mot', 'mot', 'mot']);
  expect(engine.contexts[1]).toBeGreaterThan(engine.contexts[0] ?? 0);
});

test.each([
  ['the same', FRENCH, 'mot', true],
  ['another', ENGLISH, 'word', false],
])(
  'of a short utterance that no partial text told of the language is judged first: %s',
  async (_, window, text, isHeardAgain) => {
    const next = { ...window, startSample: FRENCH.startSample + 3 * 16_000 };
    const { events, engine } = await run([
      [1, 'final'],
      [2, 'final', next],
    ]);
    expect(events.map((event) => textOf(event))).toEqual(['mot', text]);
    // The word before it stands at the beginning.
    expect(engine.prompts.some((prompt) => prompt.at(-1) === 3)).toBe(isHeardAgain);
  },
);

test.each([
  ['as it was heard while it grew, where that makes a sure text', ['partial', 'predicted'], 2, 0],
  ['as a whole, where no text was shown before', ['predicted'], 0, 1],
] as const)('the text for the end is of the sound %s', async (_, kinds, grown, others) => {
  const requests = kinds.map((kind) => [1, kind] as const);
  const { engine } = await run(requests, { kind: 'given', language: 'fr' });
  expect([engine.grown.length, engine.contexts.length - engine.grown.length]).toEqual([grown, others]);
});
