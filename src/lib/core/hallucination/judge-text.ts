import type { DropReason } from '../transcript/transcript';
import type { PhraseKind } from './known-phrases';
import { FASTEST_LETTERS_PER_SECOND } from './spoken-length';
import type { TextEvidence } from './text-evidence';

/**
 * Whether a text was invented by the model, and why we think so.
 *
 * Each piece of evidence weighs for invention (above 0) or for speech (below 0), about as the logarithm of the odds
 * that it gives; a text is held back where they come to more than `TOLERATED_DOUBT`. The bar is high because a lost
 * word is worse than one too many. None is decisive: even "Thank you." is let through where it is clearly spoken.
 */
export function judgeText(evidence: TextEvidence): DropReason | null {
  const weights = weigh(evidence);
  const doubt = weights.voice + weights.energy + weights.probability + weights.text;
  if (doubt <= TOLERATED_DOUBT) return null;
  if (evidence.voice < NO_VOICE && weights.energy > 0) return 'silence';
  if (evidence.phrase) return 'known-phrase';
  return evidence.repeatedShare >= REPETITION_SHARE ? 'repetition' : 'improbable';
}

const TOLERATED_DOUBT = 2.5;
const NO_VOICE = 0.1;
const REPETITION_SHARE = 0.3;

/*
 * evidence              0 where                      for speech, down to          for invention, up to
 * voice                 the detector says 0.5        -5: 0.993 and more           +5.5: 0.004 and less
 * energy                                             -1: 8 dB above the quietest  +2: 3 dB or less, or 30 dB below
 *                                                    tenth, 15 dB below speech    the speech of the window
 * probability           mean log is -0.9             -1: -0.57 and more           +3: -1.9 and less
 * no-speech of window   0.4 and less                                              +1.2: 1
 * speech rate           25 letters a second or less                               +4: 75 a second and more
 * repetition            nothing a third time                                      +4: nothing else
 * known phrase          none                                                      +3 courtesy, +4 closing or sound,
 *                                                                                 +7 credit
 */
function weigh(evidence: TextEvidence) {
  const { lettersPerSecond, repeatedShare, noSpeechProbability, phrase } = evidence;
  const odds = (1 - evidence.voice) / evidence.voice;
  const excessRate = lettersPerSecond / FASTEST_LETTERS_PER_SECOND - 1;
  const loudness = Math.min(share(evidence.relativeLevelDb, -30, -15), share(evidence.contrastDb, 3, 8));
  const surprise = clamp(3 * (-0.9 - evidence.meanLogProbability), -1, 3);
  return {
    voice: clamp(Math.log(odds), -5, 5.5),
    energy: 2 - 3 * loudness,
    // In a loop each turn makes the next one likely: that says nothing for it.
    probability:
      (surprise < 0 ? surprise * (1 - repeatedShare) : surprise) +
      Math.max(0, 2 * (noSpeechProbability - 0.4)),
    text: 4 * repeatedShare + clamp(2 * excessRate, 0, 4) + (phrase ? PHRASE_WEIGHTS[phrase] : 0),
  };
}

const PHRASE_WEIGHTS: Readonly<Record<PhraseKind, number>> = {
  courtesy: 3,
  closing: 4,
  sound: 4,
  credit: 7,
};

/** Where `value` lies between the ends, 0 to 1. */
function share(value: number, from: number, to: number): number {
  return clamp((value - from) / (to - from), 0, 1);
}

function clamp(value: number, from: number, to: number): number {
  return Math.min(to, Math.max(from, value));
}
