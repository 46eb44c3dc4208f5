import { AppError } from '../../errors';
import { MAX_CHANNELS, type SoundPiece, type SoundSource } from '../sound-source';
import type { BlockCoding } from '../codecs/block-coding';

/** Of the file, in memory at a time. */
const PIECE_BYTES = 1 << 18; // 262144
/** Writers that count their header as sound, or leave out the last padding, break nothing off. */
const TOLERATED_SECONDS = 0.01;

/** Where the sound of a file lies, and how it is written. */
export interface StoredSound {
  /** In Hz. */
  readonly sampleRate: number;
  readonly channelCount: number;
  readonly coding: BlockCoding;
  /** Where it begins in the file. */
  readonly startByte: number;
  /** As declared; null where the writer did not know: then to the end of the file. */
  readonly soundBytes: number | null;
  /** Of each channel, as declared; 0 where the writer did not know. */
  readonly sampleCount: number;
}

/** Sound that lies in one piece in its file, and is decoded here. */
export class BlockSource implements SoundSource {
  readonly durationSeconds: number;
  /** Samples of each channel that are there. */
  readonly #sampleCount: number;
  readonly #breaksOff: boolean;

  constructor(
    private readonly file: Blob,
    private readonly sound: StoredSound,
  ) {
    const foundBytes = Math.max(0, file.size - sound.startByte);
    const declaredBytes = sound.soundBytes ?? foundBytes;
    const heldSamples = samplesIn(sound.coding, Math.min(foundBytes, declaredBytes));
    const declaredSamples = samplesIn(sound.coding, declaredBytes);
    // A count of zero was never filled in; one that is larger than the sound is as wrong as that.
    const isCounted = sound.sampleCount > 0 && sound.sampleCount < declaredSamples;
    const wantedSamples = isCounted ? sound.sampleCount : declaredSamples;
    this.#sampleCount = Math.min(heldSamples, wantedSamples);
    this.#breaksOff = wantedSamples - heldSamples > TOLERATED_SECONDS * sound.sampleRate;
    this.durationSeconds = this.#sampleCount / sound.sampleRate;
  }

  get sampleRate(): number {
    return this.sound.sampleRate;
  }

  get channelCount(): number {
    return this.sound.channelCount;
  }

  async *pieces(startSeconds = 0): AsyncGenerator<SoundPiece, void, void> {
    const { sampleRate, startByte, coding } = this.sound;
    const { blockBytes, blockSamples } = coding;
    const pieceBlocks = Math.max(1, Math.floor(PIECE_BYTES / blockBytes));
    const blockCount = Math.ceil(this.#sampleCount / blockSamples);
    const firstBlock = Math.floor((startSeconds * sampleRate) / blockSamples);
    for (let block = firstBlock; block < blockCount; block += pieceBlocks) {
      const count = Math.min(pieceBlocks, blockCount - block);
      const sampleCount = Math.min(count * blockSamples, this.#sampleCount - block * blockSamples);
      const partByte = startByte + block * blockBytes;
      const part = await this.file.slice(partByte, partByte + count * blockBytes).arrayBuffer();
      const channels = this.#channelsOf(part, count);
      yield {
        channels: channels.map((samples) => samples.subarray(0, sampleCount)),
        sampleRate,
        startSeconds: (block * blockSamples) / sampleRate,
      };
    }
    if (this.#breaksOff) throw new AppError('audio-damaged', 'the file is shorter than it says');
  }

  /** @param part of `blockCount` blocks; the last one may be cut */
  #channelsOf(part: ArrayBuffer, blockCount: number): Float32Array<ArrayBuffer>[] {
    const { channelCount, coding } = this.sound;
    const { blockBytes, blockSamples } = coding;
    const view = wholeView(part, blockCount * blockBytes);
    const channels = Array.from(
      { length: Math.min(channelCount, MAX_CHANNELS) },
      () => new Float32Array(blockCount * blockSamples),
    );
    coding.decode(view, blockCount, channels);
    return channels;
  }
}

function samplesIn(
  { blockBytes, blockSamples, samplesIn: samplesInPart }: BlockCoding,
  bytes: number,
): number {
  return Math.floor(bytes / blockBytes) * blockSamples + samplesInPart(bytes % blockBytes);
}

/** As many bytes as are asked for: those that are missing count as zero. */
function wholeView(part: ArrayBuffer, lengthBytes: number): DataView {
  if (part.byteLength >= lengthBytes) return new DataView(part);
  const filled = new Uint8Array(lengthBytes);
  filled.set(new Uint8Array(part));
  return new DataView(filled.buffer);
}
