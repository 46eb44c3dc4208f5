import type { DecodingRules } from '../../core/whisper/decode-window';
import type { TokenDecoder } from '../../core/whisper/greedy-search';

/** Runs one checkpoint on one device. Calls must not overlap. */
export interface Engine {
  readonly rules: DecodingRules;
  /** @param samples mono PCM at 16 kHz, at most 480 000 */
  encode(samples: Float32Array): Promise<EncodedWindow>;
  dispose(): Promise<void>;
}

/** A window after the encoder, as the decoder reads it. */
export interface EncodedWindow {
  /** A decoder that has been fed nothing. */
  startDecoder(): TokenDecoder;
}
