import type { DecodingRules } from '../decoding/decoding-rules';
import type { EncoderOutput } from '../decoding/token-decoder';

/** Runs one checkpoint on one device. Calls must not overlap, but for those of decoders that are made in the same breath. */
export interface Engine {
  readonly rules: DecodingRules;
  /** A shorter context costs nothing less: silence behind the speech is known up to there. 0 while all is computed. */
  readonly leastContextSeconds: number;
  /** What it knows of the beginning of a sound that goes on saves most of the work. */
  readonly growsSounds: boolean;
  /** So many windows may be read at once, as their decoders then take steps together. 1 where that saves nothing. */
  readonly windowsAtOnce: number;
  /**
   * @param samples mono PCM at 16 kHz, at most 480 000
   * @param contextSeconds how much the encoder sees, silence behind the samples included: all its room, or less
   *   at less cost, of which the decoder makes no sure text (truncated, it loops)
   * @param isGrowing the sound may be one that was encoded so before and has gone on, or will go on: where the engine
   *   grows sounds, all but its last second and a half stays as it was encoded then; the output is nearly the same
   */
  encode(samples: Float32Array, contextSeconds?: number, isGrowing?: boolean): Promise<EncodedWindow>;
  dispose(): Promise<void>;
}

/** A window after the encoder. */
export interface EncodedWindow extends EncoderOutput {
  /** Gives its memory back, 37 MB for 30 s of Whisper base: neither it nor its decoders may be used afterwards. */
  release(): void;
}
