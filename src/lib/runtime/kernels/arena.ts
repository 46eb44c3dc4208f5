import { AppError } from '../../core/errors';

/** A stretch of a memory. */
export interface Room {
  readonly address: number;
  readonly bytes: number;
}

/** So that rooms of different threads share no cache line. */
const ALIGNMENT = 64;
const PAGE_BYTES = 65_536;

/** Gives rooms of a WebAssembly memory, which grows for them: the first gap that is large enough, else from the last one on. */
export class Arena {
  /** By address; none touches the next. */
  #gaps: Room[] = [];
  #end: number;

  /** @param start what lies before it is not given */
  constructor(
    readonly memory: WebAssembly.Memory,
    start: number,
  ) {
    this.#end = aligned(start);
  }

  /** From the beginning of the memory to the end of the last room, less the gaps. */
  get usedBytes(): number {
    return this.#gaps.reduce((used, { bytes }) => used - bytes, this.#end);
  }

  /** @throws AppError out-of-memory where the memory may not grow so far */
  take(bytes: number): Room {
    const size = aligned(bytes);
    const index = this.#gaps.findIndex((gap) => gap.bytes >= size);
    const gap = this.#gaps[index];
    if (gap) {
      const rest = { address: gap.address + size, bytes: gap.bytes - size };
      this.#gaps.splice(index, 1, ...(rest.bytes > 0 ? [rest] : []));
      return { address: gap.address, bytes: size };
    }
    // A last gap that is too small is the beginning of the room: left free, it would come in addition to it.
    const last = this.#gaps.at(-1);
    const isOpen = last !== undefined && last.address + last.bytes === this.#end;
    const address = isOpen ? last.address : this.#end;
    const missing = address + size - this.memory.buffer.byteLength;
    if (missing > 0) this.#grow(Math.ceil(missing / PAGE_BYTES));
    if (isOpen) this.#gaps.pop();
    this.#end = address + size;
    return { address, bytes: size };
  }

  #grow(pages: number): void {
    try {
      this.memory.grow(pages);
    } catch (thrown) {
      throw new AppError('out-of-memory', `no ${pages} pages more`, { cause: thrown });
    }
  }

  /** What `work` takes it takes whole: where it throws, nothing is taken. It gives nothing back, and waits for nothing. */
  takeTogether<Taken>(work: () => Taken): Taken {
    const [gaps, end] = [[...this.#gaps], this.#end];
    try {
      return work();
    } catch (thrown) {
      [this.#gaps, this.#end] = [gaps, end];
      throw thrown;
    }
  }

  /** Takes a room back, once. */
  give(room: Room): void {
    const gaps = [...this.#gaps, room].sort((a, b) => a.address - b.address);
    this.#gaps = gaps.reduce<Room[]>((joined, gap) => {
      const last = joined.at(-1);
      if (!last || last.address + last.bytes < gap.address) return [...joined, gap];
      return [...joined.slice(0, -1), { address: last.address, bytes: last.bytes + gap.bytes }];
    }, []);
  }

  /** A view of the memory as it is now: it is not to be kept while others take rooms. */
  floats(address: number, count: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, count);
  }

  ints(address: number, count: number): Int32Array {
    return new Int32Array(this.memory.buffer, address, count);
  }

  bytes(address: number, count: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, address, count);
  }
}

/** Bytes in whole cache lines. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
