import { AudioSampleSink, PCM_AUDIO_CODECS, type AudioSample, type InputAudioTrack } from 'mediabunny';
import { LONGEST_GAP_SECONDS } from '../../core/audio/continuous-timeline';
import { MAX_CHANNELS, type SoundPiece, type SoundSource } from '../../core/audio/sound-source';
import { AppError } from '../../core/errors';
import { fallsShort, type DeclaredSound } from './declared-sound';
import { decodedSamples } from './packet-decoder';

/** Sound of one track of a file that mediabunny reads, decoded by the browser. */
export class MediabunnySource implements SoundSource {
  constructor(
    private readonly track: InputAudioTrack,
    private readonly declared: DeclaredSound,
  ) {}

  get sampleRate(): number {
    return this.declared.sampleRate;
  }

  get channelCount(): number {
    return this.declared.channelCount;
  }

  get durationSeconds(): number | null {
    return this.declared.durationSeconds;
  }

  async *pieces(startSeconds = 0): AsyncGenerator<SoundPiece, void, void> {
    const { isEndless } = this.declared;
    let firstSeconds: number | null = null;
    let endSeconds = 0;
    for await (const sample of await this.#samples(startSeconds)) {
      firstSeconds ??= sample.timestamp;
      endSeconds = sample.timestamp + sample.duration;
      yield pieceOf(sample);
    }
    if (isEndless) throw new AppError('audio-damaged', 'the sound has no end');
    // Some containers just stop where they are cut: then only the length they declare tells.
    const isOtherClock = firstSeconds !== null && firstSeconds > LONGEST_GAP_SECONDS;
    const readSeconds = isOtherClock ? endSeconds - (firstSeconds ?? 0) : endSeconds;
    if (await fallsShort(this.track, readSeconds, this.declared.declaredSeconds ?? 0))
      throw new AppError('audio-damaged', 'the sound ends before the file says');
  }

  async #samples(startSeconds: number): Promise<AsyncGenerator<AudioSample, void, unknown>> {
    const codec = await this.track.getCodec();
    const isPlain = PCM_AUDIO_CODECS.some((each) => each === codec);
    return isPlain
      ? new AudioSampleSink(this.track).samples(startSeconds > 0 ? startSeconds : undefined)
      : decodedSamples(this.track, startSeconds);
  }
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
