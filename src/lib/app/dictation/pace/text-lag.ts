/** A stretch of speech without text. Milliseconds since 1970. */
interface Unwritten {
  readonly fromMs: number;
  readonly toMs: number;
  /** It goes on. */
  readonly isOpen: boolean;
}

/** Speech counts as going on for so long after its last sound: nothing is left to be written of that. */
const AFTER_SPEECH_MS = 2000;

/** How much of what was said has no text yet. */
export class TextLag {
  #unwritten: readonly Unwritten[] = [];

  /** Speech that waits for its text, in milliseconds. */
  get lagMs(): number {
    return this.#unwritten.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  }

  /** @param atMs since 1970 */
  hear(isSpeaking: boolean, atMs: number): void {
    const last = this.#unwritten.at(-1);
    const others = last?.isOpen ? this.#unwritten.slice(0, -1) : this.#unwritten;
    if (isSpeaking) {
      const fromMs = last?.isOpen ? last.fromMs : atMs;
      this.#unwritten = [...others, { fromMs, toMs: atMs, isOpen: true }];
    } else if (last?.isOpen) this.#unwritten = [...others, { ...last, isOpen: false }];
  }

  /** There is text of everything up to there. @param speechEndMs since 1970 */
  written(speechEndMs: number): void {
    this.#unwritten = this.#unwritten
      .map((each) => ({ ...each, fromMs: Math.min(Math.max(each.fromMs, speechEndMs), each.toMs) }))
      .filter(
        ({ isOpen, fromMs, toMs }) => isOpen || fromMs > speechEndMs || toMs - fromMs > AFTER_SPEECH_MS,
      );
  }

  /** There was no word in the earliest of it. */
  forgetFirst(): void {
    const [first] = this.#unwritten;
    if (first && !first.isOpen) this.#unwritten = this.#unwritten.slice(1);
  }
}
