import type { KeyValueStore } from './own-store';

const KEY = 'dictation-text';

/** The text that is being dictated and edited: it survives a reload. */
export class DictationDraft {
  /** A line for each paragraph. */
  text: string = $state.raw('');
  /** False where there was no room for the text: it lasts as long as the page. */
  isKept = $state.raw(true);

  /** @param store null where the browser keeps nothing */
  constructor(private readonly store: KeyValueStore | null) {
    this.text = store?.getItem(KEY) ?? '';
  }

  set(text: string): void {
    this.text = text;
    try {
      this.store?.setItem(KEY, text);
      this.isKept = true;
    } catch {
      this.isKept = false;
    }
  }
}
