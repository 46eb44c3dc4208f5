import type { AudioWindow } from '../endpointing/audio-window';

/** What is worth decoding now. */
export type DecodeRequest = {
  /** Counts the utterances of this listening. */
  readonly utterance: number;
} &
  /** `settled`: it is over, and nothing but silence came since the last request of it, whose text is final. */
  (
    | { readonly kind: 'partial' | 'predicted' | 'settled' | 'final'; readonly window: AudioWindow }
    /** There was no word in it: what was shown of it goes. */
    | { readonly kind: 'misfire' }
  );

/** Milliseconds are of `performance.timeOrigin + performance.now()`. */
export type TimedRequest = {
  /** From 1 on. */
  readonly serial: number;
  /** When the request was given. */
  readonly givenMs: number;
} & (
  | Extract<DecodeRequest, { readonly kind: 'misfire' }>
  | (Exclude<DecodeRequest, { readonly kind: 'misfire' }> & {
      /** The first and the last sample of its speech, as far as they are known. */
      readonly speechStartMs: number;
      readonly speechEndMs: number;
    })
);
