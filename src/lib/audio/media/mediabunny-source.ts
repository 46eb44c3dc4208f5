import {
  ALL_FORMATS,
  AudioSampleSink,
  HLS,
  Input,
  PCM_AUDIO_CODECS,
  UnsupportedInputFormatError,
  type AudioSample,
  type InputAudioTrack,
} from 'mediabunny';
import { MAX_CHANNELS, type SoundPiece, type SoundSource } from '../../core/audio/sound-source';
import { AppError } from '../../core/errors';
import { declaredSound, findAudioTrack, type DeclaredSound } from './audio-track';
import { fileSource } from './file-source';
import { decodedSamples } from './packet-decoder';

// A playlist would have us fetch what it names: no file may make this app use the network.
const FORMATS = ALL_FORMATS.filter((format) => format !== HLS);

/** Sound of what the browser decodes: the first suitable audio track of a file. */
export class MediabunnySource implements SoundSource {
  private constructor(
    private readonly input: Input,
    private readonly track: InputAudioTrack,
    private readonly declared: DeclaredSound,
  ) {}

  /**
   * @throws AppError 'audio-undecodable', 'audio-no-track' or 'audio-damaged'; what the library throws for a
   * damaged file
   */
  static async open(file: File): Promise<MediabunnySource> {
    const input = new Input({ source: await fileSource(file), formats: FORMATS });
    try {
      const track = await findAudioTrack(input);
      return new MediabunnySource(input, track, await declaredSound(track, file));
    } catch (thrown) {
      input.dispose();
      if (!isUnsupported(thrown)) throw thrown;
      throw new AppError('audio-undecodable', thrown.message, { cause: thrown });
    }
  }

  get sampleRate(): number {
    return this.declared.sampleRate;
  }

  get durationSeconds(): number | null {
    return this.declared.durationSeconds;
  }

  async *pieces(): AsyncGenerator<SoundPiece, void, void> {
    const codec = await this.track.getCodec();
    const isPlain = PCM_AUDIO_CODECS.some((each) => each === codec);
    const samples = isPlain ? new AudioSampleSink(this.track).samples() : decodedSamples(this.track);
    for await (const sample of samples) yield pieceOf(sample);
    if (this.declared.isEndless) throw new AppError('audio-damaged', 'the sound has no end');
  }

  close(): void {
    this.input.dispose();
  }
}

/** Codecs of WAV that it does not know (ADPCM, GSM) are told by the message only (mediabunny 1.61). */
function isUnsupported(thrown: unknown): thrown is Error {
  if (thrown instanceof UnsupportedInputFormatError) return true;
  return thrown instanceof Error && thrown.message.startsWith('Unsupported ');
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
