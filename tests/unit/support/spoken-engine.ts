import { plainRules, timedRules } from '$lib/core/whisper/decoding/logits-rules';
import { Vocabulary } from '$lib/core/whisper/vocabulary/vocabulary';
import type { SampleRange } from '$lib/core/audio/audio-format';
import { FRAME_SAMPLES } from '$lib/core/endpointing/speech-regions';
import type { AudioWindow } from '$lib/core/endpointing/audio-window';
import type { Engine } from '$lib/core/whisper/reading/engine';
import { HEAD_SIZE } from '$lib/core/checkpoint/dimensions';
import type { ChooseOptions, DecoderOutput, FeedOptions } from '$lib/core/whisper/decoding/token-decoder';
import type { TokenDecoder } from '$lib/core/whisper/decoding/token-decoder';
import { chooseByFeeding, TOY, toyLogits } from '../core/whisper/toy-tokens';

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

/** Hears each language by its share, and writes "mot" or "word", as its prompt says, once, without times. */
export class SpokenEngine implements Engine {
  readonly rules = {
    special,
    vocabulary: new Vocabulary(['', '', ' word', ' mot'].map((text) => new TextEncoder().encode(text))),
    maxTokens: 40,
    maxPrecedingTokens: 40,
    plain: plainRules(special, { always: [], atBegin: [] }, 11),
    timed: timedRules(special, { always: [], atBegin: [] }, 11),
    alignmentHeads: [{ layer: 0, head: 0 }],
  };
  readonly leastContextSeconds = 0;
  readonly growsSounds = true;
  windowsAtOnce = 1;
  /** Of the contexts, those of a sound that grows. */
  readonly grown: number[] = [];
  /** Seconds of each context that was encoded. */
  readonly contexts: number[] = [];
  /** Of these, how many have been given back. */
  released = 0;
  /** Decoders that have not been given back. */
  readonly openDecoders = new Set<TokenDecoder>();
  /** What each decoder that wrote text was fed first. */
  readonly prompts: (readonly number[])[] = [];

  encode(samples: Float32Array, contextSeconds = 30, isGrowing = false) {
    this.contexts.push(contextSeconds);
    if (isGrowing) this.grown.push(contextSeconds);
    const startDecoder = (seen: SampleRange = { startSample: 0, endSample: samples.length }) => {
      const decoder: TokenDecoder = new SpokenDecoder(frenchShare(samples, seen), this.prompts, () =>
        this.openDecoders.delete(decoder),
      );
      this.openDecoders.add(decoder);
      return decoder;
    };
    const release = () => {
      this.released += 1;
    };
    const alignmentKeys = () => Promise.resolve([loudnessKeys(samples)]);
    return Promise.resolve({ startDecoder, alignmentKeys, release });
  }

  dispose() {
    return Promise.resolve();
  }
}

function frenchShare(samples: Float32Array, { startSample, endSample }: SampleRange): number {
  const spoken = samples.slice(startSample, endSample).filter((sample) => sample !== 0);
  return spoken.filter((sample) => sample === VALUES.fr).length / Math.max(1, spoken.length);
}

/** One head, whose keys say how loud it is at each position of 20 ms. */
function loudnessKeys(samples: Float32Array) {
  const positions = Math.ceil(samples.length / 320);
  const values = new Float32Array(positions * HEAD_SIZE);
  for (let i = 0; i < positions; i++) values[i * HEAD_SIZE] = Math.abs(samples[i * 320] ?? 0);
  return values;
}

/** Its word asks for what is loud, the end for nothing. */
class SpokenDecoder implements TokenDecoder {
  #word = 0;
  #isWriting = false;

  constructor(
    private readonly frenchShare: number,
    private readonly prompts: (readonly number[])[],
    readonly release: () => void,
  ) {}

  feed(texts: readonly (readonly number[])[], { wanted = [0] }: FeedOptions = {}): Promise<DecoderOutput> {
    const [prompt = []] = texts;
    const isPrompt = prompt.length > 1;
    const isLanguage = !isPrompt && !this.#isWriting;
    if (isPrompt) {
      this.prompts.push(prompt);
      this.#word = prompt[prompt.lastIndexOf(special.transcribe) - 1] === 1 ? MOT : WORD;
    }
    this.#isWriting ||= isPrompt;
    // After the prompt its word comes, and after a draft of it the end.
    const lastOfPrompt = Math.max(
      prompt.lastIndexOf(special.noTimestamps),
      prompt.lastIndexOf(special.transcribe),
    );
    const said = (index: number) => (isPrompt && index <= lastOfPrompt ? this.#word : special.endOfText);
    const rows = texts.flatMap(() =>
      wanted.flatMap((index) => {
        const logits = toyLogits();
        if (!isLanguage) logits[said(index)] = 9;
        else [logits[0], logits[1]] = [9 * (1 - this.frenchShare), 9 * this.frenchShare];
        return [...logits];
      }),
    );
    const query = (index: number) =>
      new Float32Array(HEAD_SIZE).fill(isPrompt && index <= lastOfPrompt ? 100 : 0);
    const logSums = Float32Array.from(
      texts.flatMap(() => wanted),
      () => 9,
    );
    return Promise.resolve({
      logits: Float32Array.from(rows),
      logSums,
      crossQueries: { read: (index) => Promise.resolve(new Map([[0, query(index)]])) },
    });
  }

  choose(tokens: readonly number[], options: ChooseOptions) {
    return chooseByFeeding(this, tokens, options);
  }

  rewind() {
    // Its word depends on nothing before.
  }
}
