import { LevelReport } from '$lib/audio/listener/level-report';
import type { ListenerEvent } from '$lib/protocol/listener';
import { expect, test } from 'vitest';

/** Whether the next report says that `samples`, as the microphone gave them at 48 kHz, were cut off. */
function isClipped(samples: Float32Array): unknown {
  const events: ListenerEvent[] = [];
  const report = new LevelReport((event) => void events.push(event));
  report.addRaw(samples);
  report.add(new Float32Array(16_000), { isSpeaking: true, totalSamples: 16_000 }, true);
  const [event] = events;
  return event?.type === 'level' && event.isClipped;
}

function wave(amplitude: number, hertz: number): Float32Array {
  return Float32Array.from({ length: 4800 }, (_, i) => {
    const value = amplitude * Math.sin((2 * Math.PI * hertz * i) / 48_000);
    return Math.max(-1, Math.min(1, value));
  });
}

test.each([
  { amplitude: 1.5, hertz: 300, clipped: true },
  { amplitude: 1.05, hertz: 1000, clipped: true },
  { amplitude: 1, hertz: 300, clipped: false },
  { amplitude: 0.995, hertz: 1000, clipped: false },
  { amplitude: 0.5, hertz: 300, clipped: false },
])('a wave of $amplitude at $hertz Hz: cut off $clipped', ({ amplitude, hertz, clipped }) => {
  expect(isClipped(wave(amplitude, hertz))).toBe(clipped);
});

test('clipping is reported once', () => {
  const events: ListenerEvent[] = [];
  const report = new LevelReport((event) => void events.push(event));
  report.addRaw(wave(2, 300));
  for (let i = 0; i < 2; i++)
    report.add(new Float32Array(16_000), { isSpeaking: true, totalSamples: 16_000 }, true);
  expect(events.map((event) => event.type === 'level' && event.isClipped)).toEqual([true, false]);
});
