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
import { SAMPLE_RATE } from '../../core/audio/audio-format';
import { BlockAssembler } from '../../core/audio/block-assembler';
import { downmix } from '../../core/audio/downmix';
import { SpeechFormat } from '../../core/audio/speech-format';
import { AppError, CancelledError } from '../../core/errors';

/** Samples of a decoded block: 0.512 s, a whole number of the voice detector's frames. */
export const BLOCK_SAMPLES = 8192;

// A playlist would have us fetch what it names: no file may make this app use the network.
const FORMATS = ALL_FORMATS.filter((format) => format !== HLS);

const MIN_SAMPLE_RATE = 8_000;
const MAX_SAMPLE_RATE = 192_000;
/** Of more, the first ones count: beyond 7.1 there is hardly anything that speaks. */
const MAX_CHANNELS = 8;
/** The end of a larger file is not looked for: it would be read twice. */
const MAX_SEARCHED_BYTES = 256 * 2 ** 20;
/** Small files can hold endless sound. */
const MAX_RECORDING_SECONDS = 24 * 3600;

/** An audio or video file, opened: its first suitable audio track can be decoded once, block by block. */
export class MediaDecoder {
  #endedEarly = false;
  #format: SpeechFormat | null = null;

  private constructor(
    private readonly file: File,
    private readonly input: Input,
    private readonly track: InputAudioTrack,
    /** As the container says, which may be wrong; null where that cannot be found quickly. */
    readonly durationSeconds: number | null,
  ) {}

  /**
   * @throws AppError 'audio-empty', 'audio-undecodable', 'audio-no-track', 'audio-damaged' or 'file-unreadable'
   */
  static async open(file: File): Promise<MediaDecoder> {
    if (file.size === 0) throw new AppError('audio-empty', 'the file has no bytes');
    const input = new Input({ source: new BlobSource(file), formats: FORMATS });
    try {
      const track = await findTrack(input);
      return new MediaDecoder(file, input, track, await durationOf(track, file));
    } catch (cause) {
      input.dispose();
      throw await explain(cause, file);
    }
  }

  /** True once decoding broke after a part of the recording: what came before it is all there is. */
  get endedEarly(): boolean {
    return this.#endedEarly;
  }

  /** Lets go of a file whose blocks are not wanted. */
  close(): void {
    this.input.dispose();
  }

  /**
   * Mono blocks at 16 kHz without gaps from time zero on: BLOCK_SAMPLES each, the last one shorter. Decodes only
   * as far as blocks are taken.
   *
   * @throws AppError 'audio-empty', 'audio-damaged', 'audio-undecodable', 'audio-too-long' or 'file-unreadable'
   * @throws CancelledError once `signal` is aborted
   */
  async *blocks(signal: AbortSignal): AsyncGenerator<Float32Array<ArrayBuffer>, void, void> {
    const assembler = new BlockAssembler(BLOCK_SAMPLES);
    const limitSamples = MAX_RECORDING_SECONDS * SAMPLE_RATE;
    let decodedSamples = 0;
    try {
      for await (const piece of this.#pieces()) {
        if (signal.aborted) throw new CancelledError();
        decodedSamples += piece.length;
        if (decodedSamples > limitSamples) throw new AppError('audio-too-long', 'more than 24 hours');
        yield* assembler.push(piece);
      }
    } catch (thrown) {
      const error = await explain(thrown, this.file);
      const endsHere = error instanceof AppError && error.code === 'audio-damaged' && decodedSamples > 0;
      if (!endsHere) throw error;
      this.#endedEarly = true;
    } finally {
      this.input.dispose();
    }
    if (decodedSamples === 0) throw new AppError('audio-empty', 'the audio track has no sound');
    const rest = assembler.flush();
    if (rest) yield rest;
  }

  /** 16 kHz pieces as they come from the decoder. A track may change its rate in the middle. */
  async *#pieces(): AsyncGenerator<Float32Array<ArrayBuffer>, void, void> {
    for await (const sample of new AudioSampleSink(this.track).samples()) {
      const { sampleRate, timestamp } = sample;
      const mono = monoSamples(sample);
      if (this.#format?.sampleRate !== sampleRate) {
        const startSeconds = this.#format ? timestamp : 0;
        if (this.#format) yield this.#format.flush();
        this.#format = new SpeechFormat(checkedRate(sampleRate), startSeconds);
      }
      yield* this.#format.push(mono, timestamp);
    }
    if (this.#format) yield this.#format.flush();
  }
}

async function findTrack(input: Input): Promise<InputAudioTrack> {
  await input.getFormat();
  const track = await input.getPrimaryAudioTrack();
  if (!track) throw new AppError('audio-no-track', 'the file has no audio track');
  if (!(await track.canDecode())) {
    throw new AppError(
      'audio-undecodable',
      `no decoder for ${(await track.getCodec()) ?? 'an unknown codec'}`,
    );
  }
  checkedRate(await track.getSampleRate());
  return track;
}

function checkedRate(sampleRate: number): number {
  if (sampleRate >= MIN_SAMPLE_RATE && sampleRate <= MAX_SAMPLE_RATE) return Math.round(sampleRate);
  throw new AppError('audio-undecodable', `sample rate of ${sampleRate} Hz`);
}

async function durationOf(track: InputAudioTrack, file: File): Promise<number | null> {
  const declaredSeconds = await track.getDurationFromMetadata();
  if (declaredSeconds !== null) return plausible(declaredSeconds);
  if (file.size > MAX_SEARCHED_BYTES) return null;
  // Ogg, ADTS and live WebM declare none. A file that is broken further on has none either, but can be begun.
  return track.computeDuration().then(plausible, () => null);
}

function plausible(seconds: number): number | null {
  return seconds > 0 && seconds <= MAX_RECORDING_SECONDS ? seconds : null;
}

/** Takes the sound out of `sample` and closes it: the decoder waits for its memory. */
function monoSamples(sample: AudioSample): Float32Array<ArrayBuffer> {
  const { numberOfChannels, numberOfFrames } = sample;
  try {
    const channels = Array.from({ length: Math.min(numberOfChannels, MAX_CHANNELS) }, (_, planeIndex) => {
      const channel = new Float32Array(numberOfFrames);
      sample.copyTo(channel, { planeIndex, format: 'f32-planar' });
      return channel;
    });
    return downmix(channels);
  } finally {
    sample.close();
  }
}

/** What a failure of the library means. Whether the file is still there is asked of the file itself. */
async function explain(thrown: unknown, file: File): Promise<Error> {
  if (thrown instanceof AppError || thrown instanceof CancelledError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (!(await isReadable(file))) return new AppError('file-unreadable', message, { cause: thrown });
  const code = thrown instanceof UnsupportedInputFormatError ? 'audio-undecodable' : 'audio-damaged';
  return new AppError(code, message, { cause: thrown });
}

async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
