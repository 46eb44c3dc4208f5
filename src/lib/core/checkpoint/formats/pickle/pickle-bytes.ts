import { AppError } from '../../../errors';

// Names of tensors have about 40 letters; some trainers keep their settings beside.
const LONGEST_TEXT_BYTES = 65_536;
const LONGEST_LINE_BYTES = 256;
const NEW_LINE = 10;

/** Reads a pickle from front to back. What reaches beyond its end is AppError 'model-corrupt'. */
export class PickleBytes {
  private readonly view: DataView;
  private position = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  uint8(): number {
    return this.view.getUint8(this.take(1));
  }

  uint16(): number {
    return this.view.getUint16(this.take(2), true);
  }

  uint32(): number {
    return this.view.getUint32(this.take(4), true);
  }

  int32(): number {
    return this.view.getInt32(this.take(4), true);
  }

  /** The only number of a pickle whose bytes go from high to low. */
  float64(): number {
    return this.view.getFloat64(this.take(8), false);
  }

  /** A whole number of `lengthBytes`, low byte first. @returns null where it has more than 53 bits */
  long(lengthBytes: number): number | null {
    const start = this.take(lengthBytes);
    let value = 0n;
    // Longer ones are keys and seeds of something else.
    if (lengthBytes > 8) return null;
    for (let i = lengthBytes - 1; i >= 0; i--) value = (value << 8n) | BigInt(this.view.getUint8(start + i));
    const signed = Number(BigInt.asIntN(8 * lengthBytes, value));
    return Number.isSafeInteger(signed) ? signed : null;
  }

  text(lengthBytes: number): string {
    if (lengthBytes > LONGEST_TEXT_BYTES) throw corrupt(`holds a text of ${lengthBytes} bytes`);
    const start = this.take(lengthBytes);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(this.bytes.subarray(start, this.position));
    } catch (cause) {
      throw corrupt('holds a text that is not UTF-8', cause);
    }
  }

  /** What is before the next line break, which is skipped. */
  line(): string {
    const window = this.bytes.subarray(this.position, this.position + LONGEST_LINE_BYTES);
    const lengthBytes = window.indexOf(NEW_LINE);
    if (lengthBytes < 0) throw corrupt('holds a name without end');
    const line = this.text(lengthBytes);
    this.take(1);
    return line;
  }

  skip(lengthBytes: number): void {
    this.take(lengthBytes);
  }

  /** @returns where they begin */
  private take(lengthBytes: number): number {
    const start = this.position;
    if (lengthBytes > this.bytes.byteLength - start) throw corrupt('ends too early');
    this.position += lengthBytes;
    return start;
  }
}

function corrupt(what: string, cause?: unknown): AppError {
  return new AppError('model-corrupt', `its list of tensors ${what}`, { cause });
}
