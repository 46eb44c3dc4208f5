import type { Checkpoint } from '../../../../core/checkpoint/checkpoint';
import type { WhisperDimensions } from '../../../../core/checkpoint/dimensions';
import { aligned, Arena, type Room } from '../../../../runtime/kernels/arena';
import { FIRST_FREE_ADDRESS, instantiateKernels, type Kernels } from '../../../../runtime/kernels/kernels';
import { mostPages } from './memory-limit';
import { placeModel, type KernelWeights, type PlacedModel } from './placed-model';

export interface KernelThreads {
  /** Of kernels/index.ts. */
  readonly module: WebAssembly.Module;
  /** The module is made for a memory that threads share. */
  readonly isShared: boolean;
  readonly isRelaxed: boolean;
  /** One where nothing is shared. */
  readonly count: number;
  /** Starts a thread that calls `help(thread, spins)` of the module over the memory, and gives what ends it. */
  readonly start: (memory: WebAssembly.Memory, thread: number) => () => void;
}

/** One checkpoint in a memory of its own, and the kernels over it. */
export interface KernelModel {
  readonly arena: Arena;
  readonly kernels: Kernels;
  readonly dimensions: WhisperDimensions;
  readonly placed: PlacedModel;
  /** Ends the threads: the kernels are not to be called any more. */
  readonly stop: () => void;
  /** Of the threads. */
  readonly scratch: { readonly scratch: number; readonly scratchBytes: number };
}

/** @throws AppError model-corrupt, out-of-memory, engine-failed; RangeError where there is no memory at all */
export async function openKernelModel(
  checkpoint: Checkpoint,
  threads: KernelThreads,
  weights: KernelWeights = 'q8_0',
): Promise<KernelModel> {
  const { dimensions } = checkpoint;
  const maximum = mostPages(dimensions, threads.count, weights);
  const memory = new WebAssembly.Memory({ initial: 1, maximum, shared: threads.isShared });
  const arena = new Arena(memory, FIRST_FREE_ADDRESS);
  const kernels = instantiateKernels(threads.module, memory);
  kernels.setFloats(weights === 'f32' ? 1 : 0);
  const placed = await placeModel(checkpoint, arena, kernels, weights);
  const { audioState, textContext } = dimensions;
  const bytes = Math.max(kernels.encoderScratchBytes(audioState), kernels.decoderScratchBytes(textContext));
  const scratchBytes = aligned(bytes);
  const scratch = { scratch: arena.take(scratchBytes * threads.count).address, scratchBytes };
  kernels.setThreads(threads.count);
  const helpers = Array.from({ length: threads.count - 1 }, (_, index) => threads.start(memory, index + 1));
  return { arena, kernels, dimensions, placed, scratch, stop: () => helpers.forEach((stop) => stop()) };
}

/** Gives rooms back. */
export function giveRooms(arena: Arena, rooms: readonly Room[]): void {
  for (const room of rooms) arena.give(room);
}
