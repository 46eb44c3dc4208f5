import type { RecogniserCapabilities } from '../core/recognition/recogniser';
import type { ModelIdentity } from '../core/transcript/transcript';
import type { ReceivedBytes } from './download';

/**
 * Which arithmetic is used on the processor: `q8_0` and `own-f32` are those of our kernels, the others are onnxruntime's.
 * f32 is exact, and the reference.
 */
export type WasmKernels = 'q8_0' | 'own-f32' | 'int8' | 'f32';

/** Whose code computes: our own kernels, with relaxed SIMD or without, or a build of onnxruntime. */
export type RuntimeBuild = 'own-relaxed' | 'own-plain' | 'jspi' | 'wasm';

/** What a backend computes in: weights, and activations where they are of another kind. */
export type Arithmetic = 'int8' | 'f32' | 'q8_0, 7 bit' | 'q8_0, f32' | 'q8_0, f16';

/** Where the graphs run. */
export type Device = 'wasm' | 'webgpu';

/** `automatic`: on the GPU where it is right and faster. `gpu-lost`: on the processor, for that reason. */
export type DeviceChoice = Device | 'automatic' | 'gpu-lost';

/** A kept model, and how it is to run. */
export interface WantedModel {
  readonly modelId: string;
  /** On WASM. */
  readonly kernels: WasmKernels;
  readonly device: DeviceChoice;
}

/** What a browser says of a GPU: no more than its maker and its family. */
export interface GpuAdapterDescription {
  /** "nvidia", "intel"; empty where the browser hides it. */
  readonly vendor: string;
  /** "ampere", "gen-12lp". */
  readonly architecture: string;
  /** A processor that pretends to be a GPU. */
  readonly isSoftware: boolean;
  /** The features of the device that was made. */
  readonly features: readonly string[];
}

/** Why a model runs where it does. */
export type EngineReason =
  | 'asked-for'
  | 'no-jspi'
  | 'no-webgpu'
  | 'software-adapter'
  | 'wrong-result'
  | 'gpu-failed'
  | 'gpu-lost'
  /** What onnxruntime needs there did not come. */
  | 'runtime-missing'
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
  /** `q8_0`: the checkpoint's own 8-bit blocks. */
  readonly kernels: Arithmetic;
  readonly runtimeBuild: RuntimeBuild;
  readonly model: ModelIdentity;
  readonly loadMilliseconds: number;
  readonly capabilities: RecogniserCapabilities;
}

export type LoadingRequests = {
  /**
   * Opens a kept model and makes it ready beside the others, for whoever asks for none by name. A model that is ready
   * already is not loaded again.
   */
  'load-model': {
    request: WantedModel;
    response: EngineDescription;
    /** The bytes of the engine itself, where it is not on this device yet. */
    event: ReceivedBytes;
  };
  /** Makes ready what needs no model. */
  'warm-up': { request: null; response: null; event: never };
};
