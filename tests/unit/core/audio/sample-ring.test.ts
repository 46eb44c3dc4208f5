import { createSampleRing, SampleRing } from '$lib/core/audio/sample-ring';
import { expect, test } from 'vitest';

const block = (first: number, length = 3) => Float32Array.from({ length }, (_, i) => first + i);

test('what is pushed is taken, in order and once', () => {
  const memory = createSampleRing(8);
  const [writing, reading] = [new SampleRing(memory), new SampleRing(memory)];
  writing.push(block(1));
  writing.push(block(4));
  expect([...reading.take()]).toEqual([1, 2, 3, 4, 5, 6]);
  expect(reading.take()).toHaveLength(0);
  writing.push(block(7));
  expect([...reading.take()]).toEqual([7, 8, 9]);
});

test('what does not fit is counted, and what is there stays', () => {
  const memory = createSampleRing(8);
  const ring = new SampleRing(memory);
  ring.push(block(1, 6));
  ring.push(block(7));
  expect(ring.lostSamples).toBe(3);
  expect([...ring.take()]).toEqual([1, 2, 3, 4, 5, 6]);
});

test('of what nobody took the last can be kept', () => {
  const ring = new SampleRing(createSampleRing(8));
  ring.push(block(1, 6));
  ring.keepLast(2);
  expect([...ring.take()]).toEqual([5, 6]);
  ring.push(block(7, 2));
  ring.keepLast(4);
  expect([...ring.take()]).toEqual([7, 8]);
});

test('counters run over without harm', () => {
  const memory = createSampleRing(8);
  const start = 2 ** 31 - 4;
  new Int32Array(memory.counters).set([start, start]);
  const ring = new SampleRing(memory);
  for (let round = 0; round < 4; round++) {
    ring.push(block(round));
    expect([...ring.take()]).toEqual([...block(round)]);
  }
  expect(ring.lostSamples).toBe(0);
});

test('waiting ends when something comes', async () => {
  const memory = createSampleRing(8);
  const [writing, reading] = [new SampleRing(memory), new SampleRing(memory)];
  const waited = reading.whenPushed(10_000);
  writing.push(block(1));
  await waited;
  expect(reading.take()).toHaveLength(3);
});

test('a size that is no power of two is refused', () => {
  expect(() => createSampleRing(9)).toThrow(RangeError);
});
