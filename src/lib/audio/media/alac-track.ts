import { EncodedPacketSink, MP4, QTFF, type InputAudioTrack } from 'mediabunny';
import { decodeAlacPacket, type AlacConfig } from '../../core/audio/codecs/alac-decoder';
import { alacConfigIn } from '../../core/audio/files/mp4-description';
import type { SoundPiece } from '../../core/audio/sound-source';
import type { PacketRange } from './packet-decoder';

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

/** The sound of an Apple Lossless track, decoded here. */
export async function* alacPieces(
  track: InputAudioTrack,
  config: AlacConfig,
  { fromSeconds, untilSeconds }: PacketRange,
): AsyncGenerator<SoundPiece, void, void> {
  const sink = new EncodedPacketSink(track);
  const first = await sink.getFirstPacket();
  const isLater = first !== null && first.timestamp < fromSeconds;
  for (
    let packet = isLater ? await sink.getPacket(fromSeconds) : first;
    packet && packet.timestamp < untilSeconds;
    packet = await sink.getNextPacket(packet)
  ) {
    const channels = decodeAlacPacket(packet.data, config);
    yield { channels, sampleRate: config.sampleRate, startSeconds: packet.timestamp };
  }
}
