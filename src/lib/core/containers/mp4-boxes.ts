import { ByteWindow } from './byte-window';

const BOX_HEADER_BYTES = 8;
const LARGE_BOX_HEADER_BYTES = 16;
/** A file of nothing but small boxes would take hours. */
const MAX_BOXES = 100_000;

/** A part of an MP4 or QuickTime file. @see ISO/IEC 14496-12:2022, section 4.2 */
export interface Box {
  /** Four letters. */
  readonly type: string;
  readonly startByte: number;
  readonly bodyByte: number;
  readonly endByte: number;
}

type Place = Pick<Box, 'bodyByte' | 'endByte'>;

/** Walks through the boxes of a file. */
export class BoxReader {
  readonly bytes: ByteWindow;
  #boxes = 0;

  constructor(file: Blob) {
    this.bytes = new ByteWindow(file);
  }

  async *within({ bodyByte, endByte }: Place): AsyncGenerator<Box, void, void> {
    for (let startByte = bodyByte; startByte + BOX_HEADER_BYTES <= endByte && ++this.#boxes < MAX_BOXES;) {
      const view = await this.bytes.viewFrom(startByte, LARGE_BOX_HEADER_BYTES);
      if (view.byteLength < BOX_HEADER_BYTES) return;
      const [sizeBytes, headerBytes] = boxSize(view, endByte - startByte);
      if (sizeBytes < headerBytes) return;
      const nextByte = Math.min(endByte, startByte + sizeBytes);
      yield { type: ascii(view, 4), startByte, bodyByte: startByte + headerBytes, endByte: nextByte };
      startByte = nextByte;
    }
  }

  async find(parent: Place, type: string): Promise<Box | null> {
    for await (const box of this.within(parent)) if (box.type === type) return box;
    return null;
  }
}

/** @returns the size of a box and of its header, in bytes; a size of 0 means: to the end */
function boxSize(view: DataView, restBytes: number): [number, number] {
  const sizeBytes = view.getUint32(0);
  if (sizeBytes === 0) return [restBytes, BOX_HEADER_BYTES];
  if (sizeBytes !== 1) return [sizeBytes, BOX_HEADER_BYTES];
  if (view.byteLength < LARGE_BOX_HEADER_BYTES) return [0, LARGE_BOX_HEADER_BYTES];
  return [Number(view.getBigUint64(8)), LARGE_BOX_HEADER_BYTES];
}

function ascii(view: DataView, startByte: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(startByte + i)));
}
