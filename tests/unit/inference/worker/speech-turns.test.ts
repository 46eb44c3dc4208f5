import type { AudioWindow } from '$lib/core/streaming/audio-window';
import type { SpeechTurn } from '$lib/core/streaming/live-speech';
import { DECODING_DEFAULTS } from '$lib/core/whisper/decoding-settings';
import { dictate } from '$lib/inference/worker/speech-turns';
import type { DictationEvent, LanguageChoice } from '$lib/protocol/inference';
import type { HeardSoFar } from '$lib/protocol/listener';
import { expect, test } from 'vitest';
import { SpokenEngine, spokenWindow } from '../../support/spoken-engine';

const AUTOMATIC: LanguageChoice = { kind: 'automatic', languages: ['fr', 'en'] };
const FRENCH = spokenWindow(3, [{ language: 'fr', startSeconds: 0, endSeconds: 2 }]);
const ENGLISH = spokenWindow(3, [{ language: 'en', startSeconds: 0, endSeconds: 2 }]);

type Given = readonly [SpeechTurn['kind'], AudioWindow?];

async function run(turns: readonly (readonly [number, ...Given])[], choice = AUTOMATIC) {
  const events: DictationEvent[] = [];
  const heard: (HeardSoFar | null)[] = [];
  const engine = new SpokenEngine();
  const left = turns.map(([utterance, kind, window = FRENCH]) => {
    const turn = kind === 'settled' || kind === 'misfire' ? { utterance, kind } : { utterance, kind, window };
    return { ...turn, speechStartMs: 4, speechEndMs: 5, givenMs: 6 };
  });
  await dictate(engine, {
    nextTurn: (soFar) => {
      heard.push(soFar);
      return Promise.resolve(left.shift() ?? null);
    },
    choice,
    settings: DECODING_DEFAULTS,
    vocabulary: [],
    emit: (event) => void events.push(event),
  });
  return { events, heard, engine };
}
const textOf = (event: DictationEvent | undefined) =>
  event?.type === 'utterance' ? event.text.segments.map(({ text }) => text).join(' ') : undefined;

test('an utterance has a text while it goes on, and one at its end', async () => {
  const { events, heard, engine } = await run([
    [1, 'partial'],
    [1, 'final'],
  ]);
  expect(events.map(({ type }) => type)).toEqual(['hypothesis', 'utterance']);
  expect(events[0]).toMatchObject({ utterance: 1, committed: '', tentative: 'mot' });
  expect(textOf(events[1])).toBe('mot');
  expect(events[1]).toMatchObject({ text: { language: 'fr' }, revisedWords: 0, speechEndMs: 5 });
  expect(heard).toEqual([null, { endsSentence: false }, null]);
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
