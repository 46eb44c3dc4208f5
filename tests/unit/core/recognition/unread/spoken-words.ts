import type { AlignedWord } from '$lib/core/alignment/word-times';
import type { AudioWindow } from '$lib/core/endpointing/audio-window';

const SECOND = 16_000;

/** A window of speech from 0 s to its last phrase's end. @param phrases seconds, from and to */
export function windowOf(...phrases: readonly (readonly [number, number])[]): AudioWindow {
  const ranges = phrases.map(([from, to]) => ({ startSample: from * SECOND, endSample: to * SECOND }));
  const samples = new Float32Array((ranges.at(-1)?.endSample ?? 0) + SECOND);
  return {
    startSample: 100 * SECOND,
    samples,
    voice: new Uint8Array(Math.ceil(samples.length / 512)),
    speech: ranges,
    phrases: ranges,
  };
}

export function word(text: string, startSeconds: number, endSeconds: number): AlignedWord {
  return { text, startSeconds, endSeconds, probability: 1, logProbabilities: [0] };
}

/** In seconds. */
export function secondsOf({ startSample, endSample }: { startSample: number; endSample: number }) {
  return [startSample / SECOND, endSample / SECOND];
}
