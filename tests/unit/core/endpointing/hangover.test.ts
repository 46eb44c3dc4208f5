import type { EndpointEvent } from '$lib/core/endpointing/endpointer';
import { hangoverMs, SpeakerPauses } from '$lib/core/endpointing/hangover';
import { expect, test } from 'vitest';

const pause = (silenceMs: number): EndpointEvent => ({ kind: 'resume', silenceMs });
const none = { longMs: null };

test('a sentence that has come to its end is waited for less than one in its middle', () => {
  const ended = hangoverMs({ heard: { endsSentence: true }, pauses: none });
  const unknown = hangoverMs({ heard: null, pauses: none });
  const middle = hangoverMs({ heard: { endsSentence: false }, pauses: none });
  expect(ended).toBeLessThan(unknown);
  expect(unknown).toBeLessThan(middle);
});

test.each([
  [100, 320],
  [5000, 1000],
])('pauses of %i ms are waited for within bounds: %i ms', (milliseconds, expected) => {
  expect(hangoverMs({ heard: null, pauses: { longMs: milliseconds } })).toBe(expected);
});

test('a speaker who pauses long is known after some pauses', () => {
  const pauses = new SpeakerPauses();
  for (const silenceMs of [400, 500, 600, 700]) pauses.note(pause(silenceMs));
  expect(pauses.longMs).toBeNull();
  pauses.note(pause(450));
  expect(pauses.longMs).toBe(700);
  for (let i = 0; i < 20; i++) pauses.note(pause(300));
  expect(pauses.longMs).toBe(300);
});
