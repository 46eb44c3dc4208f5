import type { WhisperDimensions } from '../checkpoint/dimensions';

/** How long something takes where it looks at so many positions of a sound, 20 ms each. */
export interface AttendedTime {
  readonly positions: number;
  readonly ms: number;
}

/** Of a step of the decoder, a token to each of some texts. */
export interface StepTimes {
  /** Without layers, and with hardly a token to choose from: it is part of every other time. */
  readonly emptyMs: number;
  /** With one layer, which looks at few positions and at many. */
  readonly layer: readonly [near: AttendedTime, far: AttendedTime];
  /** Without layers, and with so many tokens to choose from. */
  readonly logits: { readonly tokens: number; readonly ms: number };
}

/** How long parts of a model of some dimensions take on this device, whatever its weights: medians of runs that were warm. */
export interface LayerTimings {
  readonly threads: number;
  /** What the encoder made of the beginning of an utterance is kept while it goes on: see Engine. */
  readonly growsSounds: boolean;
  /** The log-mel spectrogram of a second of sound. */
  readonly logMelMs: number;
  readonly encoder: {
    /** Both convolutions, and queries, keys and values of the first layer: of so many positions. */
    readonly convolutions: { readonly positions: number; readonly ms: number };
    /** Positions that a layer computes each time. */
    readonly positions: number;
    /** A layer, and queries, keys and values of the next. */
    readonly layer: readonly [near: AttendedTime, far: AttendedTime];
  };
  readonly oneText: StepTimes;
  readonly fourTexts: StepTimes;
}

/** What a step of the decoder takes: `ms`, and more for each second of the sound that it looks at. */
export interface StepSpeed {
  readonly ms: number;
  readonly attendedMs: number;
}

/** How fast a model is on a device, in milliseconds: numbers alone, to be kept. */
export interface ModelSpeed {
  /** See LayerTimings. */
  readonly growsSounds: boolean;
  /** The encoder, for each second of sound that is computed. */
  readonly encoderMs: number;
  /** More for each second that it looks at. */
  readonly encoderAttendedMs: number;
  readonly oneText: StepSpeed;
  readonly fourTexts: StepSpeed;
}

const POSITIONS_PER_SECOND = 50;
/** Products of a position in a layer of the encoder: queries, keys, values, output, and 4 + 4 of the wide part, each (state, state). */
const LAYER_MATRICES = 12;
/** The decoder's keys and values of the sound, for each of its layers. */
const CROSS_MATRICES = 2;
/** Queries, keys and values come with the layer before: the last one has no next. */
const NEXT_MATRICES = 3;

/** How fast a model is, by what one layer of it takes. */
export function estimateSpeed(timings: LayerTimings, dimensions: WhisperDimensions): ModelSpeed {
  const { growsSounds, logMelMs, encoder, oneText, fourTexts } = timings;
  const { audioLayers, textLayers } = dimensions;
  const layer = lineThrough(encoder.layer);
  const position = layer.ms / encoder.positions;
  const products = (CROSS_MATRICES * textLayers - NEXT_MATRICES) / LAYER_MATRICES;
  const { convolutions } = encoder;
  const positionMs = convolutions.ms / convolutions.positions + (audioLayers + products) * position;
  const attended = (audioLayers * layer.perPosition) / encoder.positions;
  return {
    growsSounds,
    encoderMs: logMelMs + POSITIONS_PER_SECOND * positionMs,
    encoderAttendedMs: POSITIONS_PER_SECOND ** 2 * attended,
    oneText: stepSpeed(oneText, dimensions),
    fourTexts: stepSpeed(fourTexts, dimensions),
  };
}

function stepSpeed({ emptyMs, layer, logits }: StepTimes, dimensions: WhisperDimensions): StepSpeed {
  const { textLayers, vocabularySize } = dimensions;
  const { ms, perPosition } = lineThrough(layer);
  const layers = textLayers * Math.max(0, ms - emptyMs);
  const choosing = (Math.max(0, logits.ms - emptyMs) * vocabularySize) / logits.tokens;
  return {
    ms: emptyMs + layers + choosing,
    attendedMs: textLayers * perPosition * POSITIONS_PER_SECOND,
  };
}

/** Noise may make less work look longer: more positions never take less. */
function lineThrough([near, far]: readonly [AttendedTime, AttendedTime]) {
  const perPosition = Math.max(0, (far.ms - near.ms) / (far.positions - near.positions));
  return { ms: Math.max(0, near.ms - perPosition * near.positions), perPosition };
}

/**
 * What the encoder takes.
 *
 * @param computedSeconds of the sound; the others are known
 * @param contextSeconds that each of them looks at
 */
export function encoderTimeMs(
  { encoderMs, encoderAttendedMs }: ModelSpeed,
  contextSeconds: number,
  computedSeconds = contextSeconds,
): number {
  return computedSeconds * (encoderMs + contextSeconds * encoderAttendedMs);
}

/**
 * What a step of the decoder takes.
 *
 * @param rows tokens that it is fed, one behind the other or of several texts
 */
export function stepTimeMs({ oneText, fourTexts }: ModelSpeed, rows: number, contextSeconds: number): number {
  const [one, four] = [oneText, fourTexts].map(({ ms, attendedMs }) => ms + contextSeconds * attendedMs);
  const more = Math.max(0, ((four ?? 0) - (one ?? 0)) / 3);
  return (one ?? 0) + (rows - 1) * more;
}

/**
 * What is done for the text of an utterance of 6 s once it has ended: the mean of what our engine was asked for by five
 * phrases of 4 to 8 s of the dictation benchmark. The partial text before it is read again in one step; more steps follow,
 * with one hypothesis and with two. All look at 15 s (docs/decisions/020).
 */
const UTTERANCE = {
  contextSeconds: 15,
  /** A second and a half before what was heard, what has come since, and half a second of silence (decision 21). */
  grownSeconds: 2.75,
  /** All of it, and the same silence. */
  wholeSeconds: 6.75,
  draftTokens: 32,
  steps: 10,
  pairs: 7,
} as const;

/** Words after you stop: from the end of an utterance to its text. */
export function finalTextMs(speed: ModelSpeed): number {
  const { contextSeconds, grownSeconds, wholeSeconds, draftTokens, steps, pairs } = UTTERANCE;
  return (
    encoderTimeMs(speed, contextSeconds, speed.growsSounds ? grownSeconds : wholeSeconds) +
    stepTimeMs(speed, draftTokens, contextSeconds) +
    steps * stepTimeMs(speed, 1, contextSeconds) +
    pairs * stepTimeMs(speed, 2, contextSeconds)
  );
}

/**
 * The same for a window of a file: the mean of six of 26 to 29 s of the same phrases, three in French and three in English.
 * Some positions are encoded twice, to tell the language and to read by itself what was passed over; unsure texts are
 * searched with four hypotheses.
 */
const WINDOW = { seconds: 27, encodedSeconds: 42, contextSeconds: 28, steps: 105, wideSteps: 39 } as const;

/** An hour of speech is ready in so many minutes. */
export function hourMinutes(speed: ModelSpeed): number {
  const { seconds, encodedSeconds, contextSeconds, steps, wideSteps } = WINDOW;
  const windowMs =
    encoderTimeMs(speed, contextSeconds, encodedSeconds) +
    steps * stepTimeMs(speed, 1, contextSeconds) +
    wideSteps * stepTimeMs(speed, 4, contextSeconds);
  return (windowMs * 60) / (seconds * 1000);
}
