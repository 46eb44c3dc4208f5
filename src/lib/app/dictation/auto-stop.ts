/** Ends a dictation in which nobody has spoken for a while. */
export class AutoStop {
  #lastSpokenSeconds = 0;

  /** @param seconds of silence; null: never */
  constructor(private readonly seconds: number | null) {}

  /** @returns whether it is time */
  take({ isSpeaking, seconds }: { readonly isSpeaking: boolean; readonly seconds: number }): boolean {
    if (isSpeaking) this.#lastSpokenSeconds = seconds;
    return this.seconds !== null && seconds - this.#lastSpokenSeconds >= this.seconds;
  }
}
