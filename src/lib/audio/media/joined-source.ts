import { playedPart, type PlayedStretch } from '../../core/audio/played-stretch';
import type { SoundFile } from '../../core/audio/sound-file';
import type { SoundPiece, SoundSource } from '../../core/audio/sound-source';
import { AppError } from '../../core/errors';
import { isShort } from './declared-sound';

/** Silence before the first sound of a part: more of it is a clock that begins elsewhere. */
const LONGEST_DELAY_SECONDS = 1;

/** A part of a file that is a recording of its own. */
export interface FilePart {
  readonly startByte: number;
  readonly endByte: number;
  /** What is played of it, and when; null: all, behind what came before. */
  readonly stretch: PlayedStretch | null;
  /** Of what is played; null where that is not known. */
  readonly lengthSeconds: number | null;
}

/** What a file is joined of. */
export interface JoinedParts {
  readonly parts: readonly FilePart[];
  readonly sampleRate: number;
  readonly channelCount: number;
  readonly durationSeconds: number | null;
  /** With what the file counts, but does not have. */
  readonly declaredSeconds: number | null;
  /** Some of the file is in no part. */
  readonly isIncomplete: boolean;
}

/** Opens a part of the file by itself. */
export type OpenPart = (part: FilePart) => Promise<OpenedPart>;
/** The sound of one track of a part. */
export type OpenedPart = Pick<SoundFile, 'close'> & { readonly sound: SoundSource };

/** Sound of the parts of a file, one after the other. Only the one that was read last is open. */
export class JoinedSource implements SoundSource {
  #open: (OpenedPart & { readonly part: FilePart }) | null = null;

  constructor(
    private readonly joined: JoinedParts,
    private readonly openPart: OpenPart,
  ) {}

  get sampleRate(): number {
    return this.joined.sampleRate;
  }

  get channelCount(): number {
    return this.joined.channelCount;
  }

  get durationSeconds(): number | null {
    return this.joined.durationSeconds;
  }

  async *pieces(startSeconds = 0): AsyncGenerator<SoundPiece, void, void> {
    const { parts, declaredSeconds, isIncomplete } = this.joined;
    let damage: AppError | null = null;
    let endSeconds = 0;
    for (const part of parts) {
      const partSeconds = part.stretch?.startSeconds ?? endSeconds;
      const nextSeconds = partSeconds + (part.lengthSeconds ?? Infinity);
      if (nextSeconds <= startSeconds) {
        endSeconds = nextSeconds;
        continue;
      }
      const source = await this.#opened(part);
      try {
        for await (const piece of partPieces(source, part, partSeconds, startSeconds)) {
          endSeconds = piece.startSeconds + (piece.channels[0]?.length ?? 0) / piece.sampleRate;
          yield piece;
        }
      } catch (thrown) {
        // What is missing at the end of one part does not take the next ones with it.
        if (!(thrown instanceof AppError)) throw thrown;
        damage ??= thrown;
      }
    }
    if (damage) throw damage;
    if (isIncomplete) throw new AppError('audio-damaged', 'a part of the file is no sound that is known');
    if (isShort(endSeconds, declaredSeconds ?? 0))
      throw new AppError('audio-damaged', 'the sound ends before the file says');
  }

  /** Lets go of the part that is open. */
  close(): void {
    this.#open?.close();
    this.#open = null;
  }

  async #opened(part: FilePart): Promise<SoundSource> {
    if (this.#open?.part === part) return this.#open.sound;
    this.close();
    try {
      this.#open = { ...(await this.openPart(part)), part };
      return this.#open.sound;
    } catch (thrown) {
      if (part.startByte === 0 || !(thrown instanceof AppError)) throw thrown;
      // What came before is good.
      throw new AppError('audio-damaged', `a later part cannot be read: ${thrown.message}`, {
        cause: thrown,
      });
    }
  }
}

/** What is played of a part from `startSeconds` on, at the times of the whole. */
async function* partPieces(
  source: SoundSource,
  part: FilePart,
  partSeconds: number,
  startSeconds: number,
): AsyncGenerator<SoundPiece, void, void> {
  let { stretch } = part;
  const skippedSeconds = Math.max(0, startSeconds - partSeconds);
  const fromSeconds = skippedSeconds > 0 ? skippedSeconds + (stretch?.fromSeconds ?? 0) : 0;
  for await (const piece of source.pieces(fromSeconds)) {
    stretch ??= stretchFrom(skippedSeconds > 0 ? 0 : piece.startSeconds, partSeconds);
    const played = playedPart(piece, stretch);
    if (played) yield played;
  }
}

/** A later part, cut from another recording, may have a clock that does not begin at zero. */
function stretchFrom(firstSeconds: number, startSeconds: number): PlayedStretch {
  const isLate = startSeconds > 0 && firstSeconds > LONGEST_DELAY_SECONDS;
  return { fromSeconds: isLate ? firstSeconds : 0, untilSeconds: Infinity, startSeconds };
}
