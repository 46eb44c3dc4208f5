import { expect, test } from 'vitest';
import { Waveforms } from '../../../../src/lib/app/recordings/waveforms.svelte';

test('peaks are joined in the order in which they come, however many', () => {
  const waveforms = new Waveforms();
  waveforms.begin('a');
  for (let i = 0; i < 100; i++) waveforms.add('a', new Uint8Array(300).fill(i));
  const peaks = waveforms.of('a');
  expect(peaks).toHaveLength(30_000);
  expect(peaks[299]).toBe(0);
  expect(peaks[29_999]).toBe(99);
});

test('reading from the beginning starts a new waveform', () => {
  const waveforms = new Waveforms();
  waveforms.begin('a');
  waveforms.add('a', Uint8Array.of(1));
  waveforms.begin('a');
  waveforms.add('a', Uint8Array.of(2));
  expect(waveforms.of('a')).toEqual(Uint8Array.of(2));
});

test('a kept waveform does not replace one that is being read', () => {
  const waveforms = new Waveforms();
  waveforms.begin('a');
  waveforms.put('a', Uint8Array.of(9));
  expect(waveforms.of('a')).toHaveLength(0);
  waveforms.put('b', Uint8Array.of(7));
  expect(waveforms.of('b')).toEqual(Uint8Array.of(7));
});
