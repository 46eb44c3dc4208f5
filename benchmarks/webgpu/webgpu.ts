import type { GpuCost, GpuCounts, GpuMeasurement } from '../../src/lib/protocol/measurement';
import type {} from '../../src/lib/app/evaluation/evaluation-window';
import { RANDOM_SIZES, type RandomSize } from '../../src/lib/core/checkpoint/random-checkpoint';
import { GRAPHICS_CARD, openApp, SOFTWARE_ADAPTER } from '../../testing/browser/app-session';
import type { BenchmarkOptions } from '../lib/benchmark-options';
import { figure, type Figure, type FigureReport } from '../lib/figures';
import { provenance } from '../lib/provenance';

const UTTERANCES = 50;

const METHOD =
  'Calls to WebGPU are counted in the inference worker, onnxruntime included. encoder: one run of 30 s, of 2 s on ' +
  'a software adapter; step: one token of four, one hypothesis; utterance: 2 s, eight tokens and the times of words, after three others; growth: over the last ' +
  '40 of 50 utterances. Times of a software adapter say nothing and are left out.';

/** What WebGPU is asked to do, and how long that takes where the adapter is a real one. */
export async function measureWebgpu(options: BenchmarkOptions): Promise<FigureReport> {
  const { repeats, software, activations } = options;
  const size = options['random-weights'] === undefined ? null : toSize(options['random-weights']);
  const session = await openApp('/evaluate', software ? SOFTWARE_ADAPTER : GRAPHICS_CARD);
  try {
    const utterances = software && size !== 'toy' ? 0 : UTTERANCES;
    const encoderSeconds = software ? 2 : 30;
    const wanted = { size, activations, encoderSeconds, repeats: software ? 1 : repeats, utterances };
    const { adapter, measurement } = await session.page.evaluate(
      ({ size: chosen, ...how }) => window.evaluation.measureGpu(chosen, how),
      wanted,
    );
    const model = size ? `random weights of ${size}, q8_0` : 'whisper-base-q8_0';
    const device = { adapter, activations, browser: `Chromium ${session.browser.version()}` };
    const figures = figuresOf(measurement, adapter.isSoftware);
    return { ...provenance('benchmark'), device, model, figures, details: { method: METHOD, measurement } };
  } finally {
    await session.close();
  }
}

function toSize(word: string): RandomSize {
  const size = Object.keys(RANDOM_SIZES).find((each): each is RandomSize => each === word);
  if (!size) throw new RangeError(`no size ${word}: ${Object.keys(RANDOM_SIZES).join(', ')}`);
  return size;
}

function figuresOf(measurement: GpuMeasurement, isSoftware: boolean): readonly Figure[] {
  const { selfTest, modelBytes, encoder, step, utterance, growth } = measurement;
  const counted = (costs: readonly GpuCost[], name: keyof GpuCounts) => costs.map((cost) => cost[name]);
  const times = (name: string, costs: readonly GpuCost[]) =>
    isSoftware
      ? []
      : [
          figure(
            `webgpu.${name}.ms`,
            'ms',
            costs.map(({ milliseconds }) => milliseconds),
          ),
        ];
  return [
    figure('webgpu.self_test.right', `1 if so; here ${selfTest}`, [selfTest === 'right' ? 1 : 0]),
    figure('webgpu.encoder.dispatches', 'calls', counted(encoder, 'dispatches')),
    figure('webgpu.encoder.submits', 'calls', counted(encoder, 'submits')),
    ...times('encoder', encoder),
    figure('webgpu.step.dispatches', 'calls', counted(step, 'dispatches')),
    figure('webgpu.step.submits', 'calls', counted(step, 'submits')),
    figure('webgpu.step.written_bytes', 'bytes', counted(step, 'bytesWritten')),
    figure('webgpu.step.read_bytes', 'bytes', counted(step, 'bytesRead')),
    figure('webgpu.step.reads', 'reads', counted(step, 'reads')),
    figure('webgpu.step.new_buffers', 'buffers', counted(step, 'buffersMade')),
    ...times('step', step),
    ...(utterance ? [figure('webgpu.utterance.new_buffers', 'buffers', [utterance.buffersMade])] : []),
    ...(utterance ? times('utterance', [utterance]) : []),
    figure('webgpu.model_mb', 'MB', [modelBytes / 1e6]),
    ...(growth
      ? [
          figure('webgpu.utterances50.growth_bytes', 'bytes', [growth.bytesAlive]),
          figure('webgpu.utterances50.wasm_growth_bytes', 'bytes', [growth.wasmBytesGrown]),
        ]
      : []),
  ];
}
