import { placeVoice } from '$lib/audio/detector/placed-voice';
import { onnxConstants } from '$lib/core/checkpoint/formats/onnx-constants';
import { readSileroWeights } from '$lib/core/checkpoint/formats/silero-weights';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { KernelMemory, readKernels } from '../../../testing/kernels';
import { seededRandom } from '../../../testing/seeded-random';

const [WINDOW, BINS, HIDDEN, SAMPLES] = [256, 129, 128, 576];
const file = Uint8Array.from(readFileSync('node_modules/@ricky0123/vad-web/dist/silero_vad_v6.onnx'));
const constants = onnxConstants(file);
const values = (name: string) => constants.get(`If_0_then_branch__Inline_0__${name}`)!.values;
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** (steps, channels) with a step of zeros on either side, as PyTorch's Conv1d with a kernel of 3. */
function convolved(input: readonly (readonly number[])[], name: string, stride: number): number[][] {
  const [weight, bias] = [values(`${name}.weight`), values(`${name}.bias`)];
  const channels = input[0]!.length;
  const count = Math.floor((input.length - 1) / stride) + 1;
  return Array.from({ length: count }, (_, step) =>
    Array.from(bias, (start, output) => {
      let sum = start;
      for (let tap = 0; tap < 3; tap++)
        for (let channel = 0; channel < channels; channel++)
          sum +=
            weight[(output * channels + channel) * 3 + tap]! *
            (input[step * stride + tap - 1]?.[channel] ?? 0);
      return Math.max(0, sum);
    }),
  );
}

/** The same in 64 bit. */
function expected(samples: Float32Array, state: { hidden: number[]; cell: number[] }): number {
  const mirrored = [...samples, ...Array.from({ length: 64 }, (_, i) => samples[SAMPLES - 2 - i]!)];
  const basis = values('stft.forward_basis_buffer');
  const spectrum = Array.from({ length: 4 }, (_, step) => {
    const part = (filter: number) => {
      let sum = 0;
      for (let i = 0; i < WINDOW; i++) sum += basis[filter * WINDOW + i]! * mirrored[step * 128 + i]!;
      return sum;
    };
    return Array.from({ length: BINS }, (_, bin) => Math.hypot(part(bin), part(BINS + bin)));
  });
  let features: number[][] = spectrum;
  for (const [index, stride] of [1, 2, 2, 1].entries())
    features = convolved(features, `encoder.${index}.reparam_conv`, stride);
  const gates = Array.from({ length: 4 * HIDDEN }, (_, gate) => {
    let sum = values('decoder.rnn.bias_ih')[gate]! + values('decoder.rnn.bias_hh')[gate]!;
    for (let i = 0; i < HIDDEN; i++) {
      sum += values('decoder.rnn.weight_ih')[gate * HIDDEN + i]! * features[0]![i]!;
      sum += values('decoder.rnn.weight_hh')[gate * HIDDEN + i]! * state.hidden[i]!;
    }
    return sum;
  });
  const gate = (which: number, i: number) => gates[which * HIDDEN + i]!;
  state.cell = state.cell.map(
    (cell, i) => sigmoid(gate(1, i)) * cell + sigmoid(gate(0, i)) * Math.tanh(gate(2, i)),
  );
  state.hidden = state.cell.map((cell, i) => sigmoid(gate(3, i)) * Math.tanh(cell));
  const weight = values('decoder.decoder.2.weight');
  const sum = state.hidden.reduce((total, hidden, i) => total + Math.max(0, hidden) * weight[i]!, 0);
  return sigmoid(sum + values('decoder.decoder.2.bias')[0]!);
}

let module: WebAssembly.Module;
beforeAll(async () => void (module = await readKernels('relaxed')), 30_000);

test('speech is as probable as in 64 bit, frame after frame', () => {
  const memory = new KernelMemory(module);
  const voice = placeVoice(readSileroWeights(file), memory.arena, memory.kernels);
  const random = seededRandom(3);
  const kept = memory.room(4 * 2 * HIDDEN);
  const state = { hidden: Array<number>(HIDDEN).fill(0), cell: Array<number>(HIDDEN).fill(0) };
  const found: number[] = [];
  for (let frame = 0; frame < 12; frame++) {
    // A tone with overtones that comes and goes, in noise.
    const samples = Float32Array.from({ length: SAMPLES }, (_, i) => {
      const t = (frame * 512 + i) / 16_000;
      const tone = [1, 2, 3, 4].reduce((sum, n) => sum + Math.sin(2 * Math.PI * 140 * n * t) / n, 0);
      return 0.1 * tone * Math.abs(Math.sin(8 * t)) + 0.01 * random();
    });
    found.push(memory.kernels.judgeVoice(voice, memory.put(samples), kept));
    expect(found.at(-1)).toBeCloseTo(expected(samples, state), 4);
  }
  state.hidden.forEach((hidden, i) => expect(memory.floats(kept, HIDDEN)[i]).toBeCloseTo(hidden, 4));
  expect(Math.max(...found) - Math.min(...found)).toBeGreaterThan(0.01);
});
