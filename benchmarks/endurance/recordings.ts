import { readManifest } from '../../testing/audio/manifest';

const MANIFEST = '../shared/audio/manifest.tsv';
const LONG_FILE = 'long/fr_asterisk_long.opus';
const REPEATED_FILE = 'en/RealtimeSTT__04_gpu_expected_pass.wav';
/** Fewer to try it out. */
const CLIPS = Number(process.env['ENDURANCE_CLIPS'] ?? 100);
/** Longer clips would make it a test of windows again. */
const MAX_CLIP_SECONDS = 60;

/** Recordings that are transcribed one after the other. */
export interface RecordingSet {
  readonly name: string;
  readonly paths: readonly string[];
}

/** Twenty minutes, the same clip again and again, clips that all differ: of speech in any language. */
export function recordingSets(): readonly RecordingSet[] {
  const clips = readManifest(MANIFEST);
  const pathOf = (wanted: string) => {
    const clip = clips.find(({ file }) => file === wanted);
    if (!clip) throw new Error(`${wanted} is not in the manifest`);
    return clip.path;
  };
  const different = clips
    .filter(({ isSpeech, durationSeconds }) => isSpeech && durationSeconds <= MAX_CLIP_SECONDS)
    .slice(0, CLIPS);
  return [
    { name: '20min', paths: [pathOf(LONG_FILE)] },
    { name: 'same', paths: Array<string>(CLIPS).fill(pathOf(REPEATED_FILE)) },
    { name: 'different', paths: different.map(({ path }) => path) },
  ];
}
