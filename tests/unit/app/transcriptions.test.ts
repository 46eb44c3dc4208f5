import { beforeEach, describe, expect, test } from 'vitest';
import { toLanguageChoice } from '../../../src/lib/app/language-choice';
import { Transcriptions } from '../../../src/lib/app/transcriptions.svelte';
import { AppError } from '../../../src/lib/core/errors';
import { ENGINE, FakeClients, recordingFiles, settle, transcribedWindow } from './fake-clients';

let clients: FakeClients;
let transcriptions: Transcriptions;
let nowMs: number;

beforeEach(() => {
  clients = new FakeClients();
  nowMs = 0;
  transcriptions = new Transcriptions(clients, () => nowMs);
});

const kinds = () => transcriptions.recordings.map(({ state }) => state.kind);
const texts = (index: number) => transcriptions.recordings[index]?.segments.map(({ text }) => text);
const idAt = (index: number) => transcriptions.recordings[index]?.id ?? 'none';

describe('the queue', () => {
  test('recordings are read one at a time in the order of the list', async () => {
    transcriptions.add(recordingFiles('a.mp3', 'b.mp3'));
    transcriptions.add(recordingFiles('c.mp3'));
    await clients.startEngine();
    expect(clients.reading.map(({ name }) => name)).toEqual(['a.mp3']);
    expect(kinds()).toEqual(['running', 'waiting', 'waiting']);
    await clients.finish();
    expect(kinds()).toEqual(['done', 'running', 'waiting']);
    await clients.finish();
    await clients.finish();
    expect(clients.reading.map(({ name }) => name)).toEqual(['a.mp3', 'b.mp3', 'c.mp3']);
    expect(kinds()).toEqual(['done', 'done', 'done']);
  });

  test('the first recording added is open, and stays open while it is in work', async () => {
    transcriptions.add(recordingFiles('a.mp3'));
    await clients.startEngine();
    transcriptions.add(recordingFiles('b.mp3'));
    expect(transcriptions.selected?.name).toBe('a.mp3');
  });

  test('where the open recording fails without text the next one is shown', async () => {
    transcriptions.add(recordingFiles('a.mp3', 'b.mp3'));
    await clients.startEngine();
    await clients.fail('reading', new AppError('audio-undecodable', 'text'));
    expect(transcriptions.selected?.name).toBe('b.mp3');
  });

  test('a removed recording is read no further and its neighbour is open', async () => {
    transcriptions.add(recordingFiles('a.mp3', 'b.mp3'));
    await clients.startEngine();
    transcriptions.remove(idAt(0));
    expect(clients.reading[0]?.signal?.aborted).toBe(true);
    expect(transcriptions.selected?.name).toBe('b.mp3');
    await settle();
    expect(kinds()).toEqual(['running']);
  });

  test('the language chosen last is used for the recordings that start after it', async () => {
    transcriptions.add(recordingFiles('a.mp3', 'b.mp3'));
    await clients.startEngine();
    transcriptions.languageChoice = toLanguageChoice('de');
    await clients.finish();
    expect(clients.transcribing.map(({ language }) => language)).toEqual([
      { kind: 'automatic', languages: ['fr', 'en'] },
      { kind: 'given', language: 'de' },
    ]);
  });
});

describe('the engine', () => {
  test('the model is brought and loaded once for all recordings', async () => {
    transcriptions.add(recordingFiles('a.mp3', 'b.mp3'));
    await clients.startEngine();
    await clients.finish();
    await clients.finish();
    expect(clients.keeping).toHaveLength(1);
    expect(clients.loading).toHaveLength(1);
    expect(transcriptions.engine?.threads).toBe(2);
  });

  test('bringing the model shows its bytes', () => {
    transcriptions.add(recordingFiles('a.mp3'));
    clients.keeping[0]?.emit({ receivedBytes: 12, totalBytes: 78, secondsLeft: null });
    expect(transcriptions.recordings[0]?.state).toEqual({
      kind: 'preparing-model',
      receivedBytes: 12,
      totalBytes: 78,
      secondsLeft: null,
    });
  });

  test('a recording cancelled while the engine loads leaves it ready for the next', async () => {
    transcriptions.add(recordingFiles('a.mp3', 'b.mp3'));
    clients.keeping[0]?.resolve('model');
    await settle();
    transcriptions.cancel(idAt(0));
    clients.loading[0]?.resolve(ENGINE);
    await settle();
    expect(clients.loading).toHaveLength(1);
    expect(clients.reading.map(({ name }) => name)).toEqual(['b.mp3']);
  });

  test('after the engine died the next recording loads it again', async () => {
    transcriptions.add(recordingFiles('a.mp3', 'b.mp3'));
    await clients.startEngine();
    await clients.fail('transcribing', new AppError('worker-died', 'gone'));
    expect(transcriptions.engine).toBeNull();
    await clients.startEngine();
    expect(clients.loading).toHaveLength(2);
    expect(kinds()).toEqual(['failed', 'running']);
  });

  test('a file that cannot be read leaves the engine loaded', async () => {
    transcriptions.add(recordingFiles('a.mp3'));
    await clients.startEngine();
    await clients.fail('reading', new AppError('audio-no-track', 'film'));
    expect(transcriptions.engine).not.toBeNull();
  });
});

describe('text and progress', () => {
  test('segments are appended as they come', async () => {
    transcriptions.add(recordingFiles('a.mp3'));
    await clients.startEngine();
    clients.say('Bonjour');
    clients.say('à tous.');
    expect(texts(0)).toEqual(['Bonjour', 'à tous.']);
    expect(transcriptions.recordings[0]?.language).toBe('fr');
  });

  test('progress has the length of the recording and the speed', async () => {
    transcriptions.add(recordingFiles('a.mp3'));
    await clients.startEngine();
    clients.reading[0]?.emit({ type: 'opened', durationSeconds: 120 });
    nowMs = 5000;
    clients.transcribing[0]?.emit({ type: 'window', window: transcribedWindow(40) });
    const [recording] = transcriptions.recordings;
    expect(recording?.state).toEqual({ kind: 'running', transcribedSeconds: 40, durationSeconds: 120 });
    expect(recording?.speed).toBe(8);
  });

  test('a recording without speech is done with no segments', async () => {
    transcriptions.add(recordingFiles('silence.wav'));
    await clients.startEngine();
    await clients.finish();
    expect(kinds()).toEqual(['done']);
    expect(texts(0)).toEqual([]);
  });
});

describe('cancelling', () => {
  test('it shows at once, keeps the text and takes no later segment', async () => {
    transcriptions.add(recordingFiles('a.mp3'));
    await clients.startEngine();
    clients.say('gardé');
    transcriptions.cancel(idAt(0));
    expect(kinds()).toEqual(['cancelled']);
    clients.say('trop tard');
    clients.transcribing[0]?.emit({ type: 'window', window: transcribedWindow(30) });
    await settle();
    expect(kinds()).toEqual(['cancelled']);
    expect(texts(0)).toEqual(['gardé']);
  });

  test('both workers are told, and the next recording starts', async () => {
    transcriptions.add(recordingFiles('a.mp3', 'b.mp3'));
    await clients.startEngine();
    transcriptions.cancel(idAt(0));
    expect(clients.reading[0]?.signal?.aborted).toBe(true);
    expect(clients.transcribing[0]?.signal?.aborted).toBe(true);
    await settle();
    expect(kinds()).toEqual(['cancelled', 'running']);
  });

  test('a waiting recording that is cancelled is never read', async () => {
    transcriptions.add(recordingFiles('a.mp3', 'b.mp3'));
    transcriptions.cancel(idAt(1));
    await clients.startEngine();
    await clients.finish();
    expect(kinds()).toEqual(['done', 'cancelled']);
    expect(clients.reading).toHaveLength(1);
  });
});

describe('failures', () => {
  test('a failed recording keeps its text and the others go on', async () => {
    transcriptions.add(recordingFiles('a.mp3', 'b.mp3'));
    await clients.startEngine();
    clients.say('jusque-là');
    await clients.fail('reading', new AppError('audio-damaged', 'cut'));
    expect(transcriptions.recordings[0]?.state).toEqual({ kind: 'failed', code: 'audio-damaged' });
    expect(texts(0)).toEqual(['jusque-là']);
    expect(kinds()).toEqual(['failed', 'running']);
  });

  test('a side that fails calls the other off', async () => {
    transcriptions.add(recordingFiles('a.mp3'));
    await clients.startEngine();
    await clients.fail('transcribing', new AppError('engine-failed', 'broken'));
    expect(clients.reading[0]?.signal?.aborted).toBe(true);
    expect(transcriptions.recordings[0]?.state).toEqual({ kind: 'failed', code: 'engine-failed' });
  });

  test('where both sides fail the reading side says why', async () => {
    transcriptions.add(recordingFiles('a.mp3'));
    await clients.startEngine();
    clients.transcribing[0]?.reject(new AppError('engine-failed', 'no window came'));
    clients.reading[0]?.reject(new AppError('audio-no-track', 'film'));
    await settle();
    expect(transcriptions.recordings[0]?.state).toEqual({ kind: 'failed', code: 'audio-no-track' });
  });

  test('a retry asks for the model again after the download failed', async () => {
    transcriptions.add(recordingFiles('a.mp3'));
    clients.keeping[0]?.reject(new AppError('model-download-failed', 'offline'));
    await settle();
    expect(kinds()).toEqual(['failed']);
    transcriptions.retry(idAt(0));
    await clients.startEngine();
    expect(clients.keeping).toHaveLength(2);
    expect(kinds()).toEqual(['running']);
  });

  test('a retry keeps the old text until there is new text', async () => {
    transcriptions.add(recordingFiles('a.mp3'));
    await clients.startEngine();
    clients.say('ancien', 'texte');
    await clients.fail('reading', new AppError('audio-damaged', 'cut'));
    transcriptions.retry(idAt(0));
    await settle();
    expect(texts(0)).toEqual(['ancien', 'texte']);
    clients.say('nouveau');
    expect(texts(0)).toEqual(['nouveau']);
  });

  test('a recording cancelled and tried again at once runs once more from its beginning', async () => {
    transcriptions.add(recordingFiles('a.mp3'));
    await clients.startEngine();
    transcriptions.cancel(idAt(0));
    transcriptions.retry(idAt(0));
    await settle();
    expect(kinds()).toEqual(['running']);
    expect(clients.reading).toHaveLength(2);
  });
});
