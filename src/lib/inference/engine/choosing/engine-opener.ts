import type { DeviceChoice, EngineReason, WasmKernels } from '../../../protocol/loading';
import type { ByteFile } from '../../../core/checkpoint/byte-file';
import type { Checkpoint } from '../../../core/checkpoint/checkpoint';
import { firstLayers } from '../../../core/checkpoint/first-layers';
import { readGgmlCheckpoint } from '../../../core/checkpoint/formats/ggml-reader';
import { AppError } from '../../../core/errors';
import type { KernelModule } from '../../../runtime/kernels/kernel-module';
import type { OnnxRuntime } from '../../../runtime/onnx-runtime';
import { hasJspi } from '../../../runtime/wasm-features';
import type { LoadOptions } from '../serving/models';
import { breathingCheckpoint } from './breathing-checkpoint';
import { chooseEngine } from './engine-choice';
import type { EngineChoice, GpuEngine, GpuVariant, Verdicts } from './engine-choice';
import { describeAdapter, openGpu } from '../whisper/webgpu/gpu-device';
import { findAdapter } from '../../../runtime/gpu-adapter';
import { selfTest, writeClip, type WrittenText } from './self-test';
import { helperThreads } from '../whisper/kernels/helper-threads';
import { KernelBackend } from '../whisper/kernels/kernel-backend';
import { WasmBackend } from '../whisper/wasm/wasm-backend';
import { WebgpuBackend } from '../whisper/webgpu/webgpu-backend';
import { WhisperEngine } from '../whisper/whisper-engine';

interface ModelToOpen extends LoadOptions {
  readonly checkpoint: Checkpoint;
  /** Of its file. */
  readonly sizeBytes: number;
  readonly verdicts: Verdicts;
}

/** What is asked for by name, for tests and measurements: exact, and right on any GPU. */
export const PLAIN_VARIANT: GpuVariant = { activations: 'float32', subgroups: true };

/** A model up to here is tested whole: base in 8 bit is half of it. A larger one takes too long on the processor, or has no room. */
const MAX_WHOLE_BYTES = 160_000_000;
/** Layers of a larger one, of the encoder and of the decoder. */
const TESTED_LAYERS = 2;

/** What engines are made of; each is loaded when it is asked for. */
export interface EngineParts {
  readonly runtime: () => Promise<OnnxRuntime>;
  readonly kernels: () => Promise<KernelModule>;
  readonly threads: number;
  /** See WasmDecoderOptions. */
  readonly breathe: () => Promise<void>;
}

/** Opens models on the processor or a GPU. */
export class EngineOpener {
  constructor(private readonly parts: EngineParts) {}

  /** @throws AppError as WhisperEngine.open does; gpu-lost */
  async open({
    checkpoint,
    sizeBytes,
    verdicts,
    device,
    kernels,
  }: ModelToOpen): Promise<EngineChoice<WhisperEngine>> {
    if (device === 'webgpu') {
      const verdict = { device, why: 'asked-for', times: null, variant: PLAIN_VARIANT } as const;
      return { ...(await this.openOnGpu(checkpoint, PLAIN_VARIANT)), verdict };
    }
    const adapter = await findAdapter();
    const isWhole = sizeBytes <= MAX_WHOLE_BYTES;
    const tested = isWhole ? checkpoint : firstLayers(checkpoint, TESTED_LAYERS);
    return chooseEngine({
      whyProcessor: whyProcessor(device),
      adapter: adapter && describeAdapter(adapter),
      loadRuntime: this.parts.runtime,
      openGpu: (variant) => this.openOnGpu(checkpoint, variant),
      openProcessor: () => this.#openOnProcessor(checkpoint, kernels),
      sample: {
        isWhole,
        openGpu: (variant) => this.openOnGpu(tested, variant),
        openProcessor: () => this.#openOnProcessor(tested, kernels),
        openReference: () => this.#openOnProcessor(tested, 'f32'),
      },
      test: selfTest,
      write: async (engine) => (await writeClip(engine)).text,
      verdicts,
      onGpuFailure: (error) => console.error(error),
    });
  }

  /** What exact arithmetic writes of the test clip. For the benchmark. */
  async reference(file: ByteFile): Promise<WrittenText> {
    const engine = await this.#openOnProcessor(await readGgmlCheckpoint(file), 'f32');
    return (await writeClip(engine).finally(() => engine.dispose())).text;
  }

  async #openOnProcessor(checkpoint: Checkpoint, kernels: WasmKernels): Promise<WhisperEngine> {
    const { breathe, threads } = this.parts;
    if (kernels === 'q8_0' || kernels === 'own-f32') {
      const own = helperThreads(await this.parts.kernels(), threads);
      const weights = kernels === 'q8_0' ? kernels : 'f32';
      return WhisperEngine.open(breathingCheckpoint(checkpoint, breathe), (breathing) =>
        KernelBackend.open(breathing, { threads: own, breathe, weights }),
      );
    }
    const runtime = await this.parts.runtime();
    return WhisperEngine.open(checkpoint, (own) => WasmBackend.open(own, { kernels, runtime, breathe }));
  }

  /** @throws AppError as WhisperEngine.load does; engine-failed where there is no WebGPU, gpu-lost */
  async openOnGpu(source: Checkpoint | ByteFile, variant: GpuVariant): Promise<GpuEngine<WhisperEngine>> {
    if (!hasJspi()) throw new AppError('engine-failed', 'WebGPU needs a browser with JSPI');
    const { breathe } = this.parts;
    const runtime = await this.parts.runtime();
    const { device, adapter } = await openGpu(variant.subgroups);
    const { activations } = variant;
    const open = (checkpoint: Checkpoint) =>
      WebgpuBackend.open(checkpoint, { runtime, device, adapter, activations, breathe });
    try {
      const engine =
        'slice' in source ? await WhisperEngine.load(source, open) : await WhisperEngine.open(source, open);
      return { engine, adapter };
    } catch (thrown) {
      device.destroy();
      throw thrown;
    }
  }
}

/** Null where a GPU may be tried. */
function whyProcessor(device: DeviceChoice): EngineReason | null {
  if (device === 'wasm') return 'asked-for';
  if (device === 'gpu-lost') return 'gpu-lost';
  return hasJspi() ? null : 'no-jspi';
}
