import { expect, test } from 'vitest';
import { SpeechFormat } from '../../../../src/lib/core/audio/speech-format';

function length(pieces: Iterable<Float32Array>): number {
  return [...pieces].reduce((sum, piece) => sum + piece.length, 0);
}

test('a gap in the timestamps lasts as long at 16 kHz', () => {
  const format = new SpeechFormat(48_000);
  const second = new Float32Array(48_000);
  const samples = length(format.push(second, 0)) + length(format.push(second, 3)) + format.flush().length;
  expect(samples).toBe(4 * 16_000);
});

test('a stretch after a change of rate counts from its own start', () => {
  const format = new SpeechFormat(8_000, 100);
  expect(length(format.push(new Float32Array(8_000), 100)) + format.flush().length).toBe(16_000);
});

test('a piece that is all overlap gives nothing', () => {
  const format = new SpeechFormat(16_000);
  expect(length(format.push(new Float32Array(16_000), 0))).toBe(16_000);
  expect(length(format.push(new Float32Array(1_000), 0.5))).toBe(0);
});
