import { dictate } from '../../../src/lib/core/recognition/dictation-session';
import type { Recogniser } from '../../../src/lib/core/recognition/recogniser';
import { textOfWindow } from '../../../src/lib/core/transcript/transcript';
import { DICTATION_SETTINGS } from '../../../src/lib/core/whisper/decoding/decoding-settings';
import type { TimedRequest } from '../../../src/lib/core/streaming/decode-request';
import { readManifest } from '../../../testing/audio/manifest';
import { MANIFEST } from '../../file/clips';
import { wholeClip } from '../clip-reader';
import { clipSamples } from '../clip-samples';

const SECONDS = { least: 1.5, most: 3.2 };

export interface SpokenClip {
  readonly file: string;
  readonly samples: Float32Array<ArrayBuffer>;
}

/** The first short English recordings of people that are read here. @throws Error where there are fewer */
export function shortClips(count: number): readonly SpokenClip[] {
  const clips: SpokenClip[] = [];
  for (const { file, path, language, durationSeconds } of readManifest(MANIFEST)) {
    if (clips.length === count) break;
    const isShort = durationSeconds >= SECONDS.least && durationSeconds <= SECONDS.most;
    const samples = language === 'en' && isShort && path.endsWith('.wav') ? clipSamples(path) : null;
    if (samples) clips.push({ file, samples });
  }
  if (clips.length < count) throw new Error(`there are ${clips.length} short clips`);
  return clips;
}

/** Dictates a clip: words when half of it is heard, and its text. @returns the text */
export async function dictateClip(recogniser: Recogniser, { samples }: SpokenClip): Promise<string> {
  const requests = [
    requestOf('partial', 1, samples.slice(0, samples.length >> 1)),
    requestOf('final', 2, samples),
  ];
  let said = '';
  await dictate(recogniser, {
    request: {
      language: { kind: 'given', language: 'en' },
      vocabulary: [],
      settings: DICTATION_SETTINGS,
      previous: null,
      previousLanguage: null,
    },
    nextRequest: () => Promise.resolve(requests.shift() ?? null),
    onBegin: () => undefined,
    onSaid: ({ text }) => void (said = textOfWindow(text)),
    nowMs: () => performance.timeOrigin + performance.now(),
    emit: () => undefined,
  });
  return said;
}

function requestOf(
  kind: 'partial' | 'final',
  serial: number,
  samples: Float32Array<ArrayBuffer>,
): TimedRequest {
  const window = wholeClip(samples);
  return { kind, serial, utterance: 1, givenMs: 0, window, speechStartMs: 0, speechEndMs: 0 };
}
