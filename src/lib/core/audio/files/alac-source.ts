import { AppError } from '../../errors';
import type { SoundPiece, SoundSource } from '../sound-source';
import { decodeAlacPacket, readAlacConfig, type AlacConfig } from '../codecs/alac-decoder';
import type { CafHeader } from './caf-header';
import { cafPacketSizes } from './caf-packets';
import { fourLetters, viewOf } from './file-bytes';

/** No packet is larger than its sound would be without compression, and a little. */
const MAX_PACKET_BYTES = 1 << 24; // 16777216
/** Some writers put an atom of MP4 around the description: size, name, version and flags. */
const ATOM_HEADER_BYTES = 12;
const LONGEST_COOKIE_BYTES = 256;

/** Apple Lossless in a Core Audio file. */
export class AlacSource implements SoundSource {
  private constructor(
    private readonly file: Blob,
    private readonly header: CafHeader,
    private readonly config: AlacConfig,
    private readonly packetSizes: readonly number[],
  ) {}

  /** @throws AppError 'audio-damaged' */
  static async open(file: Blob, header: CafHeader): Promise<AlacSource> {
    const config = header.cookie && readAlacConfig(await cookieOf(file, header.cookie.startByte));
    if (!config) throw new AppError('audio-damaged', 'the description of the ALAC sound is missing');
    return new AlacSource(file, header, config, await cafPacketSizes(file, header));
  }

  get sampleRate(): number {
    return this.header.sampleRate;
  }

  get channelCount(): number {
    return this.config.channelCount;
  }

  get durationSeconds(): number {
    return (this.packetSizes.length * this.config.packetSamples) / this.sampleRate;
  }

  async *pieces(startSeconds = 0): AsyncGenerator<SoundPiece, void, void> {
    const { sampleRate } = this;
    const { packetSamples } = this.config;
    const first = Math.floor((startSeconds * sampleRate) / packetSamples);
    let packetByte = this.header.startByte;
    for (const [i, sizeBytes] of this.packetSizes.entries()) {
      if (i >= first) {
        const bytes = await viewOf(this.file, packetByte, Math.min(sizeBytes, MAX_PACKET_BYTES));
        const packet = new Uint8Array(bytes.buffer);
        if (packet.length < sizeBytes) throw new AppError('audio-damaged', 'the CAF file is cut');
        const channels = decodeAlacPacket(packet, this.config);
        yield { channels, sampleRate, startSeconds: (i * packetSamples) / sampleRate };
      }
      packetByte += sizeBytes;
    }
  }
}

async function cookieOf(file: Blob, startByte: number): Promise<Uint8Array> {
  const view = await viewOf(file, startByte, LONGEST_COOKIE_BYTES);
  let cookieByte = 0;
  for (let byte = 0; byte + ATOM_HEADER_BYTES <= view.byteLength; byte++) {
    // The atom of the format's own name comes first, and holds the name alone.
    if (fourLetters(view, byte) === 'alac' && view.getUint32(byte + 4) === 0) cookieByte = byte + 8;
  }
  return new Uint8Array(view.buffer, cookieByte);
}
