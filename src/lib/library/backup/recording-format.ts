import { fromByteArray, toByteArray } from 'base64-js';
import * as v from 'valibot';
import { ERROR_CODES } from '../../core/errors';
import type { ReadingPoint } from '../../core/streaming/reading-point';
import { WHISPER_LANGUAGES } from '../../core/whisper/vocabulary/languages';
import { withLanguageChoice } from '../language-value';
import type { WholeRecording } from '../whole-recording';

/** JSON has no number that is not finite: what was one is `null` and no recording. */
const number = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const numberOrNull = v.nullable(number);
const bytes = v.pipe(v.string(), v.transform(toBytes));
const floats = v.pipe(
  bytes,
  v.transform(({ buffer }) => new Float32Array(buffer)),
);

const segment = v.object({
  startSeconds: number,
  endSeconds: number,
  text: v.string(),
  language: v.string(),
  originalText: v.exactOptional(v.string()),
  formerText: v.exactOptional(v.string()),
  restored: v.exactOptional(v.literal(true)),
  words: v.exactOptional(
    v.array(v.object({ text: v.string(), startSeconds: number, endSeconds: number, probability: number })),
  ),
  dropped: v.exactOptional(v.picklist(['silence', 'known-phrase', 'repetition', 'improbable'])),
  speaker: v.exactOptional(v.string()),
});
const window = v.object({
  startSeconds: number,
  endSeconds: number,
  segments: v.array(segment),
  language: v.string(),
  otherLanguage: v.exactOptional(v.picklist(WHISPER_LANGUAGES)),
  version: v.exactOptional(count),
  origin: v.exactOptional(
    v.object({
      model: v.object({ id: v.string(), sha256: v.nullable(v.string()) }),
      engine: v.string(),
      writtenMs: number,
    }),
  ),
});
const windows = v.array(window);

const state = v.variant('kind', [
  v.object({ kind: v.literal('waiting') }),
  v.object({ kind: v.literal('paused') }),
  v.object({ kind: v.literal('done'), endedEarly: v.boolean() }),
  v.object({ kind: v.literal('cancelled') }),
  v.object({
    kind: v.literal('failed'),
    code: v.fallback(v.picklist(ERROR_CODES), 'internal'),
    format: v.exactOptional(v.string()),
  }),
]);
const languageChoice = v.variant('kind', [
  v.object({ kind: v.literal('given'), language: v.string() }),
  v.object({ kind: v.literal('automatic'), languages: v.array(v.string()) }),
]);
const textOrNull = v.nullable(v.string());
const tracks = v.object({
  all: v.array(v.object({ name: textOrNull, language: textOrNull })),
  read: count,
  usual: count,
});
const row = v.object({
  // It is the name of a file as well.
  id: v.pipe(v.string(), v.regex(/^[\w-][\w.-]{0,99}$/)),
  name: v.string(),
  sizeBytes: count,
  addedMs: number,
  position: number,
  state,
  readingVersion: count,
  startsOver: v.boolean(),
  reread: v.exactOptional(
    v.nullable(
      v.object({
        windowCount: count,
        endSeconds: number,
        lastLanguage: v.nullable(v.string()),
        isOtherSound: v.boolean(),
      }),
    ),
  ),
  language: v.nullable(languageChoice),
  cutSilence: v.exactOptional(v.boolean()),
  durationSeconds: numberOrNull,
  tracks: v.exactOptional(v.nullable(tracks)),
  wantedTrack: v.exactOptional(v.nullable(count)),
  modelId: v.exactOptional(v.nullable(v.string())),
  audioSeconds: numberOrNull,
  passedOverSeconds: v.exactOptional(numberOrNull),
  speed: v.fallback(numberOrNull, null),
});

/** Versions before 0.2 kept a code, or "automatic". */
const recording = v.pipe(
  v.looseObject({}),
  v.transform((given) => ('languageValue' in given ? withLanguageChoice(given) : given)),
  row,
);

const range = { startSample: number, endSample: number };
const region = v.object({ ...range, speech: v.object(range), phrases: v.array(v.object(range)) });
const point = v.object({
  startSample: count,
  foundWindows: count,
  speechSamples: count,
  detector: v.object({ state: floats, context: floats }),
  gain: v.object({ peaks: v.array(number), gain: numberOrNull }),
  regions: v.object({
    state: v.variant('kind', [
      v.object({ kind: v.literal('silence'), edgeFrames: count }),
      v.object({
        kind: v.literal('speech'),
        startFrame: number,
        startSample: number,
        lastSpeechFrame: number,
      }),
    ]),
    probabilities: v.array(number),
    frame: count,
    freeSample: count,
  }),
  passedOver: v.object({ firstFrame: count, speech: v.array(count), outside: v.array(count) }),
  openWindow: v.object({
    regions: v.array(region),
    freeSample: count,
    voice: v.object({ firstFrame: count, voice: bytes }),
  }),
});

const whole = v.object({
  recording,
  windows,
  // Without it the recording is read from its beginning.
  point: v.fallback(v.nullable(point), null),
  peaks: v.fallback(v.nullable(bytes), null),
});

/** A recording with all that belongs to it but its sound, as JSON. */
export function encodeRecording({
  recording: own,
  windows: text,
  point: place,
  peaks,
}: WholeRecording): string {
  return JSON.stringify({
    recording: own,
    windows: text,
    point: place && encodePoint(place),
    peaks: peaks && fromByteArray(peaks),
  });
}

/**
 * @param json untrusted
 * @throws Error where it is no recording
 */
export function decodeRecording(json: string): WholeRecording {
  return v.parse(whole, JSON.parse(json));
}

/** What makes two recordings the same, besides their sound: equal texts for equal names and words. */
export function contentOf({ recording: { name }, windows: text }: WholeRecording): string {
  const known = v.safeParse(windows, text);
  const own = known.success ? known.output : text;
  // In which form it is kept is no part of it.
  return JSON.stringify([name, own.map(({ version: _version, ...each }) => each)]);
}

function encodePoint(place: ReadingPoint) {
  const { detector, openWindow } = place;
  const { firstFrame, voice } = openWindow.voice;
  return {
    ...place,
    detector: { state: toText(detector.state), context: toText(detector.context) },
    openWindow: { ...openWindow, voice: { firstFrame, voice: toText(voice) } },
  };
}

function toText(values: Float32Array | Uint8Array): string {
  return fromByteArray(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(toByteArray(text));
}
