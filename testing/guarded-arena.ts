import { Arena, type Room } from '$lib/runtime/kernels/arena';

const GUARD_BYTES = 64;
const GUARD = 0xa5;

interface GuardedRoom {
  readonly outer: Room;
  readonly bytes: number;
}

/** Rooms that begin with what may be there, and between which nobody may write. Takes the place of Arena in a test. */
export class GuardedArena extends Arena {
  readonly #rooms = new Map<number, GuardedRoom>();
  /** What rooms begin with differs from room to room: whoever reads what was not written gets something else each time. */
  static #taken = 0;

  override take(bytes: number): Room {
    const outer = super.take(bytes + 2 * GUARD_BYTES);
    const address = outer.address + GUARD_BYTES;
    this.bytes(outer.address, outer.bytes).fill(GUARD);
    this.bytes(address, bytes).fill((GuardedArena.#taken++ * 37) & 0xff);
    this.#rooms.set(address, { outer, bytes });
    return { address, bytes };
  }

  override give({ address }: Room): void {
    const room = this.#rooms.get(address);
    if (!room) throw new Error(`what is at ${address} was not taken, or was given back before`);
    this.#check(room);
    this.#rooms.delete(address);
    super.give(room.outer);
  }

  /** @throws Error where somebody wrote between rooms */
  override get usedBytes(): number {
    for (const room of this.#rooms.values()) this.#check(room);
    return super.usedBytes;
  }

  #check({ outer, bytes }: GuardedRoom): void {
    const all = this.bytes(outer.address, outer.bytes);
    const isWhole = (from: number, to: number) => all.subarray(from, to).every((byte) => byte === GUARD);
    if (!isWhole(0, GUARD_BYTES) || !isWhole(GUARD_BYTES + bytes, outer.bytes))
      throw new Error(`somebody wrote around the ${bytes} bytes at ${outer.address + GUARD_BYTES}`);
  }
}
