import { BLOCK_LENGTH } from '../../../core/checkpoint/block-quantization';
import { aligned, Arena } from '../../../runtime/kernels/arena';
import {
  FIRST_FREE_ADDRESS,
  GROUP,
  instantiateKernels,
  type Kernels,
} from '../../../runtime/kernels/kernels';
import type { KernelThreads } from '../whisper/kernels/kernel-model';
import {
  GROUP_BLOCK_BYTES,
  takeKeys,
  type PlacedKeys,
  type PlacedMatrix,
} from '../whisper/kernels/memory-layout';

/** Values of trained biases lie about here. Zeros and subnormal numbers could take another time. */
const SMALL = 0.02;
/** Deviation of the values of a block below. */
const DEVIATION = 37;
/** Where the module counts the helpers that found no work: see kernels/threads. */
const SLEEPERS = 80;
const START_MS = 2000;
/** After so many values they are the same again. */
const PERIOD = 4096;
const PAGE_BYTES = 65_536;

/**
 * A memory for parts of models whose weights say nothing, one part after the other: the kernels over it, and the threads
 * that help them.
 */
export class TimingMemory {
  readonly kernels: Kernels;
  readonly #memory: WebAssembly.Memory;
  readonly #helpers: readonly (() => void)[];
  #arena: Arena;

  /** @param maximumBytes that a part may take */
  constructor(
    private readonly threads: KernelThreads,
    maximumBytes: number,
  ) {
    const maximum = Math.ceil(maximumBytes / PAGE_BYTES);
    this.#memory = new WebAssembly.Memory({ initial: 1, maximum, shared: threads.isShared });
    this.#arena = new Arena(this.#memory, FIRST_FREE_ADDRESS);
    this.kernels = instantiateKernels(threads.module, this.#memory);
    this.kernels.setFloats(0);
    this.kernels.setThreads(threads.count);
    this.#helpers = Array.from({ length: threads.count - 1 }, (_, index) =>
      threads.start(this.#memory, index + 1),
    );
  }

  /** Rooms of the part that is there. */
  get arena(): Arena {
    return this.#arena;
  }

  /** As much as any part has taken. */
  get bytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** Lets the last part go: another takes its place. */
  clear(): void {
    this.#arena = new Arena(this.#memory, FIRST_FREE_ADDRESS);
  }

  /** Until all threads have begun to help, or it has been waited for long enough: a worker takes its time to start. */
  async started(): Promise<void> {
    const endMs = performance.now() + START_MS;
    const sleepers = new Int32Array(this.#memory.buffer, SLEEPERS, 1);
    while (Atomics.load(sleepers, 0) < this.#helpers.length && performance.now() < endMs)
      await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Ends the threads. */
  dispose(): void {
    this.#helpers.forEach((stop) => stop());
  }

  /** @param bytes of each thread */
  scratch(bytes: number) {
    const scratchBytes = aligned(bytes);
    return { scratch: this.#arena.take(scratchBytes * this.threads.count).address, scratchBytes };
  }

  /** @returns the address of so many values between `middle - size` and `middle + size` */
  floats(count: number, size = SMALL, middle = 0): number {
    const { address } = this.#arena.take(4 * count);
    const period = Math.min(count, PERIOD);
    const values = Float32Array.from({ length: period }, (_, i) => middle + size * Math.sin(i * 0.7));
    repeat(this.#arena.bytes(address, 4 * count), new Uint8Array(values.buffer));
    return address;
  }

  words(values: readonly number[]): number {
    const { address } = this.#arena.take(4 * values.length);
    this.#arena.ints(address, values.length).set(values);
    return address;
  }

  norm(state: number) {
    return { weight: this.floats(state, SMALL, 1), bias: this.floats(state) };
  }

  /** Zeros that were written: pages that nobody has written may all be the same one. */
  room(bytes: number): number {
    const { address } = this.#arena.take(bytes);
    this.#arena.bytes(address, bytes).fill(0);
    return address;
  }

  /** A matrix in 8 bit as it lies packed; its rows in whole groups. */
  matrix(rows: number, columns: number, hasBias = true): PlacedMatrix {
    const whole = Math.ceil(rows / GROUP) * GROUP;
    const bytes = (whole / GROUP) * (columns / BLOCK_LENGTH) * GROUP_BLOCK_BYTES;
    const { address } = this.#arena.take(bytes);
    repeat(this.#arena.bytes(address, bytes), packedBlock(columns));
    const bias = hasBias ? this.floats(whole) : 0;
    return { address: this.words([rows, columns, address, bias]), rows, columns };
  }

  /** Keys and values of a sound that was encoded. */
  keys(heads: number, positions: number): PlacedKeys {
    const placed = takeKeys(this.#arena, heads, positions);
    const [, keys, keyScales, values, valueScales] = placed.rooms;
    for (const room of [keys, values]) if (room) this.#arena.bytes(room.address, room.bytes).fill(1);
    for (const room of [keyScales, valueScales])
      if (room) this.#arena.floats(room.address, room.bytes / 4).fill(0.001);
    return placed;
  }
}

/** A block of each of eight rows that keeps the size of what it is multiplied with. See kernels/block-matrix. */
function packedBlock(columns: number): Uint8Array {
  const bytes = new Uint8Array(GROUP_BLOCK_BYTES);
  const [values, scales] = [new Int8Array(bytes.buffer, 0, 256), new Float32Array(bytes.buffer, 256, GROUP)];
  // Each row of it has as many of either sign: their sums, which lie behind the scales, are zero.
  for (let i = 0; i < values.length; i++) values[i] = ((i >> 5) & 1 ? -1 : 1) * (5 + ((i * 7) % 59));
  scales.fill(1 / (DEVIATION * Math.sqrt(columns)));
  return bytes;
}

/** Fills with one piece again and again. */
function repeat(bytes: Uint8Array, piece: Uint8Array): void {
  bytes.set(piece.subarray(0, bytes.length));
  for (let done = piece.length; done < bytes.length; done *= 2)
    bytes.copyWithin(done, 0, Math.min(done, bytes.length - done));
}
