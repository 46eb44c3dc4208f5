import { expect, test } from 'vitest';
import { ClipLibrary } from '../../../../../src/lib/app/performance/benchmark/clip-library';
import { waveHeader, waveSamples } from '../../../../../src/lib/core/audio/wave-file';

const SECOND = 16_000;
const LIST = {
  sounds: { en: 'en.opus', fr: 'fr.opus' },
  clips: [
    { id: 'one', language: 'en', startSeconds: 0, seconds: 1, text: 'first' },
    { id: 'un', language: 'fr', startSeconds: 0, seconds: 1, text: 'premier' },
    { id: 'two', language: 'en', startSeconds: 2, seconds: 0.5, text: 'second' },
  ],
};
const { signal } = new AbortController();

/** Sounds of three seconds, whose samples say in which second they are. */
function library({ fail = false } = {}) {
  const fetched: string[] = [];
  let isFailing = fail;
  const samples = Float32Array.from(
    { length: 3 * SECOND },
    (_, index) => (Math.floor(index / SECOND) + 1) / 4,
  );
  const wave = new Blob([waveHeader(samples.length), waveSamples(samples)]);
  const clips = new ClipLibrary({
    url: 'https://app.example/clips/',
    fetchFile: (url) => {
      fetched.push(url.replace('https://app.example/', ''));
      if (isFailing) return Promise.reject(new Error('no network'));
      return Promise.resolve(new Blob([url.endsWith('.json') ? JSON.stringify(LIST) : 'opus']));
    },
    media: { makePlayable: () => Promise.resolve(wave) },
  });
  return { clips, fetched, recover: () => (isFailing = false) };
}

async function samplesOf(file: File): Promise<Int16Array> {
  return new Int16Array((await file.arrayBuffer()).slice(44));
}

test('nothing is fetched before it is asked for, and each file once', async () => {
  const { clips, fetched } = library();
  expect(fetched).toEqual([]);
  const [first] = await clips.list();
  expect(fetched).toEqual(['clips/clips.json']);
  await clips.prepare(signal);
  if (first) await clips.sound(first, signal);
  expect(fetched).toEqual(['clips/clips.json', 'clips/en.opus', 'clips/fr.opus']);
});

test('a clip is cut out of the sound of its language to the sample', async () => {
  const { clips } = library();
  const two = (await clips.list()).find(({ id }) => id === 'two')!;
  const file = await clips.sound(two, signal);
  const samples = await samplesOf(file);
  expect(file.name).toBe('two.wav');
  expect(samples).toHaveLength(0.5 * SECOND);
  expect(new Set(samples)).toEqual(new Set([Math.round(0.75 * 32_767)]));
});

test('a long recording repeats the clips with pauses until it is long enough, and its text is theirs', async () => {
  const { clips } = library();
  const { file, seconds, text } = await clips.joined(10, signal);
  expect(seconds).toBeGreaterThanOrEqual(10);
  expect(seconds).toBeLessThan(13);
  expect((await samplesOf(file)).length / SECOND).toBeCloseTo(seconds, 3);
  expect(text.startsWith('first second premier first')).toBe(true);
});

test('what did not come is asked for again, and a clip that does not ship is no clip', async () => {
  const { clips, recover } = library({ fail: true });
  await expect(clips.list()).rejects.toThrow('no network');
  recover();
  expect(await clips.list()).toHaveLength(3);
  const other = { id: 'other', language: 'en', text: '', seconds: 1 } as const;
  await expect(clips.sound(other, signal)).rejects.toThrow(RangeError);
});
