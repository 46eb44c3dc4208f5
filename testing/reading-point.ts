import type { ReadingPoint } from '../src/lib/core/streaming/reading-point';

/** A place to go on reading from at which nothing has been heard, told apart from others by its seconds. */
export function readingPoint(seconds: number): ReadingPoint {
  return {
    startSample: seconds * 16_000,
    foundWindows: 0,
    speechSamples: 0,
    detector: { state: new Float32Array(0), context: new Float32Array(0) },
    gain: { peaks: [], gain: null },
    regions: { state: { kind: 'silence', edgeFrames: 0 }, probabilities: [], frame: 0, freeSample: 0 },
    passedOver: { firstFrame: 0, speech: [], outside: [] },
    openWindow: { regions: [], freeSample: 0, voice: { firstFrame: 0, voice: new Uint8Array(0) } },
  };
}
