import type { DeviceChoice, EngineReason } from '../../../protocol/loading';
import type { ByteFile } from '../../../core/checkpoint/byte-file';
import type { Checkpoint } from '../../../core/checkpoint/checkpoint';
import { AppError } from '../../../core/errors';

import type { OnnxRuntime } from '../../../runtime/onnx-runtime';
import type { LoadOptions } from '../serving/models';
import { chooseEngine } from './engine-choice';
import type { EngineChoice, GpuEngine, GpuVariant, Verdicts } from './engine-choice';
import { describeAdapter, findAdapter, openGpu } from '../whisper/webgpu/gpu-device';
import { selfTest } from './self-test';
import { WasmBackend } from '../whisper/wasm/wasm-backend';
import { WebgpuBackend } from '../whisper/webgpu/webgpu-backend';
import { WhisperEngine } from '../whisper/whisper-engine';

interface ModelToOpen extends LoadOptions {
  readonly modelId: string;
  readonly file: ByteFile;
  readonly verdicts: Verdicts;
}

/** What is asked for by name, for tests and measurements: exact, and right on any GPU. */
export const PLAIN_VARIANT: GpuVariant = { activations: 'float32', subgroups: true };

/** Opens models on the processor or a GPU. */
export class EngineOpener {
  constructor(
    private readonly runtime: OnnxRuntime,
    private readonly breathe: () => Promise<void>,
  ) {}

  /** @throws AppError as WhisperEngine.load does; gpu-lost */
  async open({
    modelId,
    file,
    verdicts,
    device,
    kernels,
  }: ModelToOpen): Promise<EngineChoice<WhisperEngine>> {
    const { runtime, breathe } = this;
    if (device === 'webgpu') {
      const verdict = { device, why: 'asked-for', times: null, variant: PLAIN_VARIANT } as const;
      return { ...(await this.openOnGpu(file, PLAIN_VARIANT)), verdict };
    }
    const adapter = await findAdapter();
    return chooseEngine({
      whyProcessor: whyProcessor(device, runtime),
      adapter: adapter && describeAdapter(adapter),
      openGpu: (variant) => this.openOnGpu(file, variant),
      openProcessor: () =>
        WhisperEngine.load(file, (checkpoint) => WasmBackend.open(checkpoint, { kernels, runtime, breathe })),
      test: (engine) => selfTest(engine, modelId),
      verdicts,
      onGpuFailure: (error) => console.error(error),
    });
  }

  /** @throws AppError as WhisperEngine.load does; engine-failed where there is no WebGPU, gpu-lost */
  async openOnGpu(source: Checkpoint | ByteFile, variant: GpuVariant): Promise<GpuEngine<WhisperEngine>> {
    const { runtime, breathe } = this;
    if (runtime.build !== 'jspi') throw new AppError('engine-failed', 'WebGPU needs a browser with JSPI');
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
function whyProcessor(device: DeviceChoice, { build }: OnnxRuntime): EngineReason | null {
  if (device === 'wasm') return 'asked-for';
  if (device === 'gpu-lost') return 'gpu-lost';
  return build === 'jspi' ? null : 'no-jspi';
}
