import type { Device, EngineReason, GpuAdapterDescription, TestTimes } from '../../../protocol/loading';
import { type AppError, toAppError } from '../../../core/errors';
import type { ActivationType } from '../../../core/graph/graph-kernels';
import type { Engine } from '../../../core/whisper/reading/engine';
import { isSane, type SelfTest, type WrittenText } from './self-test';

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

/** What a GPU is tested with: the model, or of a large one a part that the processor has room and time for. */
export interface TestSample<Opened extends Engine> {
  /** It is the model itself: an engine that passes is the one that is used. */
  readonly isWhole: boolean;
  readonly openGpu: (variant: GpuVariant) => Promise<GpuEngine<Opened>>;
  /** As the model would run there. */
  readonly openProcessor: () => Promise<Opened>;
  /** On the processor, in exact arithmetic. */
  readonly openReference: () => Promise<Opened>;
}

export interface EngineChoiceParts<Opened extends Engine> {
  /** Why no GPU is to be tried; null where one may be. */
  readonly whyProcessor: EngineReason | null;
  /** Without opening anything; null where the browser gives none. */
  readonly adapter: GpuAdapterDescription | null;
  /** What a GPU needs of the app. */
  readonly loadRuntime: () => Promise<object>;
  readonly openGpu: (variant: GpuVariant) => Promise<GpuEngine<Opened>>;
  readonly openProcessor: () => Promise<Opened>;
  readonly sample: TestSample<Opened>;
  readonly test: (engine: Opened, expected: WrittenText) => Promise<SelfTest>;
  readonly write: (engine: Opened) => Promise<WrittenText>;
  readonly verdicts: Verdicts;
  readonly onGpuFailure: (error: AppError) => void;
}

/**
 * Opens a model where it runs best. A GPU is trusted once it has written what the processor writes with the same
 * checkpoint, in one of the variants and faster; what came of it is remembered, unless the GPU failed or onnxruntime did not come, which may pass.
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
  if (known && (known.device === 'wasm' || !known.variant)) return onProcessor(parts, known.why, known);
  // The processor needs nothing of onnxruntime.
  if (!(await unlessLost(parts, parts.loadRuntime))) return onProcessor(parts, 'runtime-missing');
  if (!known?.variant) {
    const choice = await measured(parts, adapter);
    if (choice.verdict.why !== 'gpu-failed') await verdicts.keep(adapter, choice.verdict);
    return choice;
  }
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
  // It is let go before the GPU has anything: the two are never in memory together.
  const reference = await parts.sample.openReference();
  const expected = await parts.write(reference).finally(() => reference.dispose());
  let why: EngineReason = 'gpu-failed';
  for (const variant of variantsOf(adapter)) {
    const tested = await testVariant(parts, adapter, { variant, expected });
    if (!tested) continue;
    const { gpu, test } = tested;
    if (test.verdict === 'right') {
      const choice = await faster(parts, { gpu, variant, expected, time: test.time });
      if (choice) return choice;
    } else await gpu.engine.dispose();
    why = 'wrong-result';
  }
  return onProcessor(parts, why);
}

interface Trial {
  readonly variant: GpuVariant;
  readonly expected: WrittenText;
}

/** Null where it fails, or has taken a thread with it before. */
async function testVariant<Opened extends Engine>(
  parts: EngineChoiceParts<Opened>,
  adapter: GpuAdapterDescription,
  { variant, expected }: Trial,
) {
  const { verdicts, sample, test } = parts;
  if (!(await verdicts.begin(adapter, variant))) return null;
  const tested = await unlessLost(parts, async () => {
    const gpu = await sample.openGpu(variant);
    return { gpu, test: await test(gpu.engine, expected) };
  });
  await verdicts.end(adapter, variant);
  return tested;
}

/** The GPU, which was right, or the processor; null where the GPU is wrong with the whole model. */
async function faster<Opened extends Engine>(
  parts: EngineChoiceParts<Opened>,
  right: Trial & { readonly gpu: GpuEngine<Opened>; readonly time: TestTimes['webgpu'] },
): Promise<EngineChoice<Opened> | null> {
  const { gpu, variant, expected, time } = right;
  const processor = await parts.sample.openProcessor();
  const other = await parts.test(processor, expected);
  const times = { webgpu: time, wasm: other.verdict === 'right' ? other.time : null };
  if (times.wasm && time.total >= times.wasm.total) {
    await gpu.engine.dispose();
    const verdict = { device: 'wasm', why: 'slower', times, variant } as const;
    if (parts.sample.isWhole) return { engine: processor, adapter: null, verdict };
    await processor.dispose();
    return { engine: await parts.openProcessor(), adapter: null, verdict };
  }
  await processor.dispose();
  const whole = await wholeOnGpu(parts, gpu, variant);
  return whole && { ...whole, verdict: { device: 'webgpu', why: 'faster', times, variant } };
}

/** Null where what it writes with all layers is no text: half floats may have overflowed on the way. */
async function wholeOnGpu<Opened extends Engine>(
  parts: EngineChoiceParts<Opened>,
  sample: GpuEngine<Opened>,
  variant: GpuVariant,
): Promise<GpuEngine<Opened> | null> {
  if (parts.sample.isWhole) return sample;
  await sample.engine.dispose();
  return unlessLost(parts, async () => {
    const whole = await parts.openGpu(variant);
    if (isSane(await parts.write(whole.engine))) return whole;
    await whole.engine.dispose();
    return null;
  });
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
