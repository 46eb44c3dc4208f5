import { SAMPLE_RATE } from '../../core/audio/audio-format';
import { waveSamples } from '../../core/audio/wave-file';
import { ownFolder } from '../../core/own-storage';
import { JOURNAL_FOLDER, journalLock } from '../../protocol/journal';

/**
 * The sound of a dictation in the origin's private files, written each second, so that a page that crashes or a model
 * that fails loses none: samples as in a WAV file, without its head. While it is written its lock is held.
 */
export class SoundJournal {
  #pending: Float32Array[] = [];
  #pendingSamples = 0;
  #isWhole: boolean;

  private constructor(
    private readonly file: FileSystemSyncAccessHandle | null,
    private readonly release: () => void,
  ) {
    this.#isWhole = file !== null;
  }

  /** One that writes nothing where the browser keeps nothing: dictation goes on. */
  static async open(id: string): Promise<SoundJournal> {
    const release = holdLock(id);
    try {
      const handle = await (await folder()).getFileHandle(id, { create: true });
      return new SoundJournal(await handle.createSyncAccessHandle(), release);
    } catch {
      return new SoundJournal(null, release);
    }
  }

  /** False once there was no room for some of it. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** @param samples mono PCM at 16 kHz */
  add(samples: Float32Array): void {
    this.#pending.push(samples);
    this.#pendingSamples += samples.length;
    if (this.#pendingSamples >= SAMPLE_RATE) this.#write();
  }

  close(): void {
    this.#write();
    this.file?.close();
    this.release();
  }

  #write(): void {
    try {
      for (const samples of this.#pending) this.#append(waveSamples(samples));
      this.file?.flush();
    } catch {
      // What is there stays, and dictation goes on.
      this.#isWhole = false;
    }
    this.#pending = [];
    this.#pendingSamples = 0;
  }

  /** Where the quota ends Chromium 156 throws nothing: it returns an error as if it were a length. */
  #append(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.file?.write(bytes, { at: this.file.getSize() }) !== bytes.length) this.#isWhole = false;
  }
}

export async function forgetSound(id: string): Promise<void> {
  try {
    await (await folder()).removeEntry(id);
  } catch {
    // It was never written.
  }
}

async function folder(): Promise<FileSystemDirectoryHandle> {
  return ownFolder(await navigator.storage.getDirectory(), JOURNAL_FOLDER);
}

/** Another window then knows that it is not lost. Shared: the page holds it as well, until the text is on the disk. */
function holdLock(id: string): () => void {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  void navigator.locks.request(journalLock(id), { mode: 'shared' }, () => released);
  return release;
}
