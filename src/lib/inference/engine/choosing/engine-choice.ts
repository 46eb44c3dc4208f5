import type { Device, EngineReason, GpuAdapterDescription, TestTimes } from '../../../protocol/loading';
import { type AppError, toAppError } from '../../../core/errors';
import type { ActivationType } from '../../../core/graph/graph-kernels';

import type { Engine } from '../../../core/whisper/reading/engine';
import type { SelfTest } from './self-test';

/** How a model is to run on a GPU. */
export interface GpuVariant {
  readonly activations: ActivationType;
  readonly subgroups: boolean;
}

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
  /** What was right on the GPU; null where nothing was, or nothing was tried. */
  readonly variant: GpuVariant | null;
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
  /** Remembers that a test begins. False where some have begun before and never ended: it takes this thread or the browser with it. */
  begin(adapter: GpuAdapterDescription, variant: GpuVariant): Promise<boolean>;
  end(adapter: GpuAdapterDescription, variant: GpuVariant): Promise<void>;
}

export interface EngineChoiceParts<Opened extends Engine> {
  /** Why no GPU is to be tried; null where one may be. */
  readonly whyProcessor: EngineReason | null;
  /** Without opening anything; null where the browser gives none. */
  readonly adapter: GpuAdapterDescription | null;
  readonly openGpu: (variant: GpuVariant) => Promise<GpuEngine<Opened>>;
  readonly openProcessor: () => Promise<Opened>;
  readonly test: (engine: Opened) => Promise<SelfTest>;
  readonly verdicts: Verdicts;
  readonly onGpuFailure: (error: AppError) => void;
}

/**
 * Opens a model where it runs best. A GPU is trusted once it has written the test's text in one of the variants, faster
 * than the processor; what came of it is remembered, unless the GPU failed, which may pass.
 *
 * @throws AppError as `openProcessor` does; gpu-lost
 */
export async function chooseEngine<Opened extends Engine>(
  parts: EngineChoiceParts<Opened>,
): Promise<EngineChoice<Opened>> {
  const { adapter, verdicts, whyProcessor } = parts;
  if (whyProcessor) return onProcessor(parts, whyProcessor);
  if (!adapter) return onProcessor(parts, 'no-webgpu');
  if (adapter.isSoftware) return onProcessor(parts, 'software-adapter');
  const known = await verdicts.find(adapter);
  if (!known) {
    const choice = await measured(parts, adapter);
    if (choice.verdict.why !== 'gpu-failed') await verdicts.keep(adapter, choice.verdict);
    return choice;
  }
  if (known.device === 'wasm' || !known.variant) return onProcessor(parts, known.why, known);
  const { variant } = known;
  const gpu = await unlessLost(parts, () => parts.openGpu(variant));
  return gpu ? { ...gpu, verdict: known } : onProcessor(parts, 'gpu-failed');
}

/** In the order in which they are tried: from what is fastest to what is most likely to be right. */
function variantsOf({ features }: GpuAdapterDescription): readonly GpuVariant[] {
  const activations = features.includes('shader-f16')
    ? (['float16', 'float32'] as const)
    : (['float32'] as const);
  const subgroups = features.includes('subgroups') ? [true, false] : [false];
  return activations.flatMap((type) => subgroups.map((has) => ({ activations: type, subgroups: has })));
}

async function measured<Opened extends Engine>(
  parts: EngineChoiceParts<Opened>,
  adapter: GpuAdapterDescription,
): Promise<EngineChoice<Opened>> {
  let why: EngineReason = 'gpu-failed';
  for (const variant of variantsOf(adapter)) {
    const tested = await testVariant(parts, adapter, variant);
    if (!tested) continue;
    const { gpu, test } = tested;
    if (test.verdict === 'right') return faster(parts, { gpu, variant, time: test.time });
    await gpu.engine.dispose();
    why = test.verdict === 'wrong' ? 'wrong-result' : 'untested-model';
    if (test.verdict === 'unknown') break;
  }
  return onProcessor(parts, why);
}

/** Null where it fails, or has taken a thread with it before. */
async function testVariant<Opened extends Engine>(
  parts: EngineChoiceParts<Opened>,
  adapter: GpuAdapterDescription,
  variant: GpuVariant,
) {
  const { verdicts, openGpu, test } = parts;
  if (!(await verdicts.begin(adapter, variant))) return null;
  const tested = await unlessLost(parts, async () => {
    const gpu = await openGpu(variant);
    return { gpu, test: await test(gpu.engine) };
  });
  await verdicts.end(adapter, variant);
  return tested;
}

/** The GPU, which was right, or the processor. */
async function faster<Opened extends Engine>(
  parts: EngineChoiceParts<Opened>,
  {
    gpu,
    variant,
    time,
  }: { readonly gpu: GpuEngine<Opened>; readonly variant: GpuVariant; readonly time: TestTimes['webgpu'] },
): Promise<EngineChoice<Opened>> {
  const processor = await parts.openProcessor();
  const other = await parts.test(processor);
  const times = { webgpu: time, wasm: other.verdict === 'right' ? other.time : null };
  if (!times.wasm || time.total < times.wasm.total) {
    await processor.dispose();
    return { ...gpu, verdict: { device: 'webgpu', why: 'faster', times, variant } };
  }
  await gpu.engine.dispose();
  return { engine: processor, adapter: null, verdict: { device: 'wasm', why: 'slower', times, variant } };
}

/**
 * Null where it fails.
 *
 * @throws AppError gpu-lost: onnxruntime may wait for it for ever, so nothing else can run in this worker
 */
async function unlessLost<Opened extends Engine, Result>(
  { onGpuFailure }: EngineChoiceParts<Opened>,
  work: () => Promise<Result>,
): Promise<Result | null> {
  try {
    return await work();
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'gpu-lost') throw error;
    onGpuFailure(error);
    return null;
  }
}

async function onProcessor<Opened extends Engine>(
  { openProcessor }: EngineChoiceParts<Opened>,
  why: EngineReason,
  known: Pick<EngineVerdict, 'times' | 'variant'> = { times: null, variant: null },
): Promise<EngineChoice<Opened>> {
  const verdict = { ...known, device: 'wasm', why } as const;
  return { engine: await openProcessor(), adapter: null, verdict };
}
