import { wordsOf } from '../../src/lib/core/metrics/text-normalizer';
import { figure } from '../lib/figures';
import { alignWords } from '../../src/lib/core/text/word-alignment';
import { cuesOf, dictateTo, lastText } from './dictated-page';
import type { Measured } from './measured';
import { sentenceClips } from './phrase-clips';
import type { Cue } from './spoken-cues';

const STOP = /[.!?…][»”"')\]]*$/u;

const METHOD =
  'Sentences without a stop in their transcript, each with a pause of 0.3 to 1.2 s at the quietest place of its middle, and ' +
  '2.5 s of room noise behind it. A false stop: a word before the last one of a sentence is followed by a full stop, question ' +
  'mark or exclamation mark in the document at the end.';

/** What a hesitation does to a sentence. */
export async function measureFalseStops(folder: string, count: number): Promise<Measured> {
  const wav = `${folder}/hesitations.wav`;
  const cues = await cuesOf(sentenceClips(count), wav, true);
  const dictated = await dictateTo(wav, cues.at(-1)?.endSeconds ?? 0);
  const liveText = lastText(dictated.sightings);
  const stopped = stoppedSentences(cues, liveText);
  return {
    browserVersion: dictated.browserVersion,
    engine: dictated.engine,
    figures: [
      figure('sentences', 'count', [cues.length]),
      figure('false_stops', '%', [(100 * stopped.length) / cues.length]),
    ],
    details: { method: METHOD, stopped, liveText, cues },
  };
}

/** Sentences with a stop before their last word. */
export function stoppedSentences(
  cues: readonly Pick<Cue, 'text'>[],
  liveText: string,
): readonly { readonly text: string; readonly word: string }[] {
  const written = liveText
    .split(/\s+/u)
    .flatMap((raw) =>
      wordsOf(raw).map((word, index, own) => ({ word, raw: index === own.length - 1 ? raw : '' })),
    );
  const words = cues.map(({ text }) => wordsOf(text));
  const places = alignWords(
    words.flat(),
    written.map(({ word }) => word),
  );
  let start = 0;
  return cues.flatMap(({ text }, index) => {
    const end = start + (words[index]?.length ?? 0);
    const inner = places.slice(start, end - 1);
    start = end;
    const stop = inner.find((place) => place !== null && STOP.test(written[place]?.raw ?? ''));
    return stop === undefined || stop === null ? [] : [{ text, word: written[stop]?.raw ?? '' }];
  });
}
