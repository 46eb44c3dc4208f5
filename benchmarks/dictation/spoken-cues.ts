import type { Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { seededRandom } from '../../testing/seeded-random';
import { decodedPcm } from '../../testing/audio/decoded-pcm';
import type { Clip } from '../../testing/audio/manifest';
import { WAV_BYTES_PER_SECOND, wavHeader } from '../../testing/audio/wav';

export const SAMPLE_RATE = WAV_BYTES_PER_SECOND / 2;
/** Lets the page find the sound's beginning: nothing else is as loud so early. */
export const TONE_SECONDS = 1;
const TONE_LENGTH = 0.05;
const FIRST_CUE_SECONDS = 4;
const SHORTEST_PAUSE_SECONDS = 0.3;
const LONGEST_PAUSE_SECONDS = 3;
/** Where a sentence has a pause of its own, so that it is not taken for the next one's. */
const PAUSE_AROUND_SPLICED_SECONDS = 2.5;
const LONGEST_HESITATION_SECONDS = 1.2;
/** Of full scale; a quiet room. */
const ROOM_NOISE = 0.0005;
/** A clip begins and ends where it rises above this part of its peak. */
const EDGE_SHARE = 0.02;
/** A hesitation comes at the quietest place of this part of a sentence. */
const MIDDLE = [0.35, 0.65] as const;
const QUIET_SAMPLES = 0.03 * SAMPLE_RATE;

/** When something is said, in seconds of the WAV, and what. */
export interface Cue {
  readonly file: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly language: string;
  readonly text: string;
}

type Random = () => number;

/**
 * Writes a WAV of recordings with pauses between, behind a tone.
 *
 * @param page any page, for its decoder
 * @param isSpliced a pause of 0.3 to 1.2 s is put into the middle of each
 * @returns the cue sheet, from the recordings' own energy
 */
export async function writeCues(
  page: Page,
  path: string,
  clips: readonly Clip[],
  isSpliced = false,
): Promise<readonly Cue[]> {
  const random = seededRandom(3);
  const parts: Int16Array[] = [tone(random)];
  let atSample = FIRST_CUE_SECONDS * SAMPLE_RATE;
  const cues: Cue[] = [];
  for (const { file, path: clipPath, language, transcript } of clips) {
    const pcm = await decodedPcm(page, clipPath).catch(() => null);
    if (!pcm) continue;
    const whole = new Int16Array(pcm.buffer, pcm.byteOffset, pcm.byteLength / 2);
    const samples = isSpliced ? spliced(whole, random) : whole;
    const [first, end] = edges(samples);
    const seconds = (sample: number) => (atSample + sample) / SAMPLE_RATE;
    const [startSeconds, endSeconds] = [seconds(first), seconds(end)];
    cues.push({ file, startSeconds, endSeconds, language: language ?? '', text: transcript });
    const pauseSeconds = isSpliced
      ? PAUSE_AROUND_SPLICED_SECONDS
      : between(SHORTEST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, random);
    const pause = noise(Math.round(pauseSeconds * SAMPLE_RATE), random);
    parts.push(samples, pause);
    atSample += samples.length + pause.length;
  }
  parts.push(noise(4 * SAMPLE_RATE, random));
  writeWave(path, parts);
  return cues;
}

export function writeWave(path: string, parts: readonly Int16Array[]): void {
  const sound = Buffer.concat(
    parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)),
  );
  writeFileSync(path, Buffer.concat([wavHeader(sound.length), sound]));
}

/** Begins and ends with sound. */
export function edges(samples: Int16Array): readonly [number, number] {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const isLoud = (sample: number) => Math.abs(sample) > EDGE_SHARE * peak;
  return [samples.findIndex(isLoud), samples.findLastIndex(isLoud) + 1];
}

/** With a pause where it is quietest in its middle. */
function spliced(samples: Int16Array, random: Random): Int16Array {
  const [first, end] = edges(samples);
  let quietest = { at: first, energy: Infinity };
  const place = (share: number) => Math.round(first + share * (end - first));
  for (let at = place(MIDDLE[0]); at < place(MIDDLE[1]); at += QUIET_SAMPLES / 2) {
    const energy = samples.subarray(at, at + QUIET_SAMPLES).reduce((sum, sample) => sum + sample * sample, 0);
    if (energy < quietest.energy) quietest = { at: at + QUIET_SAMPLES / 2, energy };
  }
  const seconds = between(SHORTEST_PAUSE_SECONDS, LONGEST_HESITATION_SECONDS, random);
  const pause = noise(Math.round(seconds * SAMPLE_RATE), random);
  const all = new Int16Array(samples.length + pause.length);
  all.set(samples.subarray(0, quietest.at));
  all.set(pause, quietest.at);
  all.set(samples.subarray(quietest.at), quietest.at + pause.length);
  return all;
}

export function tone(random: Random): Int16Array {
  const samples = noise(FIRST_CUE_SECONDS * SAMPLE_RATE, random);
  for (let i = 0; i < TONE_LENGTH * SAMPLE_RATE; i++) {
    samples[TONE_SECONDS * SAMPLE_RATE + i] = 26_000 * Math.sin((2 * Math.PI * 1000 * i) / SAMPLE_RATE);
  }
  return samples;
}

export function noise(length: number, random: Random): Int16Array {
  return Int16Array.from({ length }, () => (random() - 0.5) * 2 * ROOM_NOISE * 32_767);
}

function between(least: number, most: number, random: Random): number {
  return least + random() * (most - least);
}
