import type { EndpointEvent } from './endpointer';

const SHORTEST_MS = 320;
const USUAL_MS = 500;
const LONGEST_MS = 1000;
/** Of a speaker's own pauses, so much longer ends an utterance. */
const PAUSE_MARGIN = 1.3;
const REMEMBERED_PAUSES = 20;

/** How long a speaker pauses within an utterance. */
export class SpeakerPauses {
  readonly #milliseconds: number[] = [];

  /** Of a pause that speech has gone on behind. */
  note(event: EndpointEvent): void {
    if (event.kind !== 'resume') return;
    this.#milliseconds.push(event.silenceMs);
    if (this.#milliseconds.length > REMEMBERED_PAUSES) this.#milliseconds.shift();
  }

  /** Most pauses are shorter; null until some are known. */
  get longMs(): number | null {
    if (this.#milliseconds.length < 5) return null;
    const sorted = [...this.#milliseconds].sort((a, b) => a - b);
    return sorted[Math.floor(0.8 * sorted.length)] ?? null;
  }
}

/**
 * Silence that ends an utterance, as a speaker's own pauses tell. The text so far tells nothing: of 55 pauses inside
 * sentences, it had a full stop at 44. See docs/decisions/013-dictation.md.
 */
export function hangoverMs({ longMs }: Pick<SpeakerPauses, 'longMs'>): number {
  const wanted = longMs === null ? USUAL_MS : longMs * PAUSE_MARGIN;
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, wanted));
}
