import type { Page } from '@playwright/test';
import { READING_VERSION } from '../../src/lib/core/streaming/reading-point';
import { textFacts } from '../../src/lib/core/transcript/text-facts';
import {
  segmentsOf,
  type TextOrigin,
  type TranscribedWindow,
  type TranscriptSegment,
} from '../../src/lib/core/transcript/transcript';
import {
  WINDOW_VERSION,
  type KeptRecording,
  type KeptState,
  type KeptWindow,
} from '../../src/lib/library/kept-recording';
import { repeatedSpeech } from './recordings';
import { storeOnDevice } from './store-on-device';

/** Long enough for all times below. */
const SOUND = repeatedSpeech('meeting.wav', 6);
const SECONDS = 30;

/** A segment of words that take 0.4 s each. */
function spoken(startSeconds: number, text: string): TranscriptSegment {
  const words = text.split(/(?= )/).map((word, index) => ({
    text: word,
    startSeconds: startSeconds + index * 0.4,
    endSeconds: startSeconds + (index + 1) * 0.4,
    probability: 0.9,
  }));
  return { startSeconds, endSeconds: startSeconds + words.length * 0.4, text, language: 'fr', words };
}

const INVENTED: TranscriptSegment = {
  ...spoken(5, 'Sous-titrage Société Radio-Canada'),
  dropped: 'silence',
};
const LOOPED = [12, 14, 16].map((startSeconds): TranscriptSegment => ({
  ...spoken(startSeconds, 'Merci.'),
  dropped: 'repetition',
}));

/** A window with text around what is held back, and one in which all is. */
const MEETING: readonly TranscribedWindow[] = [
  {
    startSeconds: 0,
    endSeconds: 10,
    segments: [
      spoken(1, 'Bonjour à tous, nous commençons par le budget de la ville.'),
      INVENTED,
      spoken(7, 'Le premier point est simple.'),
    ],
    language: 'fr',
  },
  { startSeconds: 10, endSeconds: 20, segments: LOOPED, language: 'fr' },
];
const NOTHING_SAID: readonly TranscribedWindow[] = [
  { startSeconds: 0, endSeconds: 20, segments: [INVENTED], language: 'fr' },
];

/** Words of known times, with text held back between them. */
export const MEETING_NAME = 'meeting.wav';
/** All of its text is held back. */
export const EMPTY_ROOM_NAME = 'empty-room.wav';

/** A recording that is kept besides those two. */
export interface OtherKept {
  readonly name: string;
  readonly state: KeptState;
  /** Without any it has no text. */
  readonly windows?: readonly TranscribedWindow[];
  /** How it was read, and what was found then. */
  readonly reading?: Partial<Pick<KeptRecording, 'language' | 'passedOverSeconds'>>;
}

/** The meeting, which sounds like German though its text is French. */
export const GERMAN_MEETING = MEETING.map((window) => ({ ...window, otherLanguage: 'de' }));

/** The meeting up to half of its sound. */
export const HALF_A_MEETING = MEETING.slice(0, 1);

/**
 * Opens the page on two finished recordings that this device has kept, the meeting shown.
 *
 * @param others stand before them in the list
 */
export async function openKept(
  page: Page,
  address = '/transcribe',
  others: readonly OtherKept[] = [],
): Promise<void> {
  const given: readonly OtherKept[] = [
    ...others,
    { name: EMPTY_ROOM_NAME, state: DONE, windows: NOTHING_SAID },
    { name: MEETING_NAME, state: DONE, windows: MEETING },
  ];
  const kept = given.map(transcript);
  await page.goto(address);
  // It waits for the library, which must be there to be written to.
  await page.locator('main button.button').first().waitFor();
  await page.evaluate(keep, { kept, base64: SOUND.buffer.toString('base64') });
  await page.reload();
  await page.getByRole('log').waitFor();
}

interface KeptTranscript {
  readonly recording: KeptRecording;
  readonly windows: readonly KeptWindow[];
}

const ORIGIN: TextOrigin = {
  model: { id: 'whisper-base-q8_0', sha256: 'ab' },
  engine: 'wasm int8',
  writtenMs: 1_790_000_000_000,
};

const DONE = { kind: 'done', endedEarly: false } as const;

function transcript(
  { name, state, windows = [], reading = {} }: OtherKept,
  position: number,
): KeptTranscript {
  const audioSeconds = state.kind === 'done' ? SECONDS : null;
  const sound = { sizeBytes: SOUND.buffer.length, durationSeconds: SECONDS, audioSeconds };
  const run = { readingVersion: READING_VERSION, startsOver: false, language: null, speed: 8 };
  const text = textFacts(windows);
  const id = name.replaceAll(/[^\w.-]/g, '_');
  const recording = { id, name, position, addedMs: 0, state, ...sound, ...run, ...reading, text };
  return {
    recording,
    windows: windows.map((each) => ({ ...each, origin: ORIGIN, version: WINDOW_VERSION })),
  };
}

/** Runs in the page: writes what the app writes. Without functions that have names, for which tsx needs a helper. */
async function keep(given: { kept: readonly KeptTranscript[]; base64: string }): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('superwhisper2');
    opening.addEventListener('error', reject);
    opening.addEventListener('success', () => {
      const transaction = opening.result.transaction(['recordings', 'windows'], 'readwrite');
      for (const { recording, windows } of given.kept) {
        transaction.objectStore('recordings').put(recording);
        for (const [index, window] of windows.entries())
          transaction.objectStore('windows').put(window, [recording.id, index]);
      }
      transaction.addEventListener('abort', reject);
      transaction.addEventListener('complete', () => resolve());
    });
  });
  const root = await navigator.storage.getDirectory();
  const own = await root.getDirectoryHandle('superwhisper2', { create: true });
  const folder = await own.getDirectoryHandle('recordings', { create: true });
  for (const { recording } of given.kept) {
    const file = await (await folder.getFileHandle(recording.id, { create: true })).createWritable();
    await file.write(Uint8Array.from(atob(given.base64), (character) => character.charCodeAt(0)));
    await file.close();
  }
}

/** A recording as this device has it at this moment. */
export interface OnDevice {
  readonly name: string;
  readonly state: KeptState['kind'];
  /** The text that is shown, a segment each. */
  readonly lines: readonly string[];
}

/** What would be there after a reload: the page writes what has changed a moment after it is seen. */
export async function onDevice(page: Page): Promise<readonly OnDevice[]> {
  const recordings = await storeOnDevice<KeptRecording>(page, 'recordings');
  const windows = await storeOnDevice<KeptWindow>(page, 'windows');
  return recordings.map(({ value: { id, name, state } }) => ({
    name,
    state: state.kind,
    lines: segmentsOf(
      windows.filter(({ key }) => Array.isArray(key) && key[0] === id).map(({ value }) => value),
    ).map(({ text }) => text),
  }));
}
