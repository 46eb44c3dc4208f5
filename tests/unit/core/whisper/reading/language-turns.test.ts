import { languageTurns } from '$lib/core/whisper/reading/language-turns';
import type { SampleRange } from '$lib/core/audio/audio-format';
import { expect, test } from 'vitest';

const SECOND = 16_000;
type Spoken = readonly { readonly language: 'fr' | 'en'; readonly untilSeconds: number }[];

/** Loud sound with 50 ms of silence where the language changes, and what is heard of it: each language by its share. */
function speech(spoken: Spoken) {
  const samples = new Float32Array((spoken.at(-1)?.untilSeconds ?? 0) * SECOND).fill(0.5);
  for (const { untilSeconds } of spoken.slice(0, -1))
    samples.fill(0, (untilSeconds - 0.05) * SECOND, untilSeconds * SECOND);
  const languageAt = (sample: number) =>
    spoken.find(({ untilSeconds }) => sample < untilSeconds * SECOND)?.language ?? 'en';
  const hear = ({ startSample, endSample }: SampleRange) => {
    let french = 0;
    for (let sample = startSample; sample < endSample; sample += 160)
      if (languageAt(sample) === 'fr') french++;
    const probability = french / Math.ceil((endSample - startSample) / 160);
    return Promise.resolve([
      { language: 'fr', probability },
      { language: 'en', probability: 1 - probability },
    ]);
  };
  return { samples, hear, range: { startSample: 0, endSample: samples.length } };
}

test.each<{ spoken: Spoken; name: string }>([
  { name: 'one language', spoken: [{ language: 'fr', untilSeconds: 6 }] },
  {
    name: 'one turn',
    spoken: [
      { language: 'fr', untilSeconds: 3.3 },
      { language: 'en', untilSeconds: 8 },
    ],
  },
  {
    name: 'two turns',
    spoken: [
      { language: 'en', untilSeconds: 4 },
      { language: 'fr', untilSeconds: 8.6 },
      { language: 'en', untilSeconds: 13 },
    ],
  },
])('$name: speech is cut in the silence of each turn, and none is left out', async ({ spoken }) => {
  const { samples, hear, range } = speech(spoken);
  const turns = await languageTurns(samples, range, hear);
  expect(turns.map(({ language }) => language)).toEqual(spoken.map(({ language }) => language));
  expect(turns[0]?.startSample).toBe(0);
  expect(turns.at(-1)?.endSample).toBe(samples.length);
  turns.slice(1).forEach(({ startSample }, index) => {
    expect(startSample).toBe(turns[index]?.endSample);
    expect(samples[startSample]).toBe(0);
  });
});

test('speech shorter than a probe is in one language', async () => {
  const { samples, hear, range } = speech([{ language: 'en', untilSeconds: 0.5 }]);
  expect(await languageTurns(samples, range, hear)).toEqual([{ ...range, language: 'en' }]);
});

test('clear speech in one language is heard once, a probe after the other', async () => {
  const { samples, hear, range } = speech([{ language: 'fr', untilSeconds: 9 }]);
  const heard: number[] = [];
  await languageTurns(samples, range, (part) => {
    heard.push(part.startSample / SECOND);
    return hear(part);
  });
  expect(heard).toEqual([0, 1.5, 3, 4.5, 6, 7.5]);
});

test('where another language is hinted at, no place is heard twice on the way to the turn', async () => {
  const { samples, hear, range } = speech([
    { language: 'fr', untilSeconds: 4.5 },
    { language: 'en', untilSeconds: 9 },
  ]);
  const heard: string[] = [];
  const turns = await languageTurns(samples, range, (part) => {
    heard.push(`${part.startSample} ${part.endSample}`);
    return hear(part);
  });
  expect(turns).toHaveLength(2);
  expect(new Set(heard).size).toBe(heard.length);
});
