import type { Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { seededRandom } from '../../tests/unit/support/seeded-random';
import { MANIFEST } from '../file/clips';
import { decodedPcm } from '../lib/decoded-pcm';
import { readManifest } from '../lib/manifest';
import { WAV_BYTES_PER_SECOND, wavHeader } from '../lib/wav';

const SAMPLE_RATE = WAV_BYTES_PER_SECOND / 2;
/** Lets the page find the sound's beginning: nothing else is as loud so early. */
export const TONE_SECONDS = 1;
const TONE_LENGTH = 0.05;
const FIRST_CUE_SECONDS = 4;
const SHORTEST_PAUSE_SECONDS = 0.3;
const LONGEST_PAUSE_SECONDS = 3;
/** Of full scale; a quiet room. */
const ROOM_NOISE = 0.0005;
/** A clip begins and ends where it rises above this part of its peak. */
const EDGE_SHARE = 0.02;
/** What every browser decodes. */
const DECODABLE = /\.(wav|flac|ogg|opus|mp3)$/;
const MIN_SECONDS = 2;
const MAX_SECONDS = 10;

/** When something is said, in seconds of the WAV, and what. */
export interface Cue {
  readonly file: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly language: string;
  readonly text: string;
}

/**
 * Writes a WAV of labelled phrases with pauses between, French and English in turn, behind a tone.
 *
 * @param page any page, for its decoder
 * @returns the cue sheet, from the clips' own energy
 */
export async function writeCues(page: Page, path: string, count: number): Promise<readonly Cue[]> {
  const random = seededRandom(3);
  const parts: Int16Array[] = [tone(random)];
  let atSample = FIRST_CUE_SECONDS * SAMPLE_RATE;
  const cues: Cue[] = [];
  for (const { file, path: clipPath, language, transcript } of phrases(count)) {
    const pcm = await decodedPcm(page, clipPath).catch(() => null);
    if (!pcm) continue;
    const samples = new Int16Array(pcm.buffer, pcm.byteOffset, pcm.byteLength / 2);
    const [first, end] = edges(samples);
    const seconds = (sample: number) => (atSample + sample) / SAMPLE_RATE;
    cues.push({
      file,
      startSeconds: seconds(first),
      endSeconds: seconds(end),
      language: language ?? '',
      text: transcript,
    });
    const pauseSeconds = SHORTEST_PAUSE_SECONDS + random() * (LONGEST_PAUSE_SECONDS - SHORTEST_PAUSE_SECONDS);
    const pause = noise(Math.round(pauseSeconds * SAMPLE_RATE), random);
    parts.push(samples, pause);
    atSample += samples.length + pause.length;
  }
  parts.push(noise(4 * SAMPLE_RATE, random));
  const sound = Buffer.concat(
    parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)),
  );
  writeFileSync(path, Buffer.concat([wavHeader(sound.length), sound]));
  return cues;
}

/** French and English in turn, with a transcript that can be trusted. */
function phrases(count: number) {
  const clips = readManifest(MANIFEST).filter(
    ({ file, durationSeconds, transcript, prompts, isSpeech }) =>
      isSpeech &&
      DECODABLE.test(file) &&
      durationSeconds >= MIN_SECONDS &&
      durationSeconds <= MAX_SECONDS &&
      transcript.length > 3 &&
      prompts.length === 0,
  );
  const of = (language: string) => clips.filter((clip) => clip.language === language);
  const [french, english] = [of('fr'), of('en')];
  return Array.from({ length: count }, (_, index) => {
    // Some of one language in a row, as people speak.
    const language = Math.floor(index / 5) % 2 === 0 ? french : english;
    return language[Math.floor(index / 10) * 5 + (index % 5)] ?? language[index % language.length];
  }).flatMap((clip) => (clip ? [clip] : []));
}

function edges(samples: Int16Array): readonly [number, number] {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const isLoud = (sample: number) => Math.abs(sample) > EDGE_SHARE * peak;
  return [samples.findIndex(isLoud), samples.findLastIndex(isLoud) + 1];
}

function tone(random: () => number): Int16Array {
  const samples = noise(FIRST_CUE_SECONDS * SAMPLE_RATE, random);
  for (let i = 0; i < TONE_LENGTH * SAMPLE_RATE; i++) {
    samples[TONE_SECONDS * SAMPLE_RATE + i] = 26_000 * Math.sin((2 * Math.PI * 1000 * i) / SAMPLE_RATE);
  }
  return samples;
}

function noise(length: number, random: () => number): Int16Array {
  return Int16Array.from({ length }, () => (random() - 0.5) * 2 * ROOM_NOISE * 32_767);
}
