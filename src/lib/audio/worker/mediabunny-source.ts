import {
  ALL_FORMATS,
  AudioSampleSink,
  BlobSource,
  HLS,
  Input,
  UnsupportedInputFormatError,
  type AudioSample,
  type InputAudioTrack,
} from 'mediabunny';
import { MAX_CHANNELS, type SoundPiece, type SoundSource } from '../../core/audio/sound-source';
import { AppError } from '../../core/errors';

// A playlist would have us fetch what it names: no file may make this app use the network.
const FORMATS = ALL_FORMATS.filter((format) => format !== HLS);

/** The end of a larger file is not looked for: it would be read twice. */
const MAX_SEARCHED_BYTES = 256 * 2 ** 20;

/** Sound of what the browser decodes: the first suitable audio track of a file. */
export class MediabunnySource implements SoundSource {
  private constructor(
    private readonly input: Input,
    private readonly track: InputAudioTrack,
    readonly sampleRate: number,
    readonly durationSeconds: number | null,
  ) {}

  /** @throws AppError 'audio-undecodable' or 'audio-no-track'; what the library throws for a damaged file */
  static async open(file: File): Promise<MediabunnySource> {
    const input = new Input({ source: new BlobSource(file), formats: FORMATS });
    try {
      const track = await findTrack(input);
      const sampleRate = await track.getSampleRate();
      return new MediabunnySource(input, track, sampleRate, await durationOf(track, file));
    } catch (thrown) {
      input.dispose();
      if (!(thrown instanceof UnsupportedInputFormatError)) throw thrown;
      throw new AppError('audio-undecodable', thrown.message, { cause: thrown });
    }
  }

  async *pieces(): AsyncGenerator<SoundPiece, void, void> {
    for await (const sample of new AudioSampleSink(this.track).samples()) yield pieceOf(sample);
  }

  close(): void {
    this.input.dispose();
  }
}

async function findTrack(input: Input): Promise<InputAudioTrack> {
  await input.getFormat();
  const track = await input.getPrimaryAudioTrack();
  if (!track) throw new AppError('audio-no-track', 'the file has no audio track');
  if (await track.canDecode()) return track;
  const codec = (await track.getCodec()) ?? 'an unknown codec';
  throw new AppError('audio-undecodable', `no decoder for ${codec}`);
}

async function durationOf(track: InputAudioTrack, file: File): Promise<number | null> {
  const declaredSeconds = await track.getDurationFromMetadata();
  if (declaredSeconds !== null || file.size > MAX_SEARCHED_BYTES) return declaredSeconds;
  // Ogg, ADTS and live WebM declare none. A file that is broken further on has none either, but can be begun.
  return track.computeDuration().catch(() => null);
}

/** Takes the sound out of `sample` and closes it: the decoder waits for its memory. */
function pieceOf(sample: AudioSample): SoundPiece {
  const { numberOfChannels, numberOfFrames, sampleRate, timestamp } = sample;
  try {
    const channels = Array.from({ length: Math.min(numberOfChannels, MAX_CHANNELS) }, (_, planeIndex) => {
      const channel = new Float32Array(numberOfFrames);
      sample.copyTo(channel, { planeIndex, format: 'f32-planar' });
      return channel;
    });
    return { channels, sampleRate, startSeconds: timestamp };
  } finally {
    sample.close();
  }
}
