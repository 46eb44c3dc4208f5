import type { Library } from '../../../src/lib/app/recording-keeper';
import type { ReadingPoint } from '../../../src/lib/core/streaming/reading-point';
import type { TranscribedWindow } from '../../../src/lib/core/transcript/transcript';
import type { KeptRecording } from '../../../src/lib/library/kept-recording';

/** A library in memory that outlives the lists built on it, as a device outlives a page. */
export class FakeLibrary implements Library {
  readonly recordings = new Map<string, KeptRecording>();
  readonly windows = new Map<string, TranscribedWindow[]>();
  readonly points = new Map<string, ReadingPoint>();
  readonly sounds = new Map<string, File>();
  readonly waveforms = new Map<string, Uint8Array<ArrayBuffer>>();
  /** Thrown by every write of sound, if set. */
  soundError: Error | null = null;
  /** Every window written, as "id:index". */
  readonly writtenWindows: string[] = [];

  list() {
    const inOrder = [...this.recordings.values()].sort((a, b) => a.position - b.position);
    return Promise.resolve(
      inOrder.map((recording) => ({ recording, windows: this.windows.get(recording.id) ?? [] })),
    );
  }

  save(recording: KeptRecording) {
    this.recordings.set(recording.id, recording);
    return Promise.resolve();
  }

  saveWindow(id: string, index: number, window: TranscribedWindow, resume: ReadingPoint | null) {
    if (resume) this.points.set(id, resume);
    const windows = [...(this.windows.get(id) ?? [])];
    windows[index] = window;
    this.windows.set(id, windows);
    this.writtenWindows.push(`${id}:${index}`);
    return Promise.resolve();
  }

  readingPoint(id: string) {
    return Promise.resolve(this.points.get(id) ?? null);
  }

  removeWindows(id: string) {
    this.points.delete(id);
    this.windows.delete(id);
    return Promise.resolve();
  }

  keepSound(id: string, file: File) {
    if (this.soundError) return Promise.reject(this.soundError);
    this.sounds.set(id, file);
    return Promise.resolve();
  }

  sound(id: string) {
    return Promise.resolve(this.sounds.get(id) ?? null);
  }

  savePeaks(id: string, peaks: Uint8Array<ArrayBuffer>) {
    this.waveforms.set(id, peaks);
    return Promise.resolve();
  }

  peaks(id: string) {
    return Promise.resolve(this.waveforms.get(id) ?? null);
  }

  remove(id: string) {
    this.recordings.delete(id);
    this.windows.delete(id);
    this.sounds.delete(id);
    this.waveforms.delete(id);
    return Promise.resolve();
  }

  removeStraySounds() {
    return Promise.resolve();
  }
}
