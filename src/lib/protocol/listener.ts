import type { SampleRingMemory } from '../core/audio/sample-ring';
import type { TimedRequest } from '../core/streaming/decode-request';

/** Where the samples of a microphone come from: shared memory, or messages of Float32Array where there is none. */
export type SampleSource =
  | { readonly kind: 'ring'; readonly memory: SampleRingMemory }
  | { readonly kind: 'port'; readonly port: MessagePort };

/** Asked by the inference worker on a port of its own. */
export type DecodeRequestCalls = {
  /** The next request when there is one; null at the end. */
  'next-request': {
    request: null;
    response: TimedRequest | null;
    event: never;
  };
};

/** How requests go from the listener to the inference worker. */
export interface DecodeRequestChannel {
  /** Where they are asked for. */
  readonly port: MessagePort;
  /** Shared memory whose first element is the serial of the last request that was called off; null without isolation. */
  readonly calledOff: Int32Array<SharedArrayBuffer> | null;
}

export type ListenerRequests = {
  /** Listens until `stop-listening`, and gives requests on `requests`. */
  listen: {
    request: {
      readonly source: SampleSource;
      /** The sample rate of the source. */
      readonly sampleRate: number;
      readonly requests: DecodeRequestChannel;
      /** Silence that ends an utterance; null: as it fits the speaker. */
      readonly pauseMs: number | null;
      /** Under which the sound is kept until `forget-sound`. */
      readonly id: string;
    };
    response: ListenSummary;
    event: ListenerEvent;
  };
  /** Takes what is still on its way, and ends what is open. */
  'stop-listening': { request: null; response: null; event: never };
  /** Gives requests to another inference worker: the one before has ended in the middle. */
  'attach-decoder': { request: DecodeRequestChannel; response: null; event: never };
  /** Answers when `listen` has, and the inference worker has taken every request. */
  'requests-taken': { request: null; response: null; event: never };
  /** All that was said has its text. */
  'forget-sound': { request: { readonly id: string }; response: null; event: never };
};

export interface ListenSummary {
  /** Heard in all. */
  readonly seconds: number;
  /** Samples of the source that the listener could not follow. */
  readonly lostSamples: number;
  /** Heard, but not kept until they had their text: there was no room, or nothing is kept at all. */
  readonly unkeptSeconds: number;
}

export type ListenerEvent =
  /** The first sample has arrived. */
  | { readonly type: 'hearing' }
  | {
      readonly type: 'level';
      /** Root mean square and largest value, in [0, 1], since the last report. */
      readonly rms: number;
      readonly peak: number;
      /** The microphone's own samples were cut off at full scale. */
      readonly isClipped: boolean;
      readonly isSpeaking: boolean;
      readonly seconds: number;
      /** False once there was no room to keep all of the sound while it is spoken. */
      readonly isJournalled: boolean;
    };
