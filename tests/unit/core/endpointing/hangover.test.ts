import type { EndpointEvent } from '$lib/core/endpointing/endpointer';
import { hangoverMs, SpeakerPauses } from '$lib/core/endpointing/hangover';
import { expect, test } from 'vitest';

const pause = (silenceMs: number): EndpointEvent => ({ kind: 'resume', silenceMs });

test.each([
  [null, 500],
  [100, 320],
  [500, 650],
  [5000, 1000],
])('a speaker who pauses for %s ms is waited for %i ms', (longMs, expected) => {
  expect(hangoverMs({ longMs })).toBe(expected);
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
