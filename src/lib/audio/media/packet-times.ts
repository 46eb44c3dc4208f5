import { OGG, type EncodedPacket, type InputAudioTrack } from 'mediabunny';
import { playedPart } from '../../core/audio/played-stretch';
import type { SoundPiece } from '../../core/audio/sound-source';

const OPUS_RATE = 48_000;
/** Where the header of Opus (RFC 7845, section 5.1) has the samples that decoders drop at the start. */
const PRE_SKIP_BYTE = 10;

/**
 * Times for what a decoder gives. Chromium counts them on from the first packet, so after a pause, in which a recorder
 * makes no packets, they are too early; but it gives one piece for each packet, in order.
 */
export class PacketTimes {
  /** Start times of packets whose sound has not come yet. */
  readonly #waiting: number[] = [];
  #lastEndSeconds = Infinity;
  #nextSeconds = 0;
  #isFirst = true;

  private constructor(
    /** Sound of the first packet that is not given. */
    private readonly droppedSeconds: number,
    /** Packets at the start that only prepare the next one. */
    private silentPackets: number,
  ) {}

  static async of(track: InputAudioTrack, config: AudioDecoderConfig): Promise<PacketTimes> {
    const codec = await track.getCodec();
    // mediabunny (1.61) has already taken it off the first packet of an Ogg file.
    const isTakenOff = (await track.input.getFormat()) === OGG;
    const droppedSeconds = codec === 'opus' && !isTakenOff ? preSkipSeconds(config.description) : 0;
    return new PacketTimes(droppedSeconds, codec === 'vorbis' ? 1 : 0);
  }

  push(packet: EncodedPacket): void {
    this.#waiting.push(packet.timestamp);
    this.#lastEndSeconds = packet.duration > 0 ? packet.timestamp + packet.duration : Infinity;
  }

  /** Firefox gives a piece without a sample for a packet that only prepares the next one; Chromium gives none. */
  passOver(): void {
    this.#waiting.shift();
    this.silentPackets = Math.max(0, this.silentPackets - 1);
  }

  /** @returns when the next piece, of that length, begins */
  take(lengthSeconds: number): number {
    let startSeconds = this.#waiting.shift() ?? this.#nextSeconds;
    for (; this.silentPackets > 0; this.silentPackets--) startSeconds = this.#waiting.shift() ?? startSeconds;
    if (this.#isFirst) startSeconds += this.droppedSeconds;
    this.#isFirst = false;
    this.#nextSeconds = startSeconds + lengthSeconds;
    return startSeconds;
  }

  /** A piece that comes after the last packet was pushed, as far as that one lasts. Null if nothing is left of it. */
  withoutPadding(piece: SoundPiece): SoundPiece | null {
    if (this.#waiting.length > 0) return piece;
    const { startSeconds } = piece;
    return playedPart(piece, { fromSeconds: startSeconds, untilSeconds: this.#lastEndSeconds, startSeconds });
  }
}

function preSkipSeconds(description: AllowSharedBufferSource | undefined): number {
  if (!description || description.byteLength < PRE_SKIP_BYTE + 2) return 0;
  const view = ArrayBuffer.isView(description)
    ? new DataView(description.buffer, description.byteOffset, description.byteLength)
    : new DataView(description);
  return view.getUint16(PRE_SKIP_BYTE, true) / OPUS_RATE;
}
