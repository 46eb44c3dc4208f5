import { timestampRule, withoutTimestampsRule } from '$lib/core/whisper/logits-rules';
import { Vocabulary } from '$lib/core/whisper/vocabulary';
import type { SampleRange } from '$lib/core/audio/audio-format';
import { FRAME_SAMPLES } from '$lib/core/endpointing/speech-regions';
import type { AudioWindow } from '$lib/core/streaming/audio-window';
import type { Engine } from '$lib/inference/worker/engine';
import type { TokenDecoder } from '$lib/core/whisper/greedy-search';
import { TOY, toyLogits } from '../core/whisper/toy-tokens';

const special = {
  ...TOY,
  languages: new Map([
    ['en', 0],
    ['fr', 1],
  ]),
};
/** The sample value that stands for speech in a language. */
const VALUES = { en: 1, fr: -1 } as const;
const SECOND = 16_000;
const WORD = 2;
const MOT = 3;

type Spoken = {
  readonly language: keyof typeof VALUES;
  readonly startSeconds: number;
  readonly endSeconds: number;
};

/** A window in which each phrase has the samples of its language and is a stretch of its own. */
export function spokenWindow(seconds: number, spoken: readonly Spoken[]): AudioWindow {
  const samples = new Float32Array(seconds * SECOND);
  const voice = new Uint8Array(Math.ceil(samples.length / FRAME_SAMPLES));
  const phrases = spoken.map(({ language, startSeconds, endSeconds }) => {
    const [startSample, endSample] = [startSeconds * SECOND, endSeconds * SECOND];
    samples.fill(VALUES[language], startSample, endSample);
    voice.fill(255, Math.floor(startSample / FRAME_SAMPLES), Math.ceil(endSample / FRAME_SAMPLES));
    return { startSample, endSample };
  });
  return { startSample: 100 * SECOND, samples, voice, speech: phrases, phrases };
}

/** Hears the language that is spoken longer, and writes "mot" or "word", as its prompt says, once, without times. */
export class SpokenEngine implements Engine {
  readonly rules = {
    special,
    vocabulary: new Vocabulary(['', '', ' word', ' mot'].map((text) => new TextEncoder().encode(text))),
    maxTokens: 40,
    plain: [withoutTimestampsRule(special)],
    timed: [timestampRule(special)],
  };
  /** Seconds of each context that was encoded. */
  readonly contexts: number[] = [];
  /** Of these, how many have been given back. */
  released = 0;

  encode(samples: Float32Array, contextSeconds = 30) {
    this.contexts.push(contextSeconds);
    const startDecoder = (seen: SampleRange = { startSample: 0, endSample: samples.length }) => {
      const sum = samples.subarray(seen.startSample, seen.endSample).reduce((a, b) => a + b, 0);
      return new SpokenDecoder(sum < 0 ? 1 : 0);
    };
    const release = () => {
      this.released += 1;
    };
    return Promise.resolve({ startDecoder, release });
  }

  dispose() {
    return Promise.resolve();
  }
}

class SpokenDecoder implements TokenDecoder {
  #next: number;

  constructor(heard: number) {
    this.#next = heard;
  }

  feed(tokens: readonly number[]): Promise<Float32Array> {
    if (tokens.length > 1) this.#next = tokens[1] === 1 ? MOT : WORD;
    const logits = toyLogits();
    logits[this.#next] = 9;
    this.#next = special.endOfText;
    return Promise.resolve(logits);
  }
}
