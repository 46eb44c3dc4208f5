import type { AudioWindow } from '$lib/core/endpointing/audio-window';
import type { PreviousUtterance } from '$lib/core/recognition/carry-over';
import { timedWindow } from '$lib/core/recognition/timed-window';
import { textOfWindow } from '$lib/core/transcript/transcript';
import { DICTATION_SETTINGS } from '$lib/core/whisper/decoding/decoding-settings';
import type { Engine } from '$lib/core/whisper/reading/engine';
import { WhisperUtterance } from '$lib/core/whisper/reading/whisper-utterance';
import { describe, expect, test } from 'vitest';
import { spokenWindow } from '../../../support/spoken-engine';
import { WatchedEngine } from '../../../support/watched-engine';

const [WORD, MOT] = [2, 3];
const SECOND = 16_000;

function utterance(engine: Engine, languages: readonly string[], before: PreviousUtterance | null = null) {
  return new WhisperUtterance(engine, before, {
    language: { kind: 'automatic', languages },
    vocabulary: [],
    settings: DICTATION_SETTINGS,
    previous: null,
    previousLanguage: null,
  });
}

const BOTH = ['en', 'fr'];

/** So many seconds of speech, of which a share is French. */
function speech(seconds: number, frenchShare = 0): AudioWindow {
  const frenchSeconds = seconds * frenchShare;
  return spokenWindow(Math.ceil(seconds + 0.5), [
    ...(frenchShare > 0 ? [{ language: 'fr' as const, startSeconds: 0, endSeconds: frenchSeconds }] : []),
    ...(frenchShare < 1
      ? [{ language: 'en' as const, startSeconds: frenchSeconds, endSeconds: seconds }]
      : []),
  ]);
}

/** An utterance that ended half a second before the next window begins. */
function before(language: 'en' | 'fr', text: string): PreviousUtterance {
  const window = {
    ...spokenWindow(2, [{ language, startSeconds: 0, endSeconds: 1.5 }]),
    startSample: 98 * SECOND,
  };
  const words = [{ text: ` ${text}`, startSeconds: 98.5, endSeconds: 99.5, probability: 0.9 }];
  const segments = [{ text, startSeconds: 98.5, endSeconds: 99.5, language, words }];
  return { window, text: timedWindow(window, { segments, language }) };
}

const nothing = () => undefined;
const wholeText = async (open: WhisperUtterance, window: AudioWindow) =>
  textOfWindow((await open.whole(window, nothing)).text).trim();

describe('the language of an utterance', () => {
  test('is that of the one before until a second has been said', async () => {
    const engine = new WatchedEngine();
    const said = before('fr', 'mot');
    const far = { ...said, window: { ...said.window, startSample: 0 } };
    expect((await utterance(engine, BOTH, far).partial(speech(0.9)))?.text).toBe(' mot');
    expect((await utterance(engine, BOTH, far).partial(speech(1)))?.text).toBe(' word');
    expect(engine.judged).toBe(1);
  });

  test('is the first of the set where nothing was said before', async () => {
    expect((await utterance(new WatchedEngine(), ['fr', 'en']).partial(speech(0.9)))?.text).toBe(' mot');
  });

  test('changes only where another one is clearly more probable', async () => {
    const open = utterance(new WatchedEngine(), BOTH);
    expect((await open.partial(speech(2)))?.text).toBe(' word');
    // 67 % French, then 71 %.
    expect((await open.partial(speech(2, 0.54)))?.text).toBe(' word');
    expect((await open.partial(speech(2, 0.55)))?.text).toBe(' mot');
  });

  test('is judged again until three seconds confirm it', async () => {
    const engine = new WatchedEngine();
    const open = utterance(engine, BOTH);
    await open.partial(speech(2));
    await open.partial(speech(2.9));
    expect(engine.judged).toBe(2);
    await open.partial(speech(3));
    await open.partial(speech(4, 1));
    expect(engine.judged).toBe(3);
    expect((await open.partial(speech(5, 1)))?.text).toBe(' word');
  });

  test('is judged on while three seconds leave it unsure', async () => {
    const engine = new WatchedEngine();
    const open = utterance(engine, BOTH);
    // 87 %.
    for (const seconds of [3, 4, 5]) await open.partial(speech(seconds, 0.39));
    expect(engine.judged).toBe(3);
  });

  test('is not judged where there is but one', async () => {
    const engine = new WatchedEngine();
    const open = utterance(engine, ['fr']);
    expect((await open.partial(speech(2)))?.text).toBe(' mot');
    expect(await wholeText(open, speech(2))).toBe('mot');
    expect(engine.judged).toBe(0);
  });
});

describe('a partial text', () => {
  test('has two seconds of silence behind it, and grows what was heard before', async () => {
    const engine = new WatchedEngine();
    await utterance(engine, ['en']).partial(speech(2.5));
    expect(engine.contexts).toEqual([5]);
    expect(engine.grown).toEqual([5]);
  });

  test('is confident where its tokens are', async () => {
    const unsure = new WatchedEngine((logits) => logits.map((logit) => 0.3 * logit));
    expect((await utterance(new WatchedEngine(), ['en']).partial(speech(2)))?.isConfident).toBe(true);
    expect((await utterance(unsure, ['en']).partial(speech(2)))?.isConfident).toBe(false);
  });

  test('that fails gives back what it took', async () => {
    const failing = new WatchedEngine(() => {
      throw new Error('the device is lost');
    });
    await expect(utterance(failing, ['en']).partial(speech(2))).rejects.toThrow('the device is lost');
    expect(failing.released).toBe(1);
    expect(failing.openDecoders.size).toBe(0);
  });
});

/** What the text was to begin with: it lies behind four tokens of the prompt. */
const draftOf = (engine: WatchedEngine) => engine.prompts.at(-1)?.slice(4);

describe('the text of the whole', () => {
  test('goes on from the partial one in the sound that grew, where its language is certain', async () => {
    const engine = new WatchedEngine();
    const open = utterance(engine, BOTH);
    await open.partial(speech(3));
    open.commit(0);
    expect(await wholeText(open, speech(3.2))).toBe('word');
    const [, continued] = engine.prompts;
    expect(continued?.slice(4)).toEqual([WORD]);
    expect(engine.grown).toEqual([6, 6]);
    // What one word leaves unread of three seconds is read by itself: nothing else is encoded whole.
    expect(Math.max(...engine.contexts)).toBeLessThan(8);
  });

  test('is read from the whole sound, its language judged, where that is not certain', async () => {
    const engine = new WatchedEngine();
    const open = utterance(engine, BOTH);
    await open.partial(speech(1));
    open.commit(0);
    expect(await wholeText(open, speech(2, 1))).toBe('mot');
    expect(engine.grown).toHaveLength(1);
    // What was written in another language is no draft.
    expect(draftOf(engine)).toEqual([]);
  });

  test('begins with the partial one where its language proves right', async () => {
    const engine = new WatchedEngine();
    const open = utterance(engine, BOTH);
    await open.partial(speech(1, 1));
    open.commit(1);
    expect(await wholeText(open, speech(2, 1))).toBe('mot');
    expect(draftOf(engine)).toEqual([MOT]);
  });

  test('is read from scratch where nothing was written before', async () => {
    const engine = new WatchedEngine();
    expect(await wholeText(utterance(engine, BOTH), speech(2, 1))).toBe('mot');
    expect(engine.grown).toEqual([]);
  });

  test('leaves nothing behind', async () => {
    const engine = new WatchedEngine();
    const open = utterance(engine, BOTH);
    for (const seconds of [1, 2, 3]) {
      await open.partial(speech(seconds));
      open.commit(0);
    }
    await open.whole(speech(3), nothing);
    expect(engine.released).toBe(engine.contexts.length);
    expect(engine.openDecoders.size).toBe(0);
  });
});

describe('behind a hesitation', () => {
  /** Encodes the one text that is carried over: the toy vocabulary has no bytes to encode others. */
  function carrying(engine = new WatchedEngine()) {
    Object.assign(engine.rules.vocabulary, { encode: (text: string) => (text === ' mot' ? [MOT] : [WORD]) });
    return engine;
  }
  test('the words before it are heard again, and are forced', async () => {
    const engine = carrying();
    const partial = await utterance(engine, ['en'], before('en', 'word')).partial(speech(0.5));
    expect(draftOf(engine)).toEqual([WORD]);
    // They are no part of the new text.
    expect(partial?.text).toBe('');
    expect(partial?.seam).toEqual({ was: '', now: '' });
  });

  test('they are left out once the speech proves to be in another language', async () => {
    const engine = carrying();
    const open = utterance(engine, BOTH, before('en', 'word'));
    await open.partial(speech(0.9, 1));
    expect(draftOf(engine)).toEqual([WORD]);
    expect(engine.judged).toBe(0);
    const partial = await open.partial(speech(1.5, 1));
    expect(engine.judged).toBeGreaterThan(0);
    expect(partial).toMatchObject({ text: ' mot', seam: null });
    expect(draftOf(engine)).toEqual([]);
  });

  test('they are heard again in a language that is likely, and judged no more until three seconds', async () => {
    const engine = carrying();
    const open = utterance(engine, BOTH, before('fr', 'mot'));
    await open.partial(speech(1.5, 1));
    await open.partial(speech(2.5, 1));
    expect(draftOf(engine)).toEqual([MOT]);
    expect(engine.judged).toBe(1);
    await open.partial(speech(3, 1));
    expect(engine.judged).toBe(2);
  });

  test('the whole is read by itself where nothing new comes behind them', async () => {
    const engine = carrying();
    const open = utterance(engine, ['en'], before('en', 'word'));
    const { text, seam } = await open.whole(speech(1), nothing);
    expect(textOfWindow(text).trim()).toBe('word');
    expect(seam).toBeNull();
  });
});
