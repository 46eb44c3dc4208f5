import type { ListenerEvent } from '../protocol/listener';

/** What a person should know of the sound that comes in. */
export type SoundHint = 'nothing-heard' | 'clipping' | 'not-kept';

type Level = Extract<ListenerEvent, { readonly type: 'level' }>;

/** -65 dB of full scale: below is the noise of a converter without a microphone. */
const SILENT_RMS = 0.00056;
const SILENT_SECONDS = 4;
const CLIPPED_PEAK = 0.99;
/** A hint that comes and goes is no help. */
const CLIPPING_SHOWN_SECONDS = 4;

/** Watches the level. */
export class SoundHints {
  #lastHeard = 0;
  #lastClipped = -Infinity;

  take({ rms, peak, seconds, isJournalled }: Level): SoundHint | null {
    if (rms > SILENT_RMS) this.#lastHeard = seconds;
    if (peak >= CLIPPED_PEAK) this.#lastClipped = seconds;
    if (seconds - this.#lastHeard >= SILENT_SECONDS) return 'nothing-heard';
    if (seconds - this.#lastClipped < CLIPPING_SHOWN_SECONDS) return 'clipping';
    return isJournalled ? null : 'not-kept';
  }
}
