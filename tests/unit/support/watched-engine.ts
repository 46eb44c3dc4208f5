import type { TokenDecoder } from '$lib/core/whisper/decoding/token-decoder';
import type { Engine } from '$lib/core/whisper/reading/engine';
import { SpokenEngine } from './spoken-engine';

const START = 5;

/** Counts how often a language is judged, and may change the logits behind what else is fed. */
export class WatchedEngine extends SpokenEngine {
  judged = 0;

  constructor(private readonly say = (logits: Float32Array) => logits) {
    super();
  }

  override async encode(...sound: Parameters<Engine['encode']>) {
    const encoded = await super.encode(...sound);
    const startDecoder: typeof encoded.startDecoder = (seen) => this.#watched(encoded.startDecoder(seen));
    return { ...encoded, startDecoder };
  }

  #watched(decoder: TokenDecoder): TokenDecoder {
    const feed: TokenDecoder['feed'] = async (texts, options) => {
      const isLanguage = texts.length === 1 && texts[0]?.length === 1 && texts[0][0] === START;
      if (isLanguage) this.judged++;
      const output = await decoder.feed(texts, options);
      return isLanguage ? output : { ...output, logits: this.say(output.logits) };
    };
    return {
      feed,
      choose: (tokens, options) => decoder.choose(tokens, options),
      rewind: (length) => decoder.rewind(length),
      release: () => decoder.release(),
    };
  }
}
