/** How far recordings had come when their worker died: one that dies is replaced once by itself, not twice at one place. */
export class WorkerDeaths {
  readonly #reached = new Map<string, number>();

  /** @returns whether the recording may start again by itself */
  note(id: string, reachedSeconds: number): boolean {
    const mayRestart = this.#reached.get(id) !== reachedSeconds;
    this.#reached.set(id, reachedSeconds);
    return mayRestart;
  }
}
