import { languageTrack } from '$lib/core/whisper/decoding/language-track';
import { expect, test } from 'vitest';

/** A probe that sounds so much like French, and else like English. */
const probe = (french: number) =>
  [
    { language: 'fr', probability: french },
    { language: 'en', probability: 1 - french },
  ].sort((a, b) => b.probability - a.probability);

test.each([
  { french: [1, 1, 1, 1], track: 'ffff', name: 'one language' },
  { french: [1, 1, 0, 0, 0], track: 'ffeee', name: 'a turn' },
  { french: [1, 1, 0, 1, 1], track: 'fffff', name: 'one probe that errs' },
  { french: [1, 1, 1, 0, 0, 0, 0, 1, 1, 1], track: 'fffeeeefff', name: 'there and back' },
  { french: [0.9, 0.4, 0.9], track: 'fff', name: 'an unsure probe' },
  { french: [0.6], track: 'f', name: 'a single probe' },
])('$name', ({ french, track }) => {
  expect(
    languageTrack(french.map(probe))
      .map(([letter]) => letter)
      .join(''),
  ).toBe(track);
});

test('no probes have no language', () => {
  expect(languageTrack([])).toEqual([]);
});
