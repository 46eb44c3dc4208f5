import { ByteWindow } from './byte-window';
import { readEncoderNote, type EncoderNote } from './encoder-note';
import { FRAME_HEADER_BYTES, parseFrame, type SoundFrame } from './sound-frame';
import { tagBytes } from './tag-bytes';

/** A header is 11 bits and a few rules: in other data one turns up by chance, but not one after the other. */
const CONFIRMING_FRAMES = 3;
/** The largest frame of MP3 has 2881 bytes, that of ADTS 8191. */
const LOOK_AHEAD_BYTES = (CONFIRMING_FRAMES + 1) * 8192;

/** What a frame, and the tags ID3, TAG and APETAGEX begin with. */
const FIRST_BYTES: readonly number[] = [0xff, 0x49, 0x54, 0x41];

/** Frames of a file, one after the other, that one decoder can take. */
export interface FrameRun {
  readonly startByte: number;
  /** Behind the last frame. */
  readonly endByte: number;
  readonly sampleRate: number;
  /** The length of all frames before, those with notes too: players count them. */
  readonly startSeconds: number;
  readonly lengthSeconds: number;
  /** Frames with sound. */
  readonly frameCount: number;
  readonly note: EncoderNote | null;
}

/** What a file of frames is made of. */
export interface FrameRuns {
  /** More than one where files were joined. A later one begins behind its note: its delay is not dropped. */
  readonly runs: readonly FrameRun[];
  /** Bytes that are in no frame and no tag. */
  readonly foreignBytes: number;
}

/** @returns no runs for a file that is neither MP3 nor ADTS (AAC) */
export async function findFrameRuns(file: Blob): Promise<FrameRuns> {
  const window = new ByteWindow(file);
  const finder = new RunFinder();
  for (let byte = 0; byte < file.size;) {
    const bytes = await window.from(byte, LOOK_AHEAD_BYTES);
    const isLast = byte + bytes.length >= file.size;
    const untilByte = isLast ? bytes.length : bytes.length - LOOK_AHEAD_BYTES + 1;
    let at = 0;
    while (at < untilByte) at += finder.step(bytes, at, byte + at);
    byte += at;
  }
  return { runs: finder.runs.filter(({ frameCount }) => frameCount > 0), foreignBytes: finder.foreignBytes };
}

interface GrowingRun extends FrameRun {
  endByte: number;
  lengthSeconds: number;
  frameCount: number;
  readonly configuration: number;
}

class RunFinder {
  readonly runs: GrowingRun[] = [];
  foreignBytes = 0;
  #seconds = 0;
  #isCut = false;

  /**
   * Looks at what begins at `at` in `bytes`, which is `byte` of the file.
   *
   * @returns how many bytes that has
   */
  step(bytes: Uint8Array, at: number, byte: number): number {
    const frame = parseFrame(bytes, at);
    const isSame = frame !== null && frame.configuration === this.runs.at(-1)?.configuration;
    if (frame && (isSame || isConfirmed(bytes, at, frame))) {
      this.#take(frame, readEncoderNote(bytes, at, frame), byte);
      return frame.sizeBytes;
    }
    const skippedBytes = tagBytes(bytes, at);
    if (skippedBytes > 0) {
      // Joined files have theirs in the middle.
      this.#isCut = true;
      return skippedBytes;
    }
    const foreignBytes = nextMark(bytes, at + 1) - at;
    this.foreignBytes += foreignBytes;
    return foreignBytes;
  }

  #take(frame: SoundFrame, note: EncoderNote | null, byte: number): void {
    const { configuration, sampleRate, sizeBytes } = frame;
    const seconds = frame.sampleCount / sampleRate;
    const last = this.runs.at(-1);
    if (note && last) this.#seconds += seconds;
    if (note || this.#isCut || configuration !== last?.configuration) {
      const startByte = note && last ? byte + sizeBytes : byte;
      const length = { endByte: startByte, lengthSeconds: 0, frameCount: 0 };
      this.runs.push({ startByte, sampleRate, startSeconds: this.#seconds, note, configuration, ...length });
      this.#isCut = false;
    }
    const run = this.runs.at(-1);
    if (note || !run) return;
    run.endByte = byte + sizeBytes;
    run.lengthSeconds += seconds;
    run.frameCount += 1;
    this.#seconds += seconds;
  }
}

/** Whether frames of the same kind follow, or the file ends with this one. */
function isConfirmed(bytes: Uint8Array, at: number, first: SoundFrame): boolean {
  let next = at + first.sizeBytes;
  for (let i = 0; i < CONFIRMING_FRAMES && next + FRAME_HEADER_BYTES <= bytes.length; i++) {
    const frame = parseFrame(bytes, next);
    if (frame?.configuration !== first.configuration) return i > 0 && tagBytes(bytes, next) > 0;
    next += frame.sizeBytes;
  }
  return next <= bytes.length;
}

/** Where the next frame or tag can begin; the end where none does. */
function nextMark(bytes: Uint8Array, startByte: number): number {
  for (let at = startByte; at < bytes.length; at++) if (FIRST_BYTES.includes(bytes[at] ?? 0)) return at;
  return bytes.length;
}
