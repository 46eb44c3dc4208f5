import { describe, expect, test } from 'vitest';
import {
  hasMuchVoice,
  speakingChannels,
  speakingTrack,
  type ChannelVoice,
} from '../../../../src/lib/core/endpointing/channel-voice';

/** 100 frames with speech from one to another. */
function channel(from: number, to: number, power = 0.01): ChannelVoice {
  return { voice: Uint8Array.from({ length: 100 }, (_, i) => (i >= from && i < to ? 1 : 0)), power };
}

const silent = channel(0, 0, 0);
const noise = channel(0, 0);

describe('the channels that are mixed', () => {
  test.each([
    ['all that speak, one after the other', [channel(0, 60), channel(60, 100)], [0, 1]],
    ['one that speaks little and softly', [channel(0, 80), channel(80, 92, 2e-5)], [0, 1]],
    ['one beside hum or hiss', [channel(0, 60), noise], [0]],
    ['one beside a noise that has the detector err', [channel(0, 60), channel(10, 13)], [0]],
    ['all, where the noise spoils nothing', [channel(0, 60), channel(0, 0, 2e-5)], [0, 1]],
    ['all, where one is dead', [channel(0, 60), silent], [0, 1]],
    ['all, where nobody speaks', [noise, noise], [0, 1]],
    ['none but the one that there is', [channel(0, 60)], [0]],
    ['nothing where nothing was heard', [], []],
  ])('are %s', (_, channels, expected) => {
    expect(speakingChannels(channels)).toEqual(expected);
  });

  test('are the centre of surround sound, where that has the speech', () => {
    const bleeding = channel(20, 40);
    const centre = channel(10, 80);
    expect(speakingChannels([bleeding, noise, centre, silent, noise, noise])).toEqual([2]);
  });

  test('are all microphones of a meeting, though there are six', () => {
    const people = [0, 15, 30, 45, 60, 75].map((from) => channel(from, from + 15));
    expect(speakingChannels(people)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('are those that speak of many', () => {
    const channels = Array.from({ length: 12 }, (_, i) => (i === 10 ? channel(0, 60) : noise));
    expect(speakingChannels(channels)).toEqual([10]);
  });
});

describe('the track that is read', () => {
  const tracks = (...each: ChannelVoice[][]) => new Map(each.map((channels, i) => [i, channels]));

  test.each([
    ['the usual one', tracks([channel(0, 60)], [channel(0, 70)]), 0, 0],
    ['the usual one, though a commentary has more voice', tracks([channel(0, 30)], [channel(0, 100)]), 0, 0],
    ['another one, where the usual one is silent', tracks([silent], [channel(0, 60)]), 0, 1],
    ['another one, where the usual one has a word or two', tracks([channel(0, 12)], [channel(0, 60)]), 0, 1],
    ['the one with the most voice', tracks([noise], [channel(0, 20)], [channel(0, 60)]), 0, 2],
    ['the usual one, where nobody speaks', tracks([noise], [noise]), 1, 1],
    ['the one of which a channel speaks', tracks([noise, noise], [noise, channel(0, 50)]), 0, 1],
    ['the usual one, where nothing could be heard', tracks([], []), 0, 0],
  ])('is %s', (_, given, usual, expected) => {
    expect(speakingTrack(given, usual)).toBe(expected);
  });

  test('is known at once where much is said in the usual one', () => {
    expect(hasMuchVoice([noise, channel(0, 30)])).toBe(true);
    expect(hasMuchVoice([channel(0, 20)])).toBe(false);
    expect(hasMuchVoice([])).toBe(false);
  });
});
