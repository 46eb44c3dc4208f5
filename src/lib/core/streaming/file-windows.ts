import { samplesIn, type SampleRange } from '../audio/audio-format';
import type { SpeechRegion } from '../endpointing/speech-regions';
import { HEARD_SAMPLES, MAX_ONSET_SAMPLES, loudOnset } from '../endpointing/loud-onset';
import { N_SAMPLES } from '../whisper/features/log-mel-spectrogram';
import type { AudioWindow } from '../endpointing/audio-window';
import { SampleHistory } from './sample-history';
import { VoiceHistory, type VoiceMemory } from './voice-history';

/** How regions of speech are packed into windows: the one place to change once short windows are cheap. */
export interface WindowPacking {
  /** From the start of a window's first region to the end of its last. A second short of what the encoder has room for, so that it sees where the last word ends. */
  readonly maxSpanMs: number;
  /** A longer silence between regions ends the window: Whisper is apt to invent text for it, and it takes the room of speech. */
  readonly maxSilenceMs: number;
}

/** Every window costs the encoder four seconds besides its own, so windows are filled as far as they go. */
export const WINDOW_PACKING_DEFAULTS: WindowPacking = { maxSpanMs: 29_000, maxSilenceMs: 3_000 };

/** The window being filled: plain data, never changed afterwards. */
export interface OpenWindow {
  readonly regions: readonly SpeechRegion[];
  /** The end of the last region, of this window or the one before. */
  readonly freeSample: number;
  /** From its start, or from where the next may begin. */
  readonly voice: VoiceMemory;
}

/**
 * Packs the speech of a running recording into windows cut in silence, as it comes. Keeps only the samples that
 * a window may still need: a window, the region after it and the silence between, about a minute at most.
 */
export class FileWindows {
  readonly #maxSpanSamples: number;
  readonly #maxSilenceSamples: number;
  readonly #history = new SampleHistory();
  readonly #voice: VoiceHistory;
  #regions: SpeechRegion[];
  /** The end of the last region. */
  #freeSample: number;

  /** @param open a window that was being filled, whose samples, but not their voice, are pushed again */
  constructor(packing: WindowPacking = WINDOW_PACKING_DEFAULTS, open?: OpenWindow) {
    this.#regions = [...(open?.regions ?? [])];
    this.#freeSample = open?.freeSample ?? 0;
    this.#voice = new VoiceHistory(open?.voice);
    this.#maxSpanSamples = Math.min(samplesIn(packing.maxSpanMs), N_SAMPLES);
    this.#maxSilenceSamples = samplesIn(packing.maxSilenceMs);
  }

  get open(): OpenWindow {
    return { regions: [...this.#regions], freeSample: this.#freeSample, voice: this.#voice.memory };
  }

  /** Where the window being filled begins; null where there is none. */
  get startSample(): number | null {
    return this.#regions[0]?.startSample ?? null;
  }

  /** Takes the next samples of the recording. */
  push(block: Float32Array<ArrayBuffer>): void {
    this.#history.append(block);
  }

  /** Takes the voice probabilities of the next frames of the recording. */
  pushVoice(probabilities: Float32Array): void {
    this.#voice.append(probabilities);
  }

  /**
   * Takes the next region, whose samples need not all have been pushed yet.
   *
   * @returns the windows that it completes
   * @throws RangeError if the region alone is longer than 30 s
   */
  addRegion(region: SpeechRegion): readonly AudioWindow[] {
    if (region.endSample - region.startSample > N_SAMPLES)
      throw new RangeError('region longer than a window');
    const completed = this.#fits(region) ? [] : this.flush();
    this.#regions.push(this.#regions.length === 0 ? this.#fromLoudOnset(region) : region);
    this.#freeSample = region.endSample;
    return completed;
  }

  /** The first region of a window, which begins where the speech does, however late the detector heard that. */
  #fromLoudOnset(region: SpeechRegion): SpeechRegion {
    const { speech, phrases } = region;
    const freeSample = Math.max(this.#freeSample, speech.startSample - MAX_ONSET_SAMPLES);
    const heardSample = Math.min(speech.startSample + HEARD_SAMPLES, speech.endSample);
    const before = this.#history.read({ startSample: freeSample, endSample: speech.startSample });
    const heard = this.#history.read({ startSample: speech.startSample, endSample: heardSample });
    const onsetSamples = loudOnset(before, heard);
    const first = speech.startSample - onsetSamples;
    const startSample = Math.min(region.startSample, first);
    if (onsetSamples === 0 || region.endSample - startSample > N_SAMPLES) return region;
    return {
      startSample,
      endSample: region.endSample,
      speech: { startSample: first, endSample: speech.endSample },
      phrases: phrases.map((phrase, index) => (index === 0 ? { ...phrase, startSample: first } : phrase)),
    };
  }

  /**
   * Says that no later region begins before `settledSample`: what is older and in no window is forgotten.
   *
   * @returns the window that no later region can join, if there is one
   */
  settle(settledSample: number): readonly AudioWindow[] {
    const last = this.#regions.at(-1);
    const completed = last && settledSample - last.endSample > this.#maxSilenceSamples ? this.flush() : [];
    const neededSample = this.startSample ?? Math.max(0, settledSample - MAX_ONSET_SAMPLES);
    this.#history.forget(neededSample);
    this.#voice.forget(neededSample);
    return completed;
  }

  /** @returns the window being filled, if there is one: at the end of the recording, the last */
  flush(): readonly AudioWindow[] {
    const startSample = this.#regions[0]?.startSample;
    const endSample = this.#regions.at(-1)?.endSample;
    if (startSample === undefined || endSample === undefined) return [];
    const inWindow = (range: SampleRange) => relativeTo(startSample, range);
    const speech = this.#regions.map((region) => inWindow(region.speech));
    const phrases = this.#regions.flatMap((region) => region.phrases.map(inWindow));
    this.#regions = [];
    const range = { startSample, endSample };
    return [
      { startSample, samples: this.#history.read(range), voice: this.#voice.read(range), speech, phrases },
    ];
  }

  #fits(region: SpeechRegion): boolean {
    const first = this.#regions[0];
    const last = this.#regions.at(-1);
    if (!first || !last) return true;
    if (region.endSample - first.startSample > this.#maxSpanSamples) return false;
    return region.startSample - last.endSample <= this.#maxSilenceSamples;
  }
}

function relativeTo(startSample: number, range: SampleRange): SampleRange {
  return { startSample: range.startSample - startSample, endSample: range.endSample - startSample };
}
