import { createFft } from '$lib/core/whisper/features/fft';
import { expect, test } from 'vitest';

/** The definition, in as many steps as it says. */
function slowTransform(real: Float64Array, imaginary: Float64Array) {
  const length = real.length;
  const at = (k: number) => {
    let [re, im] = [0, 0];
    for (let n = 0; n < length; n++) {
      const angle = (-2 * Math.PI * k * n) / length;
      re += real[n]! * Math.cos(angle) - imaginary[n]! * Math.sin(angle);
      im += real[n]! * Math.sin(angle) + imaginary[n]! * Math.cos(angle);
    }
    return { re, im };
  };
  return Array.from({ length }, (_, k) => at(k));
}

test.each([4, 5, 16, 20, 25, 100, 400])('a transform of %i values is the one of the definition', (length) => {
  const fft = createFft(length);
  for (let i = 0; i < length; i++) {
    fft.real[i] = Math.sin(i * i + 1);
    fft.imaginary[i] = Math.cos(3 * i * i);
  }
  const expected = slowTransform(fft.real.slice(), fft.imaginary.slice());
  fft.transform();
  for (let k = 0; k < length; k++) {
    expect(fft.real[k]).toBeCloseTo(expected[k]!.re, 9);
    expect(fft.imaginary[k]).toBeCloseTo(expected[k]!.im, 9);
  }
});

test('a length with another prime factor is refused', () => {
  expect(() => createFft(402)).toThrow(RangeError);
});
