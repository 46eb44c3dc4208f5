import { CancelledError } from '../../../../src/lib/core/errors';
import type { Library } from '../../../../src/lib/app/recordings/recording-keeper';
import type { ReadingPoint } from '../../../../src/lib/core/streaming/reading-point';
import type { TranscribedWindow } from '../../../../src/lib/core/transcript/transcript';
import type { KeptRecording, RecordingChanges } from '../../../../src/lib/library/kept-recording';

/** A library in memory that outlives the lists built on it, as a device outlives a page. */
export class FakeLibrary implements Library {
  readonly recordings = new Map<string, KeptRecording>();
  readonly texts = new Map<string, TranscribedWindow[]>();
  readonly points = new Map<string, ReadingPoint>();
  readonly sounds = new Map<string, File>();
  readonly waveforms = new Map<string, Uint8Array<ArrayBuffer>>();
  /** Thrown by every write of sound, if set. */
  soundError: Error | null = null;
  /** Thrown by every other write, if set. */
  writeError: Error | null = null;
  /** Thrown by every reading, if set. */
  readError: Error | null = null;
  /** Settles a copy of sound; it waits for that where it is set. */
  copying: Promise<void> | null = null;
  strayRemovals = 0;
  /** Every window written, as "id:index". */
  readonly writtenWindows: string[] = [];

  list() {
    if (this.readError) return Promise.reject(this.readError);
    return Promise.resolve([...this.recordings.values()].sort((a, b) => a.position - b.position));
  }

  windows(id: string) {
    if (this.readError) return Promise.reject(this.readError);
    return Promise.resolve(this.texts.get(id) ?? []);
  }

  write({ recording, replacesText, windows, resume }: RecordingChanges) {
    if (this.writeError) return Promise.reject(this.writeError);
    const { id } = recording;
    this.recordings.set(id, recording);
    if (replacesText) this.points.delete(id);
    if (resume) this.points.set(id, resume);
    const texts = replacesText ? [] : [...(this.texts.get(id) ?? [])];
    for (const [index, window] of windows) {
      texts[index] = window;
      this.writtenWindows.push(`${id}:${index}`);
    }
    this.texts.set(id, texts);
    return Promise.resolve();
  }

  readingPoint(id: string) {
    return Promise.resolve(this.points.get(id) ?? null);
  }

  async keepSound(id: string, file: File, signal?: AbortSignal) {
    await this.copying;
    if (signal?.aborted) throw new CancelledError();
    if (this.soundError) throw this.soundError;
    this.sounds.set(id, file);
  }

  soundIds() {
    return Promise.resolve(new Set(this.sounds.keys()));
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
    if (this.writeError) return Promise.reject(this.writeError);
    this.recordings.delete(id);
    this.texts.delete(id);
    this.sounds.delete(id);
    this.waveforms.delete(id);
    return Promise.resolve();
  }

  /** The text of each segment that is kept of a recording. */
  keptTexts(id: string): string[] {
    return (this.texts.get(id) ?? []).flatMap(({ segments }) => segments.map(({ text }) => text));
  }

  removeStraySounds() {
    this.strayRemovals += 1;
    return Promise.resolve();
  }
}
