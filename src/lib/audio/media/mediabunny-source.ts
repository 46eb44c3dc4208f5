import {
  ALL_FORMATS,
  AudioSampleSink,
  FLAC,
  HLS,
  Input,
  PCM_AUDIO_CODECS,
  UnsupportedInputFormatError,
  type InputAudioTrack,
  type InputFormat,
} from 'mediabunny';
import { playedPart } from '../../core/audio/played-stretch';
import type { SoundPiece, SoundSource } from '../../core/audio/sound-source';
import { flacHeaderBytes } from '../../core/containers/flac-header';
import { AppError } from '../../core/errors';
import { declaredSound, findAudioTrack, type DeclaredSound } from './audio-track';
import { fileSource } from './file-source';
import { decodedPieces, type PacketRange } from './packet-decoder';
import { pieceOf } from './sound-piece';
import { playedLength, trackTiming, type TrackTiming } from './track-timing';

// A playlist would have us fetch what it names: no file may make this app use the network.
const FORMATS = ALL_FORMATS.filter((format) => format !== HLS);

const EVERYTHING: PacketRange = { fromSeconds: -Infinity, untilSeconds: Infinity };

/** Tags that are not known; more of the file than that is sound which is not read. */
export const MAX_FOREIGN_BYTES = 1 << 14; // 16384

interface OpenedTrack {
  readonly file: File;
  readonly input: Input;
  readonly track: InputAudioTrack;
  readonly format: InputFormat;
  readonly declared: DeclaredSound;
  readonly timing: TrackTiming;
}

/** Sound of what the browser decodes: the first suitable audio track of a file. */
export class MediabunnySource implements SoundSource {
  #packetBytes = 0;

  private constructor(private readonly opened: OpenedTrack) {}

  /**
   * @throws AppError 'audio-undecodable', 'audio-no-track' or 'audio-damaged'; what the library throws for a
   * damaged file
   */
  static async open(file: File): Promise<MediabunnySource> {
    const input = new Input({ source: await fileSource(file), formats: FORMATS });
    try {
      const track = await findAudioTrack(input);
      const declared = await declaredSound(track, file);
      const [format, timing] = [await input.getFormat(), await trackTiming(track, file)];
      return new MediabunnySource({ file, input, track, format, declared, timing });
    } catch (thrown) {
      input.dispose();
      if (!isUnsupported(thrown)) throw thrown;
      throw new AppError('audio-undecodable', thrown.message, { cause: thrown });
    }
  }

  get sampleRate(): number {
    return this.opened.declared.sampleRate;
  }

  get durationSeconds(): number | null {
    return playedLength(this.opened.timing, this.opened.declared.durationSeconds);
  }

  /** The format of the file, as mediabunny knows it. */
  get format(): InputFormat {
    return this.opened.format;
  }

  async *pieces(): AsyncGenerator<SoundPiece, void, void> {
    const { zeroSeconds, stretches } = this.opened.timing;
    if (!stretches) {
      for await (const piece of await this.#decoded(EVERYTHING)) {
        yield { ...piece, startSeconds: piece.startSeconds - zeroSeconds };
      }
    }
    for (const stretch of stretches ?? []) {
      for await (const piece of await this.#decoded(stretch)) {
        const part = playedPart(piece, stretch);
        if (part) yield part;
      }
    }
    if (this.opened.declared.isEndless) throw new AppError('audio-damaged', 'the sound has no end');
    if (await this.#isLeftOver())
      throw new AppError('audio-damaged', 'the file goes on behind the end of its sound');
  }

  /** A FLAC file that was joined of two is one to mediabunny (1.61), which stops at the end of the first. */
  async #isLeftOver(): Promise<boolean> {
    const { file, format } = this.opened;
    return (
      format === FLAC && file.size - (await flacHeaderBytes(file)) - this.#packetBytes > MAX_FOREIGN_BYTES
    );
  }

  /** Pieces with the times of the track's own clock; some before and behind the range may come with them. */
  async #decoded(range: PacketRange): Promise<AsyncGenerator<SoundPiece, void, void>> {
    const { track } = this.opened;
    const codec = await track.getCodec();
    const onPacket = (sizeBytes: number) => (this.#packetBytes += sizeBytes);
    const isPlain = PCM_AUDIO_CODECS.some((each) => each === codec);
    return isPlain ? plainPieces(track, range) : decodedPieces(track, { ...range, onPacket });
  }

  close(): void {
    this.opened.input.dispose();
  }
}

/** Codecs of WAV that it does not know (ADPCM, GSM) are told by the message only (mediabunny 1.61). */
function isUnsupported(thrown: unknown): thrown is Error {
  if (thrown instanceof UnsupportedInputFormatError) return true;
  return thrown instanceof Error && thrown.message.startsWith('Unsupported ');
}

/** The sound of a track that is not compressed. */
async function* plainPieces(
  track: InputAudioTrack,
  { fromSeconds, untilSeconds }: PacketRange,
): AsyncGenerator<SoundPiece, void, void> {
  const startSeconds = Math.max(fromSeconds, await track.getFirstTimestamp());
  for await (const sample of new AudioSampleSink(track).samples(startSeconds, untilSeconds))
    yield pieceOf(sample);
}
