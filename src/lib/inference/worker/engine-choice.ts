import { type AppError, toAppError } from '../../core/errors';
import type { Device, EngineReason, GpuAdapterDescription, TestTimes } from '../../protocol/inference';
import type { Engine } from './engine';
import type { SelfTest } from './self-test';

/** An engine on a GPU. */
export interface GpuEngine<Opened extends Engine> {
  readonly engine: Opened;
  readonly adapter: GpuAdapterDescription;
}

/** Which device is to run a model, and why. */
export interface EngineVerdict {
  readonly device: Device;
  readonly why: EngineReason;
  readonly times: TestTimes | null;
  /** Whether the GPU was right with its subgroups. */
  readonly subgroups: boolean;
}

export interface EngineChoice<Opened extends Engine> {
  readonly engine: Opened;
  /** Where it runs; null on the processor. */
  readonly adapter: GpuAdapterDescription | null;
  readonly verdict: EngineVerdict;
}

/** What was found out before, of the same model on the same GPU. */
export interface Verdicts {
  find(adapter: GpuAdapterDescription): Promise<EngineVerdict | null>;
  keep(adapter: GpuAdapterDescription, verdict: EngineVerdict): Promise<void>;
}

export interface EngineChoiceParts<Opened extends Engine> {
  /** Without opening anything; null where the browser gives none. */
  readonly adapter: GpuAdapterDescription | null;
  readonly openGpu: (subgroups: boolean) => Promise<GpuEngine<Opened>>;
  readonly openProcessor: () => Promise<Opened>;
  readonly test: (engine: Opened) => Promise<SelfTest>;
  readonly verdicts: Verdicts;
  readonly onGpuFailure: (error: AppError) => void;
}

/**
 * Opens a model where it runs best. A GPU is trusted once it has written the test's text, with or without its subgroups,
 * faster than the processor; what came of it is remembered, unless the GPU failed, which may pass.
 *
 * @throws AppError as `openProcessor` does; gpu-lost
 */
export async function chooseEngine<Opened extends Engine>(
  parts: EngineChoiceParts<Opened>,
): Promise<EngineChoice<Opened>> {
  const { adapter, verdicts } = parts;
  if (!adapter) return onProcessor(parts, 'no-webgpu');
  if (adapter.isSoftware) return onProcessor(parts, 'software-adapter');
  try {
    const known = await verdicts.find(adapter);
    if (known?.device === 'wasm') return await onProcessor(parts, known.why, known.times);
    if (known) return { ...(await parts.openGpu(known.subgroups)), verdict: known };
    const choice = await measured(parts, adapter.features.includes('subgroups'));
    await verdicts.keep(adapter, choice.verdict);
    return choice;
  } catch (thrown) {
    const error = toAppError(thrown);
    // onnxruntime may wait for it for ever, so nothing else can run in this worker.
    if (error.code === 'gpu-lost') throw error;
    parts.onGpuFailure(error);
    return onProcessor(parts, 'gpu-failed');
  }
}

async function measured<Opened extends Engine>(
  parts: EngineChoiceParts<Opened>,
  subgroups: boolean,
): Promise<EngineChoice<Opened>> {
  const gpu = await parts.openGpu(subgroups);
  const { verdict, milliseconds } = await parts.test(gpu.engine);
  if (verdict !== 'right' || milliseconds === null) {
    await gpu.engine.dispose();
    if (verdict === 'wrong' && subgroups) return measured(parts, false);
    return onProcessor(parts, verdict === 'wrong' ? 'wrong-result' : 'untested-model');
  }
  const processor = await parts.openProcessor();
  const other = await parts.test(processor);
  const times = { webgpu: milliseconds, wasm: other.milliseconds ?? Infinity };
  if (times.webgpu < times.wasm) {
    await processor.dispose();
    return { ...gpu, verdict: { device: 'webgpu', why: 'faster', times, subgroups } };
  }
  await gpu.engine.dispose();
  return { engine: processor, adapter: null, verdict: { device: 'wasm', why: 'slower', times, subgroups } };
}

async function onProcessor<Opened extends Engine>(
  { openProcessor }: EngineChoiceParts<Opened>,
  why: EngineReason,
  times: TestTimes | null = null,
): Promise<EngineChoice<Opened>> {
  const verdict = { device: 'wasm', why, times, subgroups: false } as const;
  return { engine: await openProcessor(), adapter: null, verdict };
}
