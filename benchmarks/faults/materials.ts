import { cpSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD_FOLDER } from '../../scripts/setup/build.mjs';
import { makeNewVersion } from '../../testing/browser/new-version';
import { recordingsIn, repeatedSpeech, type SpokenRecording } from '../../testing/browser/recordings';
import { cuesOf } from '../dictation/dictated-page';
import { phraseClips } from '../dictation/phrase-clips';
import type { Cue } from '../dictation/spoken-cues';
import type { Clip } from '../../testing/audio/manifest';
import { plainWords, shareOf } from './word-accounts';

const CLIPS = 200;
/** A kill hits the end of a short one more often. */
const SHORT_SECONDS = 5.5;
/** Words of one are hardly those of another, so that none is found in another's place. */
const LIKE_SHARE = 0.2;
const SPOKEN_PHRASES = 10;
const MEETING_WINDOWS = 4;
const LARGE_BYTES = 400_000_000;

/** What is spoken, read and copied in the runs: all made once. */
export interface Materials {
  /** What the microphone hears. */
  readonly spoken: string;
  readonly cues: readonly Cue[];
  /** A recording of several windows. */
  readonly meeting: string;
  /** One of a few seconds and hundreds of megabytes. */
  readonly large: string;
  readonly second: SpokenRecording;
  /** The build, as if it had been built anew. */
  readonly newVersion: string;
  /** Where the app's own backup comes to lie. */
  readonly backup: string;
}

export async function makeMaterials(folder: string): Promise<Materials> {
  const [second] = recordingsIn('fr');
  if (!second) throw new Error('tests/fixtures/audio has no recordings');
  const [spoken, meeting, large] = [
    join(folder, 'spoken.wav'),
    join(folder, 'meeting.wav'),
    join(folder, 'large.wav'),
  ];
  const cues = await cuesOf(unlikePhrases(), spoken);
  writeFileSync(meeting, repeatedSpeech('meeting.wav', MEETING_WINDOWS).buffer);
  writeFileSync(large, Buffer.concat([repeatedSpeech('large.wav', 1).buffer, unheardChunk()]));
  truncateSync(large, statSync(large).size + LARGE_BYTES);
  const newVersion = join(folder, 'new-version');
  cpSync(BUILD_FOLDER, newVersion, { recursive: true });
  await makeNewVersion(newVersion);
  return { spoken, cues, meeting, large, second, newVersion, backup: join(folder, 'backup.zip') };
}

/** The head of a part of a WAV that is no sound: what comes behind it takes room and is not read. */
function unheardChunk(): Buffer {
  const head = Buffer.alloc(8);
  head.write('JUNK', 0);
  head.writeUInt32LE(LARGE_BYTES, 4);
  return head;
}

/** Short ones whose words are hardly those of another. */
export function unlikePhrases(): readonly Clip[] {
  const chosen: Clip[] = [];
  for (const clip of phraseClips(CLIPS)) {
    const words = plainWords(clip.transcript);
    const isLike = chosen.some(({ transcript }) => shareOf(words, plainWords(transcript)) > LIKE_SHARE);
    if (clip.durationSeconds <= SHORT_SECONDS && !isLike) chosen.push(clip);
  }
  return chosen.slice(0, SPOKEN_PHRASES);
}
