import { isHoldKey, HoldOrTap, type HoldOrTapParts } from './hold-or-tap';

export interface DictationKeyParts extends HoldOrTapParts {
  /** See keyName. */
  readonly chosen: () => string;
  readonly copy: () => void;
  readonly readAgain: () => void;
}

/** What the keys do on the page of dictation, wherever the caret is. */
export class DictationKeys {
  readonly #holdOrTap: HoldOrTap;
  /** The key that is held; its modifiers may be released before it. */
  #heldCode: string | null = null;

  constructor(private readonly parts: DictationKeyParts) {
    this.#holdOrTap = new HoldOrTap(parts);
  }

  down(event: KeyboardEvent): void {
    const action = this.#action(event);
    if (!action) return;
    event.preventDefault();
    action();
  }

  up(event: KeyboardEvent): void {
    if (event.code !== this.#heldCode) return;
    this.#heldCode = null;
    this.#holdOrTap.up();
  }

  /** The window has lost the focus: nobody will tell when the key is let go. */
  blur(): void {
    if (this.#heldCode === null) return;
    this.#heldCode = null;
    this.#holdOrTap.up();
  }

  #action(event: KeyboardEvent): (() => void) | null {
    const { isOn, release, copy, readAgain } = this.parts;
    const { key, code, shiftKey, ctrlKey, altKey, metaKey, repeat } = event;
    if (event.defaultPrevented) return null;
    if (isHoldKey(event, this.parts.chosen())) return repeat ? () => undefined : () => this.#hold(code);
    if (key === 'Escape') return isOn() ? release : null;
    const isCommand = ctrlKey || metaKey;
    if (key.toLowerCase() === 'c' && shiftKey && isCommand) return copy;
    return code === 'KeyL' && altKey && !isCommand ? readAgain : null;
  }

  #hold(code: string): void {
    this.#heldCode = code;
    this.#holdOrTap.down();
  }
}
