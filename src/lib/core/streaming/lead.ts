import { SAMPLE_RATE, samplesIn, type SampleRange } from '../audio/audio-format';
import { FRAME_SAMPLES } from '../endpointing/speech-regions';
import { segmentsOf, type TranscribedWindow, type TranscriptSegment } from '../transcript/transcript';
import type { AudioWindow } from './audio-window';

/** Behind a longer pause it is another sentence, or may as well be. */
const MAX_PAUSE_MS = 1500;
/** So much of what was said before is heard again. */
const MAX_LEAD_SECONDS = 3;
/** Before its first word. */
const MARGIN_MS = 100;
const CLOSING_SIGN = /\s?[.,;:?!…]+$/u;
/** "I" is written so everywhere. */
const NEW_SENTENCE = /^\s*(?!I\b)\p{Lu}/u;
const OPENING_SIGN = /^\s?[.,;:?!…]+/u;

/** An utterance that is over, and its text. */
export interface SaidBefore {
  readonly window: AudioWindow;
  readonly text: TranscribedWindow;
}

/** The last words before a pause, to be heard once more with what comes behind it: whether a sentence has ended shows there. */
export interface Lead {
  /** Their sound and the new one; of the pause only its edges. `speech` is that of the new sound alone. */
  readonly window: AudioWindow;
  /** As tokens are made of it: with the space before it, without the sign at its end. */
  readonly text: string;
  /** That sign; empty where there is none. */
  readonly sign: string;
  readonly words: number;
}

/** What becomes of the sign at the end of what was said before. */
export interface Joint {
  readonly was: string;
  readonly now: string;
}

/** Null where the pause was long, or nothing was said before it. */
export function leadOf({ window, text }: SaidBefore, own: AudioWindow): Lead | null {
  const last = segmentsOf([text]).at(-1);
  const words = last && lastWords(last);
  const first = words?.[0];
  if (!first) return null;
  const endSample = (window.speech.at(-1)?.endSample ?? 0) + window.startSample;
  const pauseSamples = own.startSample + (own.speech[0]?.startSample ?? 0) - endSample;
  if (pauseSamples > samplesIn(MAX_PAUSE_MS)) return null;
  const startSample = first.startSeconds * SAMPLE_RATE - window.startSample - samplesIn(MARGIN_MS);
  const written = ` ${words.map((word) => word.text).join('')}`.replace(/^\s+/u, ' ');
  const sign = CLOSING_SIGN.exec(written)?.[0] ?? '';
  return {
    window: behind(window, startSample, own),
    text: written.slice(0, written.length - sign.length),
    sign,
    words: words.length,
  };
}

/** Parts a text of `lead.window`; null where it does not begin with the lead. */
export function withoutLead(
  text: TranscribedWindow,
  lead: Lead,
): { readonly text: TranscribedWindow; readonly joint: Joint } | null {
  const first = text.segments.flatMap(({ words }) => words ?? []).slice(0, lead.words);
  const written = ` ${first
    .map((word) => word.text.trim())
    .join(' ')
    .trim()}`;
  const now = CLOSING_SIGN.exec(written)?.[0] ?? '';
  const isLead = plain(written) === plain(lead.text);
  if (!isLead) return null;
  const [rest = ''] = text.segments
    .flatMap(({ words }) => words ?? [])
    .slice(lead.words, lead.words + 1)
    .map((word) => word.text);
  let left = lead.words;
  const segments = text.segments.flatMap((segment) => {
    const words = segment.words ?? [];
    const dropped = Math.min(left, words.length);
    left -= dropped;
    return dropped === 0 ? [segment] : shortened(segment, words.slice(dropped));
  });
  return { text: { ...text, segments }, joint: jointOf(lead, now, rest) };
}

/** Parts a text that goes on from a lead's. */
export function parted(own: string): { readonly sign: string; readonly text: string } {
  const sign = OPENING_SIGN.exec(own)?.[0] ?? '';
  return { sign, text: own.slice(sign.length) };
}

/** @param rest what comes behind the sign: where none was heard and that begins with a capital, the sentence had ended */
export function jointOf({ sign }: Lead, now: string, rest: string): Joint {
  return { was: sign, now: now === '' && NEW_SENTENCE.test(rest) ? sign : now };
}

function shortened(
  segment: TranscriptSegment,
  words: NonNullable<TranscriptSegment['words']>,
): readonly TranscriptSegment[] {
  const [first] = words;
  if (!first) return [];
  const text = words
    .map((word) => word.text)
    .join('')
    .trim();
  return [{ ...segment, startSeconds: first.startSeconds, text, words }];
}

function lastWords({ words = [], endSeconds }: TranscriptSegment) {
  const first = words.findIndex(({ startSeconds }) => endSeconds - startSeconds <= MAX_LEAD_SECONDS);
  return first < 0 ? [] : words.slice(first);
}

/** @param startSample relative to `before`; the window begins at a whole frame, counted from its end */
function behind(before: AudioWindow, startSample: number, own: AudioWindow): AudioWindow {
  const frames = Math.floor((before.samples.length - Math.max(0, startSample)) / FRAME_SAMPLES);
  const length = frames * FRAME_SAMPLES;
  const cutSample = before.samples.length - length;
  const samples = new Float32Array(length + own.samples.length);
  samples.set(before.samples.subarray(cutSample));
  samples.set(own.samples, length);
  const shifted = (ranges: readonly SampleRange[], by: number) =>
    ranges
      .filter(({ endSample }) => endSample + by > 0)
      .map((range) => ({
        startSample: Math.max(0, range.startSample + by),
        endSample: range.endSample + by,
      }));
  return {
    startSample: own.startSample - length,
    samples,
    voice: Uint8Array.from([...before.voice.slice(before.voice.length - frames), ...own.voice]),
    speech: shifted(own.speech, length),
    phrases: [...shifted(before.phrases, -cutSample), ...shifted(own.phrases, length)],
  };
}

function plain(text: string): string {
  return text.toLocaleLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
