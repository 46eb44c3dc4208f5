import { decodedPcm } from '../../testing/audio/decoded-pcm';
import { readManifest, type Clip } from '../../testing/audio/manifest';
import { openApp } from '../../testing/browser/app-session';
import { edges, SAMPLE_RATE } from '../dictation/spoken-cues';
import { MANIFEST } from '../file/clips';
import { isTrusted } from './evaluation-summary';

/** The default set that automatic runs choose from. */
export const LANGUAGES = ['fr', 'en'];
/** What every browser decodes. */
const DECODABLE = /\.(wav|flac|ogg|opus|mp3)$/;
const MIN_SECONDS = 1;
/** Fainter recordings are mostly noise once they are as loud as the others. */
const FAINTEST_DB = -40;
const LEVEL_DB = -23;
const HIGHEST_PEAK = 0.9 * 32_767;
/** Kept of what is soft before the first loud sample and behind the last. */
const MARGIN_SAMPLES = 0.05 * SAMPLE_RATE;

/** Clear speech, as loud as that of every other clip. */
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
 * @param options `isTrimmed`: without the silence around the speech
 */
export async function spokenClips({
  maxSeconds,
  isTrimmed,
}: {
  readonly maxSeconds: number;
  readonly isTrimmed: boolean;
}): Promise<readonly SpokenClip[]> {
  const clips: SpokenClip[] = [];
  const { page, close } = await openApp('/evaluate');
  for (const clip of readManifest(MANIFEST)) {
    if (!isClear(clip) || clip.durationSeconds > maxSeconds) continue;
    const pcm = await decodedPcm(page, clip.path);
    const samples = levelled(new Int16Array(pcm.buffer, pcm.byteOffset, pcm.byteLength / 2), isTrimmed);
    const { file, language, transcript } = clip;
    if (samples) clips.push({ file, language: language ?? '', transcript, samples });
  }
  await close();
  return clips;
}

function isClear(clip: Clip): boolean {
  const { file, language, durationSeconds, prompts } = clip;
  return (
    isTrusted(clip) &&
    LANGUAGES.includes(language ?? '') &&
    DECODABLE.test(file) &&
    durationSeconds >= MIN_SECONDS &&
    prompts.length === 0
  );
}

/** Null where it is too faint. */
function levelled(samples: Int16Array, isTrimmed: boolean): Int16Array | null {
  const [first, end] = edges(samples);
  const speech = samples.slice(Math.max(0, first - MARGIN_SAMPLES), end + MARGIN_SAMPLES);
  const energy = speech.reduce((sum, sample) => sum + (sample / 32_767) ** 2, 0) / speech.length;
  const levelDb = 10 * Math.log10(energy);
  if (!(levelDb >= FAINTEST_DB)) return null;
  const peak = speech.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
  const gainDb = Math.min(LEVEL_DB - levelDb, 20 * Math.log10(HIGHEST_PEAK / peak));
  return amplified(isTrimmed ? speech : samples, gainDb);
}

export function amplified(samples: Int16Array, gainDb: number): Int16Array {
  return samples.map((sample) => Math.round(sample * 10 ** (gainDb / 20)));
}
