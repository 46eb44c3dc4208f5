import type { ReadingPoint } from '../core/streaming/reading-point';
import type { DecodingSettings } from '../core/whisper/decoding-settings';
import type { TranscribedWindow } from '../core/transcript/transcript';

/** Which arithmetic the WASM graphs use: int8 is the product, f32 the reference. */
export type WasmKernels = 'int8' | 'f32';

/** Where the graphs run. */
export type Device = 'wasm' | 'webgpu';

/** What runs, for the engine chip and the evaluation. */
export interface EngineDescription {
  readonly device: Device;
  readonly threads: number;
  /** False: the page is not cross-origin isolated, so one thread only. */
  readonly isolated: boolean;
  /** On WebGPU the checkpoint's own 8-bit blocks. */
  readonly kernels: WasmKernels | 'q8_0';
  readonly runtimeBuild: 'jspi' | 'wasm';
  readonly model: string;
  readonly loadMilliseconds: number;
}

/** One language, or the set to choose from for each passage. */
export type LanguageChoice =
  | { readonly kind: 'given'; readonly language: string }
  | { readonly kind: 'automatic'; readonly languages: readonly string[] };

export type InferenceRequests = {
  /** Opens a kept model and makes it ready. A model that is ready already is not loaded again. */
  'load-model': {
    request: { readonly modelId: string; readonly kernels: WasmKernels; readonly device: Device };
    response: EngineDescription;
    event: never;
  };
  /** Takes windows from `windows` until it ends. */
  'transcribe-recording': {
    request: {
      readonly windows: MessagePort;
      readonly language: LanguageChoice;
      readonly settings: DecodingSettings;
      /** Names and terms that may come up. */
      readonly vocabulary: readonly string[];
      /** Of the window before, where an earlier run is gone on with; null at the beginning. */
      readonly previousLanguage: string | null;
      /** Shared memory whose first element is set to 1 to cancel; null without isolation. */
      readonly cancelFlag: Int32Array<SharedArrayBuffer> | null;
    };
    response: TranscriptionSummary;
    event: TranscriptionEvent;
  };
  /** For the benchmark: takes one window, and says what a draft is worth on it; null where there is no speech. */
  'measure-draft': {
    request: { readonly windows: MessagePort; readonly language: string };
    response: DraftMeasurement | null;
    event: never;
  };
};

/** One text decoded token by token, and with drafts. */
export interface DraftMeasurement {
  /** Tokens that are the same with the hypothesis of the sound up to its last second as the draft. */
  readonly agreedTokens: number;
  /** Of the text. */
  readonly tokens: number;
  /** The decoder's time for the text, a token a call. */
  readonly stepMilliseconds: number;
  /** The same with that hypothesis as the draft. */
  readonly hypothesisMilliseconds: number;
  /** The same with the text itself as the draft. */
  readonly draftMilliseconds: number;
}

export interface TranscriptionSummary {
  /** Windows decoded a second time because the first text looped. */
  readonly retriedWindows: number;
  /** Time spent in log-mel, encoder and decoder. */
  readonly processingMilliseconds: number;
}

export interface TranscriptionEvent {
  readonly type: 'window';
  readonly window: TranscribedWindow;
  /** Where a later run goes on reading behind it. */
  readonly resume: ReadingPoint;
}
