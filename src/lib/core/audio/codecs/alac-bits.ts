/** Four bytes hold this many from any bit on. */
const MOST_AT_ONCE = 25;

/** The bits of a packet, the highest of each byte first. Behind its end there are zeros. */
export class PacketBits {
  #position = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** True once more has been read than there is. */
  get isOverrun(): boolean {
    return this.#position > this.bytes.length * 8;
  }

  /** @param count at most 32 @returns a number without a sign */
  read(count: number): number {
    const value = this.peek(count);
    this.skip(count);
    return value;
  }

  /** @param count at most 32 */
  peek(count: number): number {
    if (count <= 0) return 0;
    if (count > MOST_AT_ONCE) {
      const rest = count - MOST_AT_ONCE;
      return this.peek(MOST_AT_ONCE) * 2 ** rest + this.#at(this.#position + MOST_AT_ONCE, rest);
    }
    return this.#at(this.#position, count);
  }

  /** @returns a number with a sign */
  readSigned(count: number): number {
    const value = this.read(count);
    return value >= 2 ** (count - 1) ? value - 2 ** count : value;
  }

  skip(count: number): void {
    this.#position += count;
  }

  /** How many ones come, at most `most`; they are passed, and nothing else. */
  ones(most: number): number {
    const zeros = ~(this.peek(most) << (32 - most));
    const count = Math.min(most, Math.clz32(zeros));
    this.skip(count);
    return count;
  }

  /** Another reader of the same place. */
  fork(): PacketBits {
    const copy = new PacketBits(this.bytes);
    copy.skip(this.#position);
    return copy;
  }

  /** @param count from 1 to MOST_AT_ONCE */
  #at(position: number, count: number): number {
    const byte = position >>> 3;
    const { bytes } = this;
    const word =
      ((bytes[byte] ?? 0) << 24) |
      ((bytes[byte + 1] ?? 0) << 16) |
      ((bytes[byte + 2] ?? 0) << 8) |
      (bytes[byte + 3] ?? 0);
    return (word << (position & 7)) >>> (32 - count);
  }
}
