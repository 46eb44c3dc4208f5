import { SAMPLE_RATE, samplesIn, type SampleRange } from '../audio/audio-format';
import { FRAME_SAMPLES } from '../endpointing/speech-regions';
import type { AudioWindow } from '../endpointing/audio-window';
import type { TranscribedWord } from '../transcript/transcript';
import type { PhraseKind } from './known-phrases';
import { phraseKind } from './phrase-kind';
import { plainText } from '../text/plain-text';
import { repeatedShare } from './repeated-share';
import { soundOver, type SoundEvidence } from './sound-evidence';
import { FASTEST_LETTERS_PER_SECOND, spokenLetters } from './spoken-length';

/** What speaks for and against a text's having been said; the sound is that of as many frames as it takes to say it. */
export interface TextEvidence extends SoundEvidence {
  /** Mean natural logarithm of the probabilities of its tokens, halfway to that of its words where it has any. */
  readonly meanLogProbability: number;
  /** Of the window, 0 to 1. */
  readonly noSpeechProbability: number;
  /** Of the Latin script, or what is as long to say; over the span that the sound is of. */
  readonly lettersPerSecond: number;
  /** 0 to 1, as `repeatedShare` gives it. */
  readonly repeatedShare: number;
  readonly phrase: PhraseKind | null;
}

/** A text as the model gave it; times are relative to the window. */
export interface TextInWindow {
  readonly text: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** Absent or empty where the model gave none. */
  readonly words?: readonly TranscribedWord[];
  /** Of the tokens of the text, or of the whole window where there is nothing nearer. */
  readonly meanLogProbability: number;
  readonly noSpeechProbability: number;
}

/** The shortest word is judged by so many frames: a single one may be chance. */
const MIN_FRAMES = 4; // 128 ms
/** Times of the model are off by this much: a text with too little room is looked for so far beside it. */
const TIME_ERROR_MS = 250;
const LEAST_PROBABILITY = 1e-4;

/** Gathers what the window knows of one of its texts. */
export function gatherEvidence(window: AudioWindow, text: TextInWindow): TextEvidence {
  const letters = spokenLetters(text.text);
  const neededFrames = Math.ceil((letters / FASTEST_LETTERS_PER_SECOND) * (SAMPLE_RATE / FRAME_SAMPLES));
  const frames = Math.max(MIN_FRAMES, neededFrames);
  const range = widened(spanOf(text), frames * FRAME_SAMPLES, window.samples.length);
  return {
    ...soundOver(window, range, frames),
    meanLogProbability: meanLogProbabilityOf(text),
    noSpeechProbability: text.noSpeechProbability,
    lettersPerSecond: (letters * SAMPLE_RATE) / Math.max(FRAME_SAMPLES, range.endSample - range.startSample),
    repeatedShare: repeatedShare(plainText(text.text)),
    phrase: phraseKind(text.text),
  };
}

/** From the first word to the last, which are nearer the sound than the times of a text, where there are words. */
function spanOf({ startSeconds, endSeconds, words }: TextInWindow): SampleRange {
  const start = words?.at(0)?.startSeconds ?? startSeconds;
  const end = words?.at(-1)?.endSeconds ?? endSeconds;
  return { startSample: Math.round(start * SAMPLE_RATE), endSample: Math.round(end * SAMPLE_RATE) };
}

function widened(
  { startSample, endSample }: SampleRange,
  neededSamples: number,
  windowSamples: number,
): SampleRange {
  const missing = Math.max(0, Math.ceil((neededSamples - (endSample - startSample)) / 2));
  const padding = Math.min(missing, samplesIn(TIME_ERROR_MS));
  return {
    startSample: Math.max(0, startSample - padding),
    endSample: Math.min(windowSamples, endSample + padding),
  };
}

/** Words are the text's own, but a short one weighs as much as a long one; tokens may be those of the whole window. */
function meanLogProbabilityOf({ meanLogProbability, words = [] }: TextInWindow): number {
  if (words.length === 0) return meanLogProbability;
  const logs = words.map(({ probability }) => Math.log(Math.max(LEAST_PROBABILITY, probability)));
  const meanOfWords = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  return (meanLogProbability + meanOfWords) / 2;
}
