import type { RandomSize } from '../core/checkpoint/random-checkpoint';
import type { ActivationType } from '../core/graph/graph-kernels';
import type { Seam } from '../core/recognition/carry-over';
import type { ReadingPoint } from '../core/streaming/reading-point';
import type { DecodingSettings } from '../core/whisper/decoding/decoding-settings';
import type { TranscribedWindow } from '../core/transcript/transcript';
import type { ReceivedBytes } from './download';
import type { GpuMeasurement } from './gpu-measurement';
import type { DecodeRequestChannel } from './listener';

/** Which arithmetic the WASM graphs use: int8 is the product, f32 the reference. */
export type WasmKernels = 'int8' | 'f32';

/** Where the graphs run. */
export type Device = 'wasm' | 'webgpu';

/** `automatic`: on the GPU where it is right and faster. `gpu-lost`: on the processor, for that reason. */
export type DeviceChoice = Device | 'automatic' | 'gpu-lost';

/** What a browser says of a GPU: no more than its maker and its family. */
export interface GpuAdapterDescription {
  /** "nvidia", "intel"; empty where the browser hides it. */
  readonly vendor: string;
  /** "ampere", "gen-12lp". */
  readonly architecture: string;
  /** A processor that pretends to be a GPU. */
  readonly isSoftware: boolean;
  /** Of the device that was made. */
  readonly features: readonly string[];
}

/** Why a model runs where it does. */
export type EngineReason =
  | 'asked-for'
  | 'no-jspi'
  | 'no-webgpu'
  | 'software-adapter'
  | 'untested-model'
  | 'wrong-result'
  | 'gpu-failed'
  | 'gpu-lost'
  | 'slower'
  | 'faster';

/** Milliseconds that the self-test took, when everything was warm. */
export interface TestTime {
  readonly total: number;
  /** One run of it. */
  readonly encoder: number;
  /** Most of it goes into reading the decoder's 8-bit matrices. */
  readonly token: number;
}

/** Null on the processor where it was wrong, which it never is. */
export interface TestTimes {
  readonly webgpu: TestTime;
  readonly wasm: TestTime | null;
}

/** A graphics card that was tested on this computer. */
export interface TestedAdapter {
  readonly adapter: GpuAdapterDescription;
  readonly times: TestTimes;
}

/** What runs, for the engine chip and the evaluation. */
export interface EngineDescription {
  readonly device: Device;
  readonly why: EngineReason;
  /** Where it runs; null on the processor. */
  readonly adapter: GpuAdapterDescription | null;
  /** Null where they were not compared. */
  readonly times: TestTimes | null;
  /** What the browser offers; on Windows it is usually one, whatever is built in. */
  readonly offered: readonly GpuAdapterDescription[];
  /** Those that this model was tested on at some time, the present one too. */
  readonly tested: readonly TestedAdapter[];
  readonly threads: number;
  /** False: the page is not cross-origin isolated, so one thread only. */
  readonly isolated: boolean;
  /** On WebGPU the checkpoint's own 8-bit blocks, and the type of the activations. */
  readonly kernels: WasmKernels | 'q8_0, f32' | 'q8_0, f16';
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
    request: { readonly modelId: string; readonly kernels: WasmKernels; readonly device: DeviceChoice };
    response: EngineDescription;
    /** Of the engine itself, where it is not on this device yet. */
    event: ReceivedBytes;
  };
  /** Makes ready what needs no model. */
  'warm-up': { request: null; response: null; event: never };
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
  /** Takes requests of speech from `requests` until it ends. Goes before a recording that is being transcribed. */
  dictate: {
    request: {
      readonly requests: DecodeRequestChannel;
      readonly language: LanguageChoice;
      readonly settings: DecodingSettings;
      /** Names and terms that may come up. */
      readonly vocabulary: readonly string[];
    };
    response: null;
    event: DictationEvent;
  };
  /** The last utterance that was dictated, read in that language; null where there is none. */
  'dictate-again': {
    request: { readonly language: string; readonly vocabulary: readonly string[] };
    response: TranscribedWindow | null;
    event: never;
  };
  /** For the benchmark: takes one window, and says what a draft is worth on it; null where there is no speech. */
  'measure-draft': {
    request: { readonly windows: MessagePort; readonly language: string };
    response: DraftMeasurement | null;
    event: never;
  };
  /** For the benchmark: what WebGPU is asked to do. The model that was loaded is let go. */
  'measure-gpu': {
    request: {
      readonly model: MeasuredModel;
      readonly activations: ActivationType;
      readonly encoderSeconds: number;
      readonly repeats: number;
      readonly utterances: number;
    };
    response: { readonly adapter: GpuAdapterDescription; readonly measurement: GpuMeasurement };
    event: never;
  };
};

/** What runs on the GPU while it is measured. */
export type MeasuredModel =
  | { readonly kind: 'kept'; readonly modelId: string }
  | { readonly kind: 'random'; readonly size: RandomSize };

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

/** What becomes of running speech. Utterances are counted from 1 on. */
export type DictationEvent =
  /** The text as far as it goes; committed words stay. */
  | {
      readonly type: 'hypothesis';
      readonly utterance: number;
      readonly committed: string;
      readonly tentative: string;
      /** Where it goes on from the utterance before: how that is to end. */
      readonly seam: Seam | null;
      /** Milliseconds since 1970: the first sample of speech. */
      readonly speechStartMs: number;
    }
  /** It is over, and this is its text; empty where no word was in it. */
  | {
      readonly type: 'utterance';
      readonly utterance: number;
      readonly text: TranscribedWindow;
      readonly seam: Seam | null;
      /** Of the committed words, those that the text has otherwise. */
      readonly revisedWords: number;
      readonly committedWords: number;
      /** Milliseconds since 1970: the last sample of speech, and when its text was there. */
      readonly speechEndMs: number;
      readonly decodedMs: number;
    }
  /** There was no word in it. */
  | { readonly type: 'misfire'; readonly utterance: number };

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
