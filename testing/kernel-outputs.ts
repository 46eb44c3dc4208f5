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
  /** The most probable ones behind each token of a text. */
  readonly tokens: readonly number[];
  /** Behind each of them, (tokens, vocabulary). */
  readonly logits: readonly number[];
}

const LENGTH = 24;
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
const text = Array.from({ length: LENGTH }, (_, i) => (i * i * 37) % vocabularySize);
const { logits } = await encoded.startDecoder().feed([text], { wanted: [...text.keys()] });
const tokens = text.map((_, row) => {
  const own = logits.subarray(row * vocabularySize, (row + 1) * vocabularySize);
  return own.indexOf(Math.max(...own));
});
const outputs: KernelOutputs = { isRelaxed: hasRelaxedSimd(), tokens, logits: [...logits] };
console.log(JSON.stringify(outputs));
