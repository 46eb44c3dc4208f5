import { AppError } from '../../errors';
import type { ByteFile } from '../byte-file';

const FIRST_WINDOW_BYTES = 4096;
const LARGEST_WINDOW_BYTES = 1 << 18; // 262144

/**
 * Reads a file from front to back without holding it: one window of the file is in memory at a time. Windows grow while
 * reading goes straight on (vocabularies) and shrink after a jump (the next tensor's few bytes of header).
 *
 * Every length is checked against what is left of the file before anything is allocated; what does not fit is
 * AppError 'model-corrupt'.
 */
export class ByteReader {
  private window: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  private windowStartByte = 0;
  private nextWindowBytes = FIRST_WINDOW_BYTES;
  private position = 0;

  constructor(private readonly file: ByteFile) {}

  /** Offset in the file of the next byte. */
  get positionBytes(): number {
    return this.position;
  }

  get remainingBytes(): number {
    return this.file.size - this.position;
  }

  /** The next bytes, as a view that stays valid. `what` names them in the error of a file that ends too early. */
  async bytes(lengthBytes: number, what: string): Promise<Uint8Array<ArrayBuffer>> {
    this.require(lengthBytes, what);
    if (this.position + lengthBytes > this.windowStartByte + this.window.byteLength) {
      await this.moveWindow(lengthBytes);
    }
    const offset = this.position - this.windowStartByte;
    this.position += lengthBytes;
    return this.window.subarray(offset, offset + lengthBytes);
  }

  /**
   * All that is at hand of the next bytes, at least `lengthBytes`, without reading on past them: for what is read in
   * tiny pieces, each of which would else wait for its turn.
   */
  async ahead(lengthBytes: number, what: string): Promise<Uint8Array<ArrayBuffer>> {
    await this.bytes(lengthBytes, what);
    this.position -= lengthBytes;
    return this.window.subarray(this.position - this.windowStartByte);
  }

  /** The next bytes as little-endian numbers. */
  async view(lengthBytes: number, what: string): Promise<DataView> {
    const bytes = await this.bytes(lengthBytes, what);
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  async int32(what: string): Promise<number> {
    return (await this.view(4, what)).getInt32(0, true);
  }

  async uint32(what: string): Promise<number> {
    return (await this.view(4, what)).getUint32(0, true);
  }

  async uint16(what: string): Promise<number> {
    return (await this.view(2, what)).getUint16(0, true);
  }

  async uint8(what: string): Promise<number> {
    return (await this.view(1, what)).getUint8(0);
  }

  /** Jumps over bytes without reading them. */
  skip(lengthBytes: number, what: string): void {
    this.require(lengthBytes, what);
    this.position += lengthBytes;
    if (this.position > this.windowStartByte + this.window.byteLength)
      this.nextWindowBytes = FIRST_WINDOW_BYTES;
  }

  private require(lengthBytes: number, what: string): void {
    if (lengthBytes > this.remainingBytes) {
      throw new AppError(
        'model-corrupt',
        `the file ends inside ${what}: ${lengthBytes} bytes wanted, ${this.remainingBytes} left`,
      );
    }
  }

  private async moveWindow(lengthBytes: number): Promise<void> {
    const windowBytes = Math.min(Math.max(lengthBytes, this.nextWindowBytes), this.remainingBytes);
    this.window = await readSlice(this.file, this.position, windowBytes);
    this.windowStartByte = this.position;
    this.nextWindowBytes = Math.min(2 * this.nextWindowBytes, LARGEST_WINDOW_BYTES);
  }
}

/**
 * Reads a part of a file into memory.
 *
 * @throws AppError 'file-unreadable' if the file is gone or has changed since it was chosen
 */
export async function readSlice(
  file: ByteFile,
  startByte: number,
  lengthBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = await readBuffer(file.slice(startByte, startByte + lengthBytes));
  if (buffer.byteLength !== lengthBytes) {
    throw new AppError('file-unreadable', `${buffer.byteLength} of ${lengthBytes} bytes could be read`);
  }
  return new Uint8Array(buffer);
}

async function readBuffer(part: ReturnType<ByteFile['slice']>): Promise<ArrayBuffer> {
  try {
    return await part.arrayBuffer();
  } catch (cause) {
    throw new AppError('file-unreadable', 'the model file could not be read', { cause });
  }
}
