import type { Page } from '@playwright/test';
import { decodedPcm } from '../../testing/audio/decoded-pcm';
import { readManifest, type Clip } from '../../testing/audio/manifest';
import { edges, SAMPLE_RATE } from '../dictation/spoken-cues';
import { MANIFEST } from '../file/clips';
import { isTrusted } from '../lib/evaluation-summary';

/** The default set that automatic runs choose from. */
export const LANGUAGES = ['fr', 'en'];
/** What every browser decodes. */
const DECODABLE = /\.(wav|flac|ogg|opus|mp3)$/;
const MIN_SECONDS = 1;
const MAX_SECONDS = 10;
/** Fainter recordings are mostly noise once they are as loud as the others. */
const FAINTEST_DB = -40;
const LEVEL_DB = -23;
const HIGHEST_PEAK = 0.9 * 32_767;
/** Kept of what is soft before the first loud sample and behind the last. */
const MARGIN_SAMPLES = 0.05 * SAMPLE_RATE;

/** Clear speech, without the silence around it, and as loud as every other clip. */
export interface SpokenClip {
  readonly file: string;
  /** Whisper's code. */
  readonly language: string;
  /** What was said, by the manifest. */
  readonly transcript: string;
  readonly samples: Int16Array;
}

/**
 * The French and English clips of the manifest that are clear: their order and sound are the same in every run.
 *
 * @param page any page, for its decoder
 */
export async function spokenClips(page: Page): Promise<readonly SpokenClip[]> {
  const clips: SpokenClip[] = [];
  for (const { file, path, language, transcript } of readManifest(MANIFEST).filter(isShortSpeech)) {
    const pcm = await decodedPcm(page, path);
    const samples = levelled(trimmed(new Int16Array(pcm.buffer, pcm.byteOffset, pcm.byteLength / 2)));
    if (samples) clips.push({ file, language: language ?? '', transcript, samples });
  }
  return clips;
}

function isShortSpeech(clip: Clip): boolean {
  const { file, language, durationSeconds, prompts } = clip;
  return (
    isTrusted(clip) &&
    LANGUAGES.includes(language ?? '') &&
    DECODABLE.test(file) &&
    durationSeconds >= MIN_SECONDS &&
    durationSeconds <= MAX_SECONDS &&
    prompts.length === 0
  );
}

function trimmed(samples: Int16Array): Int16Array {
  const [first, end] = edges(samples);
  return samples.slice(Math.max(0, first - MARGIN_SAMPLES), end + MARGIN_SAMPLES);
}

/** Null where it is too faint. */
function levelled(samples: Int16Array): Int16Array | null {
  const energy = samples.reduce((sum, sample) => sum + (sample / 32_767) ** 2, 0) / samples.length;
  const levelDb = 10 * Math.log10(energy);
  if (!(levelDb >= FAINTEST_DB)) return null;
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
  return amplified(samples, Math.min(LEVEL_DB - levelDb, 20 * Math.log10(HIGHEST_PEAK / peak)));
}

export function amplified(samples: Int16Array, gainDb: number): Int16Array {
  return samples.map((sample) => Math.round(sample * 10 ** (gainDb / 20)));
}
