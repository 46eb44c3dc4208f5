import { expect, test } from 'vitest';
import { waveHeader, waveSamples } from '../../../../src/lib/core/audio/wave-file';

const numbersOf = (bytes: Uint8Array) => [...new Int16Array(bytes.slice().buffer)];

test('the header says 16 bits, mono, 16 kHz and how long the sound is', () => {
  const header = waveHeader(1000);
  const view = new DataView(header.buffer);
  const text = (from: number) => new TextDecoder().decode(header.subarray(from, from + 4));
  expect([0, 8, 12, 36].map(text)).toEqual(['RIFF', 'WAVE', 'fmt ', 'data']);
  expect(view.getUint32(4, true)).toBe(header.byteLength - 8 + 2000);
  expect(view.getUint32(16, true)).toBe(16);
  expect([20, 22, 32, 34].map((offset) => view.getUint16(offset, true))).toEqual([1, 1, 2, 16]);
  expect([24, 28, 40].map((offset) => view.getUint32(offset, true))).toEqual([16_000, 32_000, 2000]);
});

test('the longest recording that is read fits the header, more than it can hold does not', () => {
  const daySamples = 24 * 3600 * 16_000;
  expect(new DataView(waveHeader(daySamples).buffer).getUint32(40, true)).toBe(2 * daySamples);
  expect(() => waveHeader(2 ** 31)).toThrow(RangeError);
});

test('samples are scaled to 16 bits, and clipped where they are out of range', () => {
  expect(numbersOf(waveSamples(Float32Array.of(0, 0.5, -0.5, 1, -1, 1.5, -30)))).toEqual([
    0, 16384, -16383, 32767, -32767, 32767, -32767,
  ]);
});
