import { AudioSample, EncodedPacketSink, type EncodedPacket, type InputAudioTrack } from 'mediabunny';
import type { SoundPiece } from '../../core/audio/sound-source';
import { PacketTimes } from './packet-times';
import { pieceOf } from './sound-piece';

/** Packets that wait in the browser's decoder: enough to keep it busy. */
const MAX_QUEUED_PACKETS = 16;
/** Sound that a decoder has to have heard before it is right (Opus: 80 ms). */
const PRE_ROLL_SECONDS = 0.1;

/** Which packets are to be decoded, by their times in seconds. */
export interface PacketRange {
  /** Some before it come with them. */
  readonly fromSeconds: number;
  readonly untilSeconds: number;
  /** Hears of each packet that is taken from the file. */
  readonly onPacket?: (sizeBytes: number) => void;
}

/**
 * The sound of a compressed track, packet by packet. Where it breaks off, all that came before is given first:
 * mediabunny's own sink (1.61) loses up to 40 packets in front of a broken one, which can be all of a short file.
 *
 * @returns pieces with the times of their packets
 * @throws what reading or decoding has failed with, once the sound before has been taken
 */
export async function* decodedPieces(
  track: InputAudioTrack,
  { fromSeconds, untilSeconds, onPacket }: PacketRange,
): AsyncGenerator<SoundPiece, void, void> {
  const config = await track.getDecoderConfig();
  if (!config) throw new Error('the track does not say how it is to be decoded');
  const times = await PacketTimes.of(track, config);
  const decoder = new PacketDecoder(config, times);
  const next = packetReader(new EncodedPacketSink(track), fromSeconds, decoder.failures);
  try {
    for (
      let packet = await next(null);
      packet && packet.timestamp < untilSeconds;
      packet = await next(packet)
    ) {
      onPacket?.(packet.byteLength);
      await decoder.push(packet);
      yield* decoder.take();
      if (decoder.failures.length > 0) break;
    }
    await decoder.flush();
    for (const piece of decoder.take()) {
      const part = times.withoutPadding(piece);
      if (part) yield part;
    }
  } finally {
    decoder.close();
  }
  for (const failure of decoder.failures) throw failure;
}

/** @returns what gives the packet after another one, or the first; null at the end, or once `failures` tell why */
function packetReader(sink: EncodedPacketSink, fromSeconds: number, failures: unknown[]) {
  const first = async () => {
    const packet = await sink.getFirstPacket();
    const startSeconds = fromSeconds - PRE_ROLL_SECONDS;
    return packet && packet.timestamp < startSeconds ? sink.getPacket(startSeconds) : packet;
  };
  return async (packet: EncodedPacket | null) => {
    try {
      return packet ? await sink.getNextPacket(packet) : await first();
    } catch (thrown) {
      failures.push(thrown);
      return null;
    }
  };
}

/** The browser's decoder, asked for its sound instead of calling back with it. */
class PacketDecoder {
  /** The first says why no more sound comes. */
  readonly failures: unknown[] = [];
  readonly #decoder: AudioDecoder;
  readonly #decoded: AudioData[] = [];
  #wake: () => void = () => undefined;

  constructor(
    config: AudioDecoderConfig,
    private readonly times: PacketTimes,
  ) {
    this.#decoder = new AudioDecoder({
      output: (data) => this.#decoded.push(data),
      error: (error) => {
        this.failures.push(error);
        this.#wake();
      },
    });
    this.#decoder.addEventListener('dequeue', () => this.#wake());
    this.#decoder.configure(config);
  }

  /** Returns once there is room for the next packet. */
  async push(packet: EncodedPacket): Promise<void> {
    this.times.push(packet);
    await this.#attempt(async () => {
      this.#decoder.decode(packet.toEncodedAudioChunk());
      while (this.#decoder.decodeQueueSize >= MAX_QUEUED_PACKETS && this.failures.length === 0) {
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    });
  }

  /** Returns once all that was pushed has been decoded. */
  flush(): Promise<void> {
    return this.#attempt(() => this.#decoder.flush());
  }

  /** What has been decoded since it was last taken. */
  *take(): Generator<SoundPiece, void, void> {
    for (let decoded = this.#decoded.shift(); decoded; decoded = this.#decoded.shift()) {
      const { numberOfFrames, sampleRate } = decoded;
      if (numberOfFrames === 0) {
        this.times.passOver();
        decoded.close();
        continue;
      }
      const startSeconds = this.times.take(numberOfFrames / sampleRate);
      yield pieceOf(new AudioSample(decoded), startSeconds);
    }
  }

  close(): void {
    if (this.#decoder.state !== 'closed') this.#decoder.close();
    for (const decoded of this.#decoded.splice(0)) decoded.close();
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.failures.push(thrown);
    }
  }
}
