import { playedPart, type PlayedStretch } from '../../core/audio/played-stretch';
import type { SoundPiece, SoundSource } from '../../core/audio/sound-source';
import { AppError } from '../../core/errors';
import { MediabunnySource } from './mediabunny-source';

/** Silence before the first sound of a part: more of it is a clock that begins elsewhere. */
const LONGEST_DELAY_SECONDS = 1;

/** A part of a file that is a recording of its own. */
export interface FilePart {
  readonly startByte: number;
  readonly endByte: number;
  /** What is played of it, and when; null: all, behind what came before. */
  readonly stretch: PlayedStretch | null;
}

/** What a file is joined of. */
export interface JoinedParts {
  readonly parts: readonly FilePart[];
  readonly sampleRate: number;
  readonly durationSeconds: number | null;
  /** Some of the file is in no part. */
  readonly isIncomplete: boolean;
}

/** Sound of the parts of a file, one after the other. Only the one that is being read is open. */
export class JoinedSource implements SoundSource {
  #open: SoundSource | null = null;

  constructor(
    private readonly file: File,
    private readonly joined: JoinedParts,
  ) {}

  get sampleRate(): number {
    return this.joined.sampleRate;
  }

  get durationSeconds(): number | null {
    return this.joined.durationSeconds;
  }

  async *pieces(): AsyncGenerator<SoundPiece, void, void> {
    let endSeconds = 0;
    for (const part of this.joined.parts) {
      let stretch = part.stretch;
      for await (const piece of (await this.#opened(part)).pieces()) {
        stretch ??= stretchFrom(piece.startSeconds, endSeconds);
        const played = playedPart(piece, stretch);
        if (!played) continue;
        endSeconds = played.startSeconds + (played.channels[0]?.length ?? 0) / played.sampleRate;
        yield played;
      }
      this.close();
    }
    if (this.joined.isIncomplete)
      throw new AppError('audio-damaged', 'a part of the file is no sound that is known');
  }

  close(): void {
    this.#open?.close();
    this.#open = null;
  }

  async #opened({ startByte, endByte }: FilePart): Promise<SoundSource> {
    const { file } = this;
    const isWhole = startByte === 0 && endByte === file.size;
    const part = isWhole ? file : new File([file.slice(startByte, endByte)], file.name);
    try {
      return (this.#open = await MediabunnySource.open(part));
    } catch (thrown) {
      if (startByte === 0 || !(thrown instanceof AppError)) throw thrown;
      // What came before is good.
      throw new AppError('audio-damaged', `a later part cannot be read: ${thrown.message}`, {
        cause: thrown,
      });
    }
  }
}

/** A later part, cut from another recording, may have a clock that does not begin at zero. */
function stretchFrom(firstSeconds: number, startSeconds: number): PlayedStretch {
  const isLate = startSeconds > 0 && firstSeconds > LONGEST_DELAY_SECONDS;
  return { fromSeconds: isLate ? firstSeconds : 0, untilSeconds: Infinity, startSeconds };
}
