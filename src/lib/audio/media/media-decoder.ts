import { SAMPLE_RATE } from '../../core/audio/audio-format';
import { BlockAssembler } from '../../core/audio/block-assembler';
import { Downmix } from '../../core/audio/downmix';
import type { SoundFile } from '../../core/audio/sound-file';
import type { SoundSource } from '../../core/audio/sound-source';
import type { SoundTracks } from '../../core/audio/sound-tracks';
import { SpeechFormat } from '../../core/audio/speech-format';
import { AppError, CancelledError } from '../../core/errors';
import { fileFailure } from './file-failure';
import { usualChoice, type SoundChoice } from '../detector/sound-choice';
import { openSoundFile } from './open-sound-file';

/** Samples of a decoded block: 0.512 s, a whole number of the voice detector's frames. */
export const BLOCK_SAMPLES = 8192;

const MIN_SAMPLE_RATE = 8_000;
const MAX_SAMPLE_RATE = 192_000;
/** Small files can hold endless sound. */
const MAX_RECORDING_SECONDS = 24 * 3600;

type Choose = (file: SoundFile) => SoundChoice | Promise<SoundChoice>;

/** An audio or video file, opened: its sound can be decoded once, block by block. */
export class MediaDecoder {
  #endedEarly = false;
  #format: SpeechFormat | null = null;
  #downmix: Downmix | null = null;

  private constructor(
    private readonly file: File,
    private readonly soundFile: SoundFile,
    private readonly choice: SoundChoice,
    private readonly source: SoundSource,
  ) {}

  /**
   * @param choose what of the file is read; what a player would play unless it is given
   * @throws AppError 'audio-empty', 'audio-undecodable', 'audio-no-track', 'audio-damaged' or 'file-unreadable'; what
   *   `choose` throws
   */
  static async open(file: File, choose: Choose = usualChoice): Promise<MediaDecoder> {
    if (file.size === 0) throw new AppError('audio-empty', 'the file has no bytes');
    let soundFile: SoundFile | null = null;
    try {
      soundFile = await openSoundFile(file);
      const choice = await choose(soundFile);
      const source = await soundFile.sound(choice.track);
      checkedRate(source.sampleRate);
      return new MediaDecoder(file, soundFile, choice, source);
    } catch (thrown) {
      soundFile?.close();
      throw await fileFailure(thrown, file);
    }
  }

  /** Of what is there, or as the file says, which may be wrong; null where neither is found quickly, or can be true. */
  get durationSeconds(): number | null {
    const seconds = this.source.durationSeconds ?? NaN;
    return seconds > 0 && seconds <= MAX_RECORDING_SECONDS ? seconds : null;
  }

  get tracks(): SoundTracks {
    const { tracks, usualTrack } = this.soundFile;
    return { all: tracks, read: this.choice.track, usual: usualTrack };
  }

  /** True once decoding broke after a part of the recording: what came before it is all there is. */
  get endedEarly(): boolean {
    return this.#endedEarly;
  }

  /** Lets go of a file whose blocks are not wanted. */
  close(): void {
    this.soundFile.close();
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
      for await (const piece of this.#speechPieces()) {
        if (signal.aborted) throw new CancelledError();
        decodedSamples += piece.length;
        if (decodedSamples > limitSamples) throw new AppError('audio-too-long', 'more than 24 hours');
        yield* assembler.push(piece);
      }
    } catch (thrown) {
      const error = await fileFailure(thrown, this.file);
      const endsHere = error instanceof AppError && error.code === 'audio-damaged' && decodedSamples > 0;
      if (!endsHere) throw error;
      this.#endedEarly = true;
    } finally {
      this.soundFile.close();
    }
    if (decodedSamples === 0) throw this.#nothingFound();
    const rest = assembler.flush();
    if (rest) yield rest;
  }

  #nothingFound(): AppError {
    return this.durationSeconds === null
      ? new AppError('audio-empty', 'the audio track has no sound')
      : new AppError('audio-damaged', 'the sound that the file declares is not there');
  }

  /** 16 kHz pieces as they come from the source. A recording may change its rate in the middle. */
  async *#speechPieces(): AsyncGenerator<Float32Array<ArrayBuffer>, void, void> {
    let givenSamples = 0;
    for await (const { channels, sampleRate, startSeconds } of this.source.pieces()) {
      const wholeRate = checkedRate(sampleRate);
      if (this.#format?.sampleRate !== wholeRate) {
        const rest = this.#format?.flush();
        if (rest) yield rest;
        givenSamples += rest?.length ?? 0;
        this.#format = new SpeechFormat(wholeRate, givenSamples / SAMPLE_RATE, this.durationSeconds ?? 0);
      }
      for (const speech of this.#format.push(this.#mono(channels, wholeRate), startSeconds)) {
        givenSamples += speech.length;
        yield speech;
      }
    }
    if (this.#format) yield this.#format.flush();
  }

  #mono(all: readonly Float32Array[], sampleRate: number): Float32Array<ArrayBuffer> {
    const chosen = this.choice.channels ? all.filter((_, i) => this.choice.channels?.includes(i)) : all;
    // A track may change its channels in the middle.
    const channels = chosen.length > 0 ? chosen : all;
    let downmix = this.#downmix;
    if (downmix?.sampleRate !== sampleRate || downmix.channelCount !== channels.length) {
      downmix = new Downmix(sampleRate, channels.length);
    }
    this.#downmix = downmix;
    return downmix.push(channels);
  }
}

/** A filter is made for whole rates; a rate between them is put right by the timestamps. */
function checkedRate(sampleRate: number): number {
  if (sampleRate >= MIN_SAMPLE_RATE && sampleRate <= MAX_SAMPLE_RATE) return Math.round(sampleRate);
  throw new AppError('audio-undecodable', `sample rate of ${sampleRate} Hz`);
}
