import { expect, test } from 'vitest';
import { LatencyWatch } from '../../../../../src/lib/app/dictation/pace/latency-watch';
import { utterance } from '../dictation-page';

function watch() {
  const clock = { nowMs: 0 };
  return {
    clock,
    latency: new LatencyWatch({ nowMs: () => clock.nowMs, nextPaint: () => Promise.resolve() }),
  };
}

const said = (speechEndMs: number, decodedMs: number) => ({ ...utterance('Bon.'), speechEndMs, decodedMs });

test('what was said before the model was there is no measure, nor is what waited behind it', async () => {
  const { clock, latency } = watch();
  latency.begin();
  clock.nowMs = 60_000;
  latency.noteReady();
  expect(await latency.end(said(5000, 61_000), 1)).toBeNull();
  expect(await latency.end(said(60_500, 62_000), 1)).toBeNull();
  clock.nowMs = 64_000;
  expect(await latency.end(said(63_000, 63_500), 1)).toMatchObject({ decodedMs: 500, finalMs: 1000 });
});

test('first words that waited for the model do not count, those of the next utterance do', async () => {
  const { clock, latency } = watch();
  latency.begin();
  clock.nowMs = 60_000;
  latency.noteReady();
  await latency.noteWords(59_000);
  clock.nowMs = 62_000;
  expect(await latency.end(said(61_000, 61_500), 1)).toMatchObject({ firstWordMs: null });
  clock.nowMs = 63_000;
  await latency.noteWords(62_500);
  expect(await latency.end(said(62_900, 63_000), 1)).toMatchObject({ firstWordMs: 500 });
});

test('an engine that is replaced in the middle counts: that is what a person waited', async () => {
  const { clock, latency } = watch();
  latency.begin();
  latency.noteReady();
  clock.nowMs = 9000;
  latency.noteReady();
  expect(await latency.end(said(1000, 9000), 1)).toMatchObject({ finalMs: 8000 });
});
