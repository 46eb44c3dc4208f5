import { SAMPLE_RATE } from '../../core/audio/audio-format';
import { waveSamples } from '../../core/audio/wave-file';

/** The parts of a FileSystemSyncAccessHandle that are used. */
interface JournalFile {
  getSize(): number;
  /** @returns the bytes that were written */
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

/**
 * The sound of a dictation in the origin's private files, written each second, so that a page that crashes or a model
 * that fails loses none: samples as in a WAV file, without its head. While it is written its lock is held.
 */
export class SoundJournal {
  #pending: Float32Array[] = [];
  #pendingSamples = 0;
  #unkeptSamples = 0;
  #isClosed = false;

  /**
   * @param file null where the browser keeps nothing: dictation continues
   * @param release its lock
   */
  constructor(
    private readonly file: JournalFile | null,
    private readonly release: () => void,
  ) {}

  /** False once some of it is not there. */
  get isWhole(): boolean {
    return this.file !== null && this.#unkeptSamples === 0;
  }

  /** Samples that are not there: there was no room for them, or the browser keeps nothing. */
  get unkeptSamples(): number {
    return this.#unkeptSamples;
  }

  /** @param samples mono PCM at 16 kHz */
  add(samples: Float32Array): void {
    this.#pending.push(samples);
    this.#pendingSamples += samples.length;
    if (this.#pendingSamples >= SAMPLE_RATE) this.#write();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#write();
    this.file?.close();
    this.release();
  }

  #write(): void {
    const samples = joined(this.#pending, this.#pendingSamples);
    if (!this.#append(waveSamples(samples))) this.#unkeptSamples += samples.length;
    this.#pending = [];
    this.#pendingSamples = 0;
  }

  /** False where it is not there afterwards: what is there stays, and dictation continues. */
  #append(bytes: Uint8Array<ArrayBuffer>): boolean {
    const { file } = this;
    if (!file) return false;
    try {
      const at = file.getSize();
      // Where the quota ends Chromium 156 throws nothing: it returns an error as if it were a length.
      const isWhole = file.write(bytes, { at }) === bytes.length;
      // Half a sample would make noise of all that comes after it.
      if (!isWhole) file.truncate(at);
      file.flush();
      return isWhole;
    } catch {
      return false;
    }
  }
}

function joined(parts: readonly Float32Array[], length: number): Float32Array {
  const all = new Float32Array(length);
  let start = 0;
  for (const part of parts) {
    all.set(part, start);
    start += part.length;
  }
  return all;
}
