/** How long a press on Copy is confirmed. */
const CONFIRMATION_MS = 2000;

export type CopyState = 'idle' | 'copied' | 'refused';

/** Copies text and says in place how it went. */
export class ClipboardCopy {
  state: CopyState = $state.raw('idle');
  #presses = 0;

  /** @param writeText rejects where the browser refuses the clipboard */
  constructor(private readonly writeText: (text: string) => Promise<void>) {}

  async copy(text: string): Promise<void> {
    const press = ++this.#presses;
    try {
      await this.writeText(text);
    } catch {
      // Stays until the next press: the person has something to do.
      this.state = 'refused';
      return;
    }
    this.state = 'copied';
    setTimeout(() => {
      if (press === this.#presses) this.state = 'idle';
    }, CONFIRMATION_MS);
  }
}
