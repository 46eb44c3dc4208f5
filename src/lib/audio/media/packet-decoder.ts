import { AudioSample, EncodedPacketSink, type EncodedPacket, type InputAudioTrack } from 'mediabunny';

/** Packets that wait in the browser's decoder: enough to keep it busy. */
const MAX_QUEUED_PACKETS = 16;
const MICROSECONDS = 1e6;

/**
 * The sound of a compressed track, packet by packet. Where it breaks off, all that came before is given first:
 * mediabunny's own sink (1.61) loses up to 40 packets in front of a broken one, which can be all of a short file.
 *
 * Whoever takes a sample closes it.
 *
 * @param startSeconds where to begin: at the last packet before it from which decoding can begin
 * @throws what reading or decoding has failed with, once the sound before has been taken
 */
export async function* decodedSamples(
  track: InputAudioTrack,
  startSeconds = 0,
): AsyncGenerator<AudioSample, void, void> {
  const config = await track.getDecoderConfig();
  if (!config) throw new Error('the track does not say how it is to be decoded');
  const sink = new EncodedPacketSink(track);
  const decoder = new PacketDecoder(config);
  const first = async () =>
    (startSeconds > 0 ? await sink.getKeyPacket(startSeconds) : null) ?? (await sink.getFirstPacket());
  const next = async (packet: EncodedPacket | null) => {
    try {
      return packet ? await sink.getNextPacket(packet) : await first();
    } catch (thrown) {
      decoder.failures.push(thrown);
      return null;
    }
  };
  try {
    for (
      let packet = await next(null);
      packet && decoder.failures.length === 0;
      packet = await next(packet)
    ) {
      await decoder.push(packet);
      yield* decoder.take();
    }
    await decoder.flush();
    yield* decoder.take();
  } finally {
    decoder.close();
  }
  for (const failure of decoder.failures) throw failure;
}

/** The browser's decoder, asked for its sound instead of calling back with it. */
class PacketDecoder {
  /** The first says why no more sound comes. */
  readonly failures: unknown[] = [];
  readonly #decoder: AudioDecoder;
  readonly #decoded: AudioData[] = [];
  #firstPacketSeconds: number | null = null;
  /** Chromium puts a first packet before zero, the encoder's priming, at zero. */
  #shiftSeconds: number | null = null;
  #wake: () => void = () => undefined;

  constructor(config: AudioDecoderConfig) {
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
    this.#firstPacketSeconds ??= packet.timestamp;
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
  *take(): Generator<AudioSample, void, void> {
    for (let decoded = this.#decoded.shift(); decoded; decoded = this.#decoded.shift()) {
      const seconds = decoded.timestamp / MICROSECONDS;
      this.#shiftSeconds ??= (this.#firstPacketSeconds ?? seconds) - seconds;
      const sample = new AudioSample(decoded);
      sample.setTimestamp(seconds + this.#shiftSeconds);
      yield sample;
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
