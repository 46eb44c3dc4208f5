import type { Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cutPcm, decodedPcm } from '../../testing/audio/decoded-pcm';
import { readManifest, type Clip } from '../../testing/audio/manifest';
import { wavHeader } from '../../testing/audio/wav';

export const MANIFEST = '../shared/audio/manifest.tsv';

export type Length = 'short' | '6s' | '25s' | '5min';

/** A recording whose processing is timed. */
export interface TimedClip {
  readonly length: Length;
  readonly name: string;
  readonly path: string;
  /** Whisper's code. */
  readonly language: string;
  readonly transcript: string;
}

/** 2 to 4 s, read by people. */
const SHORT_FILES = [
  'en/speechbrain__spk1_snt2.wav',
  'en/WhisperLiveKit__6930-75918-0000.flac',
  'fr/rhasspy-speech__estce_que_la_porte_de_garage_est_ouverte_ou_fermee.wav',
  'fr/rhasspy-speech__eteindre_la_lumiere_dans_la_chambre_a_coucher.wav',
];
const SIX_SECONDS_FILE = 'en/RealtimeSTT__04_gpu_expected_pass.wav';
const LONG_FILE = 'long/fr_asterisk_long.opus';
/** From the start of LONG_FILE, to the end of the last prompt that ends by then. */
const CUTS: readonly { readonly length: Length; readonly maxSeconds: number }[] = [
  { length: '25s', maxSeconds: 26 },
  { length: '5min', maxSeconds: 310 },
];
/** Kept behind the last prompt of a cut: less than any pause between two. */
const TAIL_SECONDS = 0.2;

/**
 * The clips that are timed, from the short to the long.
 *
 * @param page any page, for its decoder
 * @param folder where the cuts are written
 */
export async function timedClips(page: Page, folder: string): Promise<readonly TimedClip[]> {
  const manifest = readManifest(MANIFEST);
  const named = (file: string): Clip => {
    const clip = manifest.find((each) => each.file === file);
    if (!clip) throw new Error(`${file} is not in the manifest`);
    return clip;
  };
  const whole = (length: Length, { file, path, language, transcript }: Clip): TimedClip => ({
    length,
    name: basename(file),
    path,
    language: language ?? '',
    transcript,
  });
  return [
    ...SHORT_FILES.map((file) => whole('short', named(file))),
    whole('6s', named(SIX_SECONDS_FILE)),
    ...(await cuts(page, named(LONG_FILE), folder)),
  ];
}

async function cuts(page: Page, long: Clip, folder: string): Promise<readonly TimedClip[]> {
  const pcm = await decodedPcm(page, long.path);
  return CUTS.map(({ length, maxSeconds }) => {
    const prompts = long.prompts.filter(({ endSeconds }) => endSeconds <= maxSeconds);
    const piece = cutPcm(pcm, 0, (prompts.at(-1)?.endSeconds ?? 0) + TAIL_SECONDS);
    const path = join(folder, `${basename(long.file, '.opus')}-${length}.wav`);
    writeFileSync(path, Buffer.concat([wavHeader(piece.length), piece]));
    const transcript = prompts.map(({ text }) => text).join(' ');
    return { length, name: basename(path), path, language: long.language ?? '', transcript };
  });
}
