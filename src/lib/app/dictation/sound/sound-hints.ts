import type { ListenerEvent } from '../../../protocol/listener';

/** What a person should know of the sound that comes in. */
export type SoundHint = 'nothing-yet' | 'nothing-heard' | 'clipping' | 'not-kept';

type Level = Extract<ListenerEvent, { readonly type: 'level' }>;

/** -65 dB of full scale: below is the noise of a converter without a microphone. */
const SILENT_RMS = 0.00056;
/** Before the first word: who has pressed a button begins to speak. */
const FIRST_SILENCE_SECONDS = 6;
/** After an utterance the microphone is known to work: a noise gate, or a person who thinks, is silent for long. */
const LATER_SILENCE_SECONDS = 60;
/** A hint that comes and goes is no help. */
const CLIPPING_SHOWN_SECONDS = 4;

/** Watches the level. */
export class SoundHints {
  #lastHeard = 0;
  #lastClipped = -Infinity;
  #hasSpoken = false;

  /** @param isAmplified by the browser, which brings soft speech up to full scale: it says nothing of the microphone */
  constructor(private readonly isAmplified: boolean) {}

  take({ rms, seconds, isSpeaking, isClipped, isJournalled }: Level): SoundHint | null {
    this.#hasSpoken ||= isSpeaking;
    if (rms > SILENT_RMS) this.#lastHeard = seconds;
    if (isClipped && !this.isAmplified) this.#lastClipped = seconds;
    const silence = seconds - this.#lastHeard;
    if (this.#hasSpoken && silence >= LATER_SILENCE_SECONDS) return 'nothing-heard';
    if (!this.#hasSpoken && silence >= FIRST_SILENCE_SECONDS) return 'nothing-yet';
    if (seconds - this.#lastClipped < CLIPPING_SHOWN_SECONDS) return 'clipping';
    return isJournalled ? null : 'not-kept';
  }
}
