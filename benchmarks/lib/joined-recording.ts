import { join } from 'node:path';
import type { Clip } from '../../testing/audio/manifest';
import { seededRandom } from '../../testing/seeded-random';
import { noise, SAMPLE_RATE, writeWave } from '../dictation/spoken-cues';
import { amplified, type SpokenClip } from './spoken-clips';

/** Quiet room before and behind each recording. */
const AROUND_SECONDS = 0.3;

/** A clip of a recording. */
export interface RecordingPart {
  readonly clip: SpokenClip;
  /** Silence before it. */
  readonly gapSeconds: number;
  /** 0, and below for who is faint. */
  readonly gainDb: number;
}

/**
 * Writes the parts one after the other over a quiet room, the same each time.
 *
 * @returns the recording, for `evaluateClips`, and where each part starts in it
 */
export function writeRecording(
  folder: string,
  name: string,
  parts: readonly RecordingPart[],
): { readonly sound: Clip; readonly startsSeconds: readonly number[] } {
  const random = seededRandom(1);
  const quiet = (seconds: number) => noise(Math.round(seconds * SAMPLE_RATE), random);
  const pieces: Int16Array[] = [quiet(AROUND_SECONDS)];
  const startsSeconds: number[] = [];
  let seconds = AROUND_SECONDS;
  for (const { clip, gapSeconds, gainDb } of parts) {
    pieces.push(quiet(gapSeconds), amplified(clip.samples, gainDb));
    startsSeconds.push(Math.round(100 * (seconds + gapSeconds)) / 100);
    seconds += gapSeconds + clip.samples.length / SAMPLE_RATE;
  }
  pieces.push(quiet(AROUND_SECONDS));
  const path = join(folder, `${name}.wav`);
  writeWave(path, pieces);
  return { sound: spokenIn(name, path, seconds + AROUND_SECONDS), startsSeconds };
}

/** Nothing is known of its text. */
function spokenIn(name: string, path: string, durationSeconds: number): Clip {
  return {
    file: name,
    path,
    language: null,
    isSpeech: true,
    transcript: '',
    transcriptOrigin: '',
    durationSeconds,
    prompts: [],
  };
}
