import { expect, test } from 'vitest';
import { TextLag } from '../../../../../src/lib/app/dictation/pace/text-lag';

function heard(...spans: readonly (readonly [number, number])[]): TextLag {
  const lag = new TextLag();
  for (const [from, to] of spans) {
    for (let ms = from; ms <= to; ms += 100) lag.hear(true, ms);
    lag.hear(false, to + 100);
  }
  return lag;
}

test('speech counts as long as it has no text, silence does not', () => {
  const lag = heard([1000, 6000], [60_000, 64_000]);
  expect(lag.lagMs).toBe(9000);
  lag.hear(false, 90_000);
  expect(lag.lagMs).toBe(9000);
});

test('text of the first words leaves the rest, text of the end nothing', () => {
  const lag = heard([1000, 11_000]);
  lag.written(4000);
  expect(lag.lagMs).toBe(7000);
  lag.written(9800);
  expect(lag.lagMs).toBe(0);
});

test('while somebody speaks on, it grows from where the text ends', () => {
  const lag = new TextLag();
  for (let ms = 0; ms <= 5000; ms += 100) lag.hear(true, ms);
  lag.written(4800);
  expect(lag.lagMs).toBe(200);
  lag.hear(true, 9000);
  expect(lag.lagMs).toBe(4200);
});

test('text of one utterance leaves the next one waiting', () => {
  const lag = heard([0, 5000], [7000, 10_000]);
  lag.written(4300);
  expect(lag.lagMs).toBe(3000);
});

test('speech without a word is not waited for', () => {
  const lag = heard([0, 400], [7000, 10_000]);
  lag.forgetFirst();
  expect(lag.lagMs).toBe(3000);
});
