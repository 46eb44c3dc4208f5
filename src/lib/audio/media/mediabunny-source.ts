import { AudioSampleSink, FLAC, PCM_AUDIO_CODECS, type InputAudioTrack } from 'mediabunny';
import type { AlacConfig } from '../../core/audio/codecs/alac-decoder';
import { playedPart, type PlayedStretch } from '../../core/audio/played-stretch';
import type { SoundPiece, SoundSource } from '../../core/audio/sound-source';
import { flacHeaderBytes } from '../../core/containers/flac-header';
import { AppError } from '../../core/errors';
import { alacConfigOf, alacPieces } from './alac-track';
import { declaredSound, fallsShort, type DeclaredSound } from './declared-sound';
import { decodedPieces, type PacketRange } from './packet-decoder';
import { pieceOf } from './sound-piece';
import { playedLength, trackTiming, type TrackTiming } from './track-timing';

/** Tags that are not known; more of the file than that is sound which is not read. */
export const MAX_FOREIGN_BYTES = 1 << 14; // 16384

interface OpenedTrack {
  readonly file: Blob;
  readonly track: InputAudioTrack;
  readonly declared: DeclaredSound;
  readonly timing: TrackTiming;
  /** Null: the browser decodes it. */
  readonly alac: AlacConfig | null;
}

/** How far a track has been read. */
interface Reached {
  /** On the track's own clock. */
  endSeconds: number;
  packetBytes: number;
}

/** Sound of one track of a file that mediabunny reads, at the times that a player shows. */
export class MediabunnySource implements SoundSource {
  private constructor(private readonly opened: OpenedTrack) {}

  /** @param file the one that `track` is in */
  static async of(track: InputAudioTrack, file: Blob): Promise<MediabunnySource> {
    const declared = await declaredSound(track, file);
    const timing = await trackTiming(track, file);
    return new MediabunnySource({ file, track, declared, timing, alac: await alacConfigOf(track, file) });
  }

  get sampleRate(): number {
    return this.opened.declared.sampleRate;
  }

  get channelCount(): number {
    const { alac, declared } = this.opened;
    return alac?.channelCount ?? declared.channelCount;
  }

  get durationSeconds(): number | null {
    return playedLength(this.opened.timing, this.opened.declared.durationSeconds);
  }

  async *pieces(startSeconds = 0): AsyncGenerator<SoundPiece, void, void> {
    const { zeroSeconds, stretches } = this.opened.timing;
    const reached: Reached = { endSeconds: 0, packetBytes: 0 };
    for (const stretch of stretches ?? [null]) {
      const range = stretch ? rangeIn(stretch, startSeconds) : rangeFrom(startSeconds, zeroSeconds);
      for await (const piece of await this.#decoded(range, reached)) {
        const lengthSeconds = (piece.channels[0]?.length ?? 0) / piece.sampleRate;
        reached.endSeconds = Math.max(reached.endSeconds, piece.startSeconds + lengthSeconds);
        const shifted = { ...piece, startSeconds: piece.startSeconds - zeroSeconds };
        const played = stretch ? playedPart(piece, stretch) : shifted;
        if (played) yield played;
      }
    }
    await this.#checkEnd(reached, startSeconds > 0);
  }

  /** @throws AppError 'audio-damaged' where some of the sound is missing */
  async #checkEnd({ endSeconds, packetBytes }: Reached, isPartly: boolean): Promise<void> {
    const { track, declared, timing } = this.opened;
    if (declared.isEndless) throw new AppError('audio-damaged', 'the sound has no end');
    if (!isPartly && (await this.#isLeftOver(packetBytes)))
      throw new AppError('audio-damaged', 'the file goes on behind the end of its sound');
    // Some containers just stop where they are cut: then only the length they declare tells.
    const declaredSeconds = declared.declaredSeconds ?? 0;
    // A clock that begins behind the declared end declares a length instead.
    const readSeconds = timing.zeroSeconds > declaredSeconds ? endSeconds - timing.zeroSeconds : endSeconds;
    const playedEnds = timing.stretches?.map(({ untilSeconds }) => untilSeconds) ?? [Infinity];
    if (await fallsShort(track, readSeconds, Math.min(declaredSeconds, Math.max(...playedEnds))))
      throw new AppError('audio-damaged', 'the sound ends before the file says');
  }

  /** A FLAC file that was joined of two is one to mediabunny (1.61), which stops at the end of the first. */
  async #isLeftOver(packetBytes: number): Promise<boolean> {
    const { file, track } = this.opened;
    if ((await track.input.getFormat()) !== FLAC) return false;
    return file.size - (await flacHeaderBytes(file)) - packetBytes > MAX_FOREIGN_BYTES;
  }

  /** Pieces with the times of the track's own clock; some before and behind the range may come with them. */
  async #decoded(range: PacketRange, reached: Reached): Promise<AsyncGenerator<SoundPiece, void, void>> {
    const { track, alac } = this.opened;
    if (alac) return alacPieces(track, alac, range);
    const codec = await track.getCodec();
    const onPacket = (sizeBytes: number) => (reached.packetBytes += sizeBytes);
    const isPlain = PCM_AUDIO_CODECS.some((each) => each === codec);
    return isPlain ? plainPieces(track, range) : decodedPieces(track, { ...range, onPacket });
  }
}

/** All that a player has from `startSeconds` on; sound before its zero too where that is the beginning. */
function rangeFrom(startSeconds: number, zeroSeconds: number): PacketRange {
  return { fromSeconds: startSeconds > 0 ? startSeconds + zeroSeconds : -Infinity, untilSeconds: Infinity };
}

/** What a player has of `stretch` from `startSeconds` on. */
function rangeIn(stretch: PlayedStretch, startSeconds: number): PacketRange {
  const skippedSeconds = Math.max(0, startSeconds - stretch.startSeconds);
  return { fromSeconds: stretch.fromSeconds + skippedSeconds, untilSeconds: stretch.untilSeconds };
}

/** The sound of a track that is not compressed. */
async function* plainPieces(
  track: InputAudioTrack,
  { fromSeconds, untilSeconds }: PacketRange,
): AsyncGenerator<SoundPiece, void, void> {
  const startSeconds = Math.max(fromSeconds, await track.getFirstTimestamp());
  if (startSeconds >= untilSeconds) return;
  for await (const sample of new AudioSampleSink(track).samples(startSeconds, untilSeconds))
    yield pieceOf(sample);
}
