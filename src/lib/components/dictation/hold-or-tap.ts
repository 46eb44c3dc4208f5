import { keyName } from './key-name';

/** Held longer than this, a key ends what it began when it is let go. */
const HOLD_MS = 400;

export interface HoldOrTapParts {
  readonly isOn: () => boolean;
  readonly press: () => void;
  readonly release: () => void;
  readonly nowMs: () => number;
}

/** A key that toggles when it is tapped, and holds on while it is held. */
export class HoldOrTap {
  /** Null while the key is up, or where its press has ended something. */
  #beganMs: number | null = null;

  constructor(private readonly parts: HoldOrTapParts) {}

  down(): void {
    const { isOn, press, nowMs } = this.parts;
    this.#beganMs = isOn() ? null : nowMs();
    press();
  }

  /** Also where the window loses the focus: the key is then let go unseen. */
  up(): void {
    const { release, nowMs } = this.parts;
    if (this.#beganMs !== null && nowMs() - this.#beganMs >= HOLD_MS) release();
    this.#beganMs = null;
  }
}

/** The chosen key anywhere; Space where nothing is typed or pressed by it. */
export function isHoldKey(event: KeyboardEvent, chosen: string): boolean {
  if (keyName(event) === chosen) return true;
  const { code, target, ctrlKey, altKey, metaKey } = event;
  if (ctrlKey || altKey || metaKey) return false;
  return code === 'Space' && isFree(target);
}

/** Takes an element of any window: `instanceof` knows the elements of this one only. */
function isFree(target: EventTarget | null): boolean {
  if (!target || !('tagName' in target)) return true;
  return target.tagName === 'BODY' || ('id' in target && target.id === 'page');
}
