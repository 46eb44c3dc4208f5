import { EncodedPacketSink, MP4, QTFF, type InputAudioTrack } from 'mediabunny';
import { decodeAlacPacket, type AlacConfig } from '../../core/audio/codecs/alac-decoder';
import { alacConfigIn } from '../../core/audio/files/mp4-boxes';
import type { SoundPiece, SoundSource } from '../../core/audio/sound-source';

/**
 * What a decoder has to know of an Apple Lossless track, which no browser but Apple's decodes; null where it is none.
 * mediabunny (1.61) gives its packets all the same.
 */
export async function alacConfigOf(track: InputAudioTrack, file: Blob): Promise<AlacConfig | null> {
  if ((await track.getInternalCodecId()) !== 'alac') return null;
  const format = await track.input.getFormat();
  const isBoxed = [MP4, QTFF].some((each) => each === format);
  return isBoxed ? alacConfigIn(file, await track.getSampleRate()) : null;
}

/** Sound of an Apple Lossless track, decoded here. */
export class AlacTrack implements SoundSource {
  constructor(
    private readonly track: InputAudioTrack,
    private readonly config: AlacConfig,
    readonly durationSeconds: number | null,
  ) {}

  get sampleRate(): number {
    return this.config.sampleRate;
  }

  get channelCount(): number {
    return this.config.channelCount;
  }

  async *pieces(startSeconds = 0): AsyncGenerator<SoundPiece, void, void> {
    const sink = new EncodedPacketSink(this.track);
    const first = startSeconds > 0 ? await sink.getPacket(startSeconds) : null;
    for (
      let packet = first ?? (await sink.getFirstPacket());
      packet;
      packet = await sink.getNextPacket(packet)
    ) {
      const channels = decodeAlacPacket(packet.data, this.config);
      yield { channels, sampleRate: this.sampleRate, startSeconds: packet.timestamp };
    }
  }
}
