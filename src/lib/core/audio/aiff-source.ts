import { AppError } from '../errors';
import { aiffCoding, type AiffCoding } from './aiff-coding';
import { readAiffHeader, type AiffHeader } from './aiff-header';
import { MAX_CHANNELS, type SoundPiece, type SoundSource } from './sound-source';

/** Of the file, in memory at a time. */
const PIECE_BYTES = 1 << 18; // 262144

/** Sound of an AIFF or AIFF-C file, which browsers do not decode. */
export class AiffSource implements SoundSource {
  readonly durationSeconds: number | null;
  /** From one sample of a channel to the next. */
  readonly #strideBytes: number;
  /** Samples of each channel that are there. */
  readonly #sampleCount: number;
  readonly #breaksOff: boolean;

  private constructor(
    private readonly file: Blob,
    private readonly header: AiffHeader,
    private readonly coding: AiffCoding,
  ) {
    this.#strideBytes = coding.sampleBytes * header.channelCount;
    const foundBytes = Math.max(0, file.size - header.soundStartByte);
    const declaredBytes = header.soundBytes ?? foundBytes;
    const heldSamples = Math.floor(Math.min(foundBytes, declaredBytes) / this.#strideBytes);
    const declaredSamples = Math.floor(declaredBytes / this.#strideBytes);
    // A count of zero was never filled in; one that is larger than the sound is as wrong as that.
    const isCounted = header.sampleCount > 0 && header.sampleCount < declaredSamples;
    const wantedSamples = isCounted ? header.sampleCount : declaredSamples;
    this.#sampleCount = Math.min(heldSamples, wantedSamples);
    this.#breaksOff = heldSamples < wantedSamples;
    this.durationSeconds = wantedSamples / header.sampleRate;
  }

  /**
   * @returns null if this is no AIFF file
   * @throws AppError 'audio-damaged', 'audio-undecodable' or 'audio-empty'
   */
  static async open(file: Blob): Promise<AiffSource | null> {
    const header = await readAiffHeader(file);
    if (!header) return null;
    const coding = aiffCoding(header.compression, header.bits);
    if (!coding) throw new AppError('audio-undecodable', `AIFF-C compression ${header.compression}`);
    return new AiffSource(file, header, coding);
  }

  get sampleRate(): number {
    return this.header.sampleRate;
  }

  async *pieces(): AsyncGenerator<SoundPiece, void, void> {
    const { sampleRate, soundStartByte } = this.header;
    const pieceSamples = Math.max(1, Math.floor(PIECE_BYTES / this.#strideBytes));
    for (let sample = 0; sample < this.#sampleCount; sample += pieceSamples) {
      const sampleCount = Math.min(pieceSamples, this.#sampleCount - sample);
      const startByte = soundStartByte + sample * this.#strideBytes;
      const part = this.file.slice(startByte, startByte + sampleCount * this.#strideBytes);
      const channels = this.#channelsOf(new DataView(await part.arrayBuffer()), sampleCount);
      yield { channels, sampleRate, startSeconds: sample / sampleRate };
    }
    if (this.#breaksOff) throw new AppError('audio-damaged', 'the AIFF file is shorter than it says');
  }

  close(): void {
    // Each piece is read from the file by itself: nothing is held.
  }

  #channelsOf(view: DataView, sampleCount: number): Float32Array<ArrayBuffer>[] {
    const { sampleBytes, read } = this.coding;
    return Array.from({ length: Math.min(this.header.channelCount, MAX_CHANNELS) }, (_, channel) => {
      const samples = new Float32Array(sampleCount);
      for (let i = 0; i < sampleCount; i++) {
        samples[i] = read(view, i * this.#strideBytes + channel * sampleBytes);
      }
      return samples;
    });
  }
}
