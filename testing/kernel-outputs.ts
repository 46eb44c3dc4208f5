// Prints what a build of the kernels makes of a toy, for a process whose flags take instructions of the processor away.
import { randomCheckpoint } from '$lib/core/checkpoint/random-checkpoint';
import { KernelBackend } from '$lib/inference/engine/whisper/kernels/kernel-backend';
import { hasRelaxedSimd } from '$lib/runtime/kernels/relaxed-simd';
import type { KernelBuild } from '../scripts/setup/kernels.mjs';
import { nodeThreads } from './kernel-threads';
import { readKernels } from './kernels';

/** Printed as JSON. */
export interface KernelOutputs {
  /** The page would take the relaxed build. */
  readonly isRelaxed: boolean;
  readonly tokens: readonly number[];
  /** Behind the prompt, (vocabulary). */
  readonly logits: readonly number[];
}

const PROMPT = [1, 2, 3];
const FRAMES = 600;

const build: KernelBuild = process.argv[2] === 'plain' ? 'plain' : 'relaxed';
const checkpoint = randomCheckpoint('toy');
const backend = await KernelBackend.open(checkpoint, {
  threads: nodeThreads(await readKernels(build), 1),
  breathe: () => Promise.resolve(),
});
const { melBands, vocabularySize } = checkpoint.dimensions;
const wave = (i: number) => Math.sin(i / 9) * Math.sin(i / 300);
const encoded = await backend.encode(Float32Array.from({ length: melBands * FRAMES }, (_, i) => wave(i)));
const decoder = encoded.startDecoder();
const { logits } = await decoder.feed([PROMPT]);
// Without this the toy says the same again and again.
const mask = Float32Array.from({ length: vocabularySize }, (_, i) => 8 * Math.sin(i * i));
const steps = await decoder.choose([4], { mask, count: 1, steps: 40, endOfText: -1 });
const tokens = steps.map(({ choices }) => choices[0]?.[0]?.token ?? -1);
const outputs: KernelOutputs = { isRelaxed: hasRelaxedSimd(), tokens, logits: [...logits] };
console.log(JSON.stringify(outputs));
