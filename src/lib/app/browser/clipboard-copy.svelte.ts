declare global {
  interface Window {
    /** Chromium 116; TypeScript's library does not have it. */
    readonly documentPictureInPicture?: {
      readonly window: Window | null;
      requestWindow(options: { readonly width: number; readonly height: number }): Promise<Window>;
    };
  }
}

/** How long a press on Copy is confirmed. */
const CONFIRMATION_MS = 2000;

export type CopyState = 'idle' | 'copied' | 'refused';

/** Copies text and says in place how it went. */
export class ClipboardCopy {
  state: CopyState = $state.raw('idle');
  #presses = 0;

  /** @param write rejects where the browser refuses the clipboard */
  constructor(private readonly write: (text: string, html: string | null) => Promise<void>) {}

  /**
   * @param html the same for programs that know more than plain text
   * @returns whether it is in the clipboard
   */
  async copy(text: string, html: string | null = null): Promise<boolean> {
    const press = ++this.#presses;
    try {
      await this.write(text, html);
    } catch {
      // Stays until the next press: the person has something to do.
      this.state = 'refused';
      return false;
    }
    this.state = 'copied';
    setTimeout(() => {
      if (press === this.#presses) this.state = 'idle';
    }, CONFIRMATION_MS);
    return true;
  }
}

/** Into the clipboard of the browser, which only the window that has the focus may write to. */
export function writeClipboard(text: string, html: string | null): Promise<void> {
  const floating = window.documentPictureInPicture?.window;
  const { clipboard } = (floating?.document.hasFocus() ? floating : window).navigator;
  if (html === null) return clipboard.writeText(text);
  const piece = (type: string, content: string) => new Blob([content], { type });
  const item = { 'text/plain': piece('text/plain', text), 'text/html': piece('text/html', html) };
  return clipboard.write([new ClipboardItem(item)]);
}
