/** A stretch of a dictation in which the microphone was not heard. */
export interface SoundGap {
  /** The clock of the dictation when it began: it stands while no sound comes. */
  readonly atSeconds: number;
  /** Null while the gap lasts. */
  readonly lastedSeconds: number | null;
}

/** Shorter ones take no word with them. */
const MIN_SECONDS = 1;
/** More than these are no help to anyone. */
const SHOWN = 3;

/** Where the microphone was interrupted in a dictation, and for how long. */
export class SoundGaps {
  #ended: readonly { readonly atSeconds: number; readonly lastedSeconds: number }[] = [];
  #open: { readonly atSeconds: number; readonly beganMs: number } | null = null;

  /**
   * @param atMs since 1970
   * @param seconds the clock of the dictation
   * @returns all so far, in order
   */
  take(isInterrupted: boolean, atMs: number, seconds: number): readonly SoundGap[] {
    if (isInterrupted) this.#open ??= { atSeconds: seconds, beganMs: atMs };
    else this.#end(atMs);
    const open = this.#open && { atSeconds: this.#open.atSeconds, lastedSeconds: null };
    return open ? [...this.#ended, open] : this.#ended;
  }

  #end(atMs: number): void {
    const open = this.#open;
    if (!open) return;
    this.#open = null;
    const lastedSeconds = (atMs - open.beganMs) / 1000;
    const before = this.#ended.at(-1);
    // Hardly anything was heard in between.
    if (before && open.atSeconds - before.atSeconds < MIN_SECONDS) {
      const joined = { ...before, lastedSeconds: before.lastedSeconds + lastedSeconds };
      this.#ended = [...this.#ended.slice(0, -1), joined];
    } else if (lastedSeconds >= MIN_SECONDS) {
      this.#ended = [...this.#ended, { atSeconds: open.atSeconds, lastedSeconds }];
    }
  }
}

interface GapWords {
  readonly interrupted: string;
  readonly gap: (atSeconds: number, lastedSeconds: number) => string;
  readonly gapToEnd: (atSeconds: number) => string;
}

/** What is said of the last of them. */
export function gapRemarks(gaps: readonly SoundGap[], isOn: boolean, words: GapWords): readonly string[] {
  return gaps.slice(-SHOWN).map(({ atSeconds, lastedSeconds }) => {
    if (lastedSeconds !== null) return words.gap(atSeconds, lastedSeconds);
    return isOn ? words.interrupted : words.gapToEnd(atSeconds);
  });
}
