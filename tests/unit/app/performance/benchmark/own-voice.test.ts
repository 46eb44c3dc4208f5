import { expect, test } from 'vitest';
import { AppError, CancelledError } from '../../../../../src/lib/core/errors';
import { SENTENCES } from '../../../../../src/lib/core/performance/sentences';
import type { MeasuredText } from '../../../../../src/lib/app/performance/benchmark/measured-dictation';
import {
  OwnVoice,
  type OwnVoiceParts,
} from '../../../../../src/lib/app/performance/benchmark/own-voice.svelte';
import { Work } from '../../../../../src/lib/app/browser/work.svelte';
import { FakeLocks } from '../../../support/fake-locks';
import { settle } from '../../fake-clients';

const times = { decodedMs: 280, words: 3, committedWords: 0, revisedWords: 0 };
const written = (text: string): MeasuredText => ({
  text,
  latencies: text === '' ? [] : [{ firstWordMs: 800, finalMs: 300, ...times }],
  waitedCount: 0,
});

function page(dictate: OwnVoiceParts['dictate']) {
  const work = new Work(new FakeLocks());
  const voice = new OwnVoice({ dictate, work });
  return { voice, work };
}

test('a sentence that was read shows what was written of it, the words that failed, and the latency', async () => {
  const [sentence = ''] = SENTENCES.en;
  const { voice } = page(() => Promise.resolve(written(sentence.replace('Oxford', 'Auxford'))));
  await voice.listen(0);
  expect(voice.state).toEqual({ kind: 'idle' });
  const result = voice.read.get(0);
  expect(result?.errors.errors).toBe(1);
  expect(result?.words.filter(({ isMissed }) => isMissed).map(({ text }) => text)).toEqual(['Oxford.']);
  expect(result).toMatchObject({ firstWordMs: 800, finalMs: 300 });
  expect(voice.summary).toMatchObject({ sentences: 1, finalMs: { p50: 300, p95: 300 } });
});

test('a press says that it has been read, and the text still comes', async () => {
  const { voice } = page(async (_language, over) => (await over, written('we usually walk')));
  const listening = voice.listen(2);
  await settle();
  expect(voice.state).toEqual({ kind: 'listening', index: 2 });
  voice.finish();
  expect(voice.state).toEqual({ kind: 'writing', index: 2 });
  await listening;
  expect(voice.read.get(2)?.heard).toBe('we usually walk');
});

test('silence is all words missed, and no latency', async () => {
  const { voice } = page(() => Promise.resolve(written('')));
  await voice.listen(1);
  const result = voice.read.get(1);
  expect(result?.errors.errors).toBe(result?.errors.words);
  expect(result?.finalMs).toBeNull();
  expect(voice.summary?.finalMs).toBeNull();
});

test('another language drops what was read, but not while somebody reads', async () => {
  const { voice } = page(async (_language, over) => (await over, written('bonjour')));
  const listening = voice.listen(0);
  await settle();
  voice.choose('fr');
  expect(voice.language).toBe('en');
  voice.finish();
  await listening;
  voice.choose('fr');
  expect(voice.read.size).toBe(0);
  expect(voice.sentences).toEqual(SENTENCES.fr);
});

test('a microphone that is refused is told, a cancel is not, and nobody reads while somebody works', async () => {
  let failure: Error = new AppError('microphone-denied', 'no');
  const { voice, work } = page(() => Promise.reject(failure));
  await voice.listen(0);
  expect(voice.state).toEqual({ kind: 'failed', code: 'microphone-denied' });
  failure = new CancelledError();
  await settle();
  await voice.listen(0);
  expect(voice.state).toEqual({ kind: 'idle' });
  await settle();
  work.begin('dictation');
  await voice.listen(0);
  expect(voice.state).toEqual({ kind: 'busy', why: 'dictation' });
  expect(voice.read.size).toBe(0);
});
