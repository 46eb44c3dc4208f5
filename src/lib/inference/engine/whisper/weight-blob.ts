import type { WeightFile } from '../../../core/graph/graph-builder';
import { releaseMemory } from '../../../core/release-memory';

/** What the weights of one session share while it is made. */
export interface WeightReading {
  /** What went wrong with a weight: the runtime says only that something did. */
  failure: unknown;
  /** The weight read last, which the runtime has copied when it asks for the next. */
  last: Uint8Array | null;
}

/**
 * A weight as a file that is made when it is read. onnxruntime-web with JSPI reads the external files of a model
 * one after the other, so that one weight at a time is in memory beside the runtime's own copy; the build without
 * JSPI reads all of them first (1.30).
 */
export class WeightBlob extends Blob {
  constructor(
    private readonly weight: WeightFile,
    private readonly reading: WeightReading,
  ) {
    super();
  }

  override get size(): number {
    return this.weight.sizeBytes;
  }

  /** Gives the whole file only: each weight has a file of its own. */
  override slice(): Blob {
    return this;
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream({
      start: async (controller) => {
        if (this.reading.last) releaseMemory(this.reading.last);
        const bytes = await this.#read();
        this.reading.last = bytes;
        controller.enqueue(bytes);
        controller.close();
      },
    });
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = await this.#read();
    return byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
  }

  async #read(): Promise<Uint8Array<ArrayBuffer>> {
    try {
      return await this.weight.read();
    } catch (thrown) {
      this.reading.failure ??= thrown;
      throw thrown;
    }
  }
}
