import type { DeviceChoice } from '../../src/lib/protocol/loading';
import { percentile } from '../../src/lib/core/metrics/percentiles';
import { countWordErrors } from '../../src/lib/core/metrics/word-errors';
import { wordsOf } from '../../src/lib/core/metrics/text-normalizer';
import { openEvaluation } from '../lib/evaluation-page';
import { figure, type Figure } from '../lib/figures';
import { alignWords } from '../../src/lib/core/text/word-alignment';
import { cuesOf, dictateTo, lastText, timedCues } from './dictated-page';
import type { Measured } from './measured';
import { phraseClips } from './phrase-clips';
import type { Cue } from './spoken-cues';
import { heardUtterances, type HeardUtterance } from './utterance-figures';

const LANGUAGES = { kind: 'automatic', languages: ['fr', 'en'] } as const;
const SLOW_SHARE = 0.999;

const METHOD =
  'Chromium’s fake microphone plays a WAV of labelled phrases of 2 to 10 s, five of a language in turn, with pauses of 0.3 to ' +
  '3 s and room noise between. True onsets and ends are from the energy of the clips. An utterance is the text that was painted ' +
  'as final at once; the phrases it holds are found by its words. settled: from the last sample of the last phrase that it ends ' +
  'with to that text; final: to the last change of its words, which may be painted before. early: what stood there 350 ms behind that sample had the words of the final text; repaired: ' +
  'it was a text for the end, of as many words or more, which were changed. A tone tells when the sound began. The model is loaded before. main_thread: thread time of tasks ' +
  'in the first minute, from a trace.';

/** Phrases with pauses between: what a person waits for, and what comes of it. */
export async function measurePhrases(folder: string, count: number, device: DeviceChoice): Promise<Measured> {
  const wav = `${folder}/phrases.wav`;
  const cues = await cuesOf(phraseClips(count), wav);
  const dictated = await dictateTo(wav, cues.at(-1)?.endSeconds ?? 0, { isTraced: true, device });
  const fileText = await textOfFile(wav, device);
  const heard = heardUtterances(timedCues(cues, dictated), dictated.sightings);
  const liveText = lastText(dictated.sightings);
  return {
    browserVersion: dictated.browserVersion,
    engine: dictated.engine,
    figures: [
      ...latencyFigures(heard),
      ...textFigures(cues, liveText, fileText),
      figure('main_thread.p999_task_ms', 'ms', [percentile(dictated.taskMs, SLOW_SHARE)]),
      figure('samples_lost', 'samples', [dictated.lostSamples ?? NaN]),
    ],
    details: { method: METHOD, heard, liveText, fileText, cues, mainThreadTasks: dictated.taskMs.length },
  };
}

async function textOfFile(wav: string, device: DeviceChoice): Promise<string> {
  const page = await openEvaluation([wav], 'q8_0', device);
  const { segments } = await page.transcribe(0, LANGUAGES);
  await page.close();
  return segments.map(({ text }) => text).join(' ');
}

export function finalTimes(heard: readonly HeardUtterance[]): readonly number[] {
  return heard.flatMap(({ finalMs }) => (finalMs === null ? [] : [finalMs]));
}

function latencyFigures(heard: readonly HeardUtterance[]): readonly Figure[] {
  const finals = finalTimes(heard);
  const settled = heard.flatMap(({ settledMs }) => (settledMs === null ? [] : [settledMs]));
  const firsts = heard.flatMap(({ firstWordMs }) => (firstWordMs === null ? [] : [firstWordMs]));
  const shares = heard.flatMap(({ committedShare }) => (committedShare === null ? [] : [committedShare]));
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return [
    figure('utterances', 'count', [heard.length]),
    figure('final.timed', 'utterances', [finals.length]),
    figure('final.p50_ms', 'ms', [percentile(finals, 0.5)]),
    figure('final.p95_ms', 'ms', [percentile(finals, 0.95)]),
    figure('settled.p50_ms', 'ms', [percentile(settled, 0.5)]),
    figure('settled.p95_ms', 'ms', [percentile(settled, 0.95)]),
    figure('early.share', '%', [shareOf(heard, 'right')]),
    figure('early.repaired', '%', [shareOf(heard, 'repaired')]),
    figure('first_word.p50_ms', 'ms', [percentile(firsts, 0.5)]),
    figure('first_word.shown', 'utterances', [firsts.length]),
    figure('committed_share', '%', [100 * mean]),
    figure('committed_revisions', 'words', [heard.reduce((sum, { revisedWords }) => sum + revisedWords, 0)]),
  ];
}

function shareOf(heard: readonly HeardUtterance[], wanted: HeardUtterance['early']): number {
  const timed = heard.filter(({ early }) => early !== null);
  return (100 * timed.filter(({ early }) => early === wanted).length) / timed.length;
}

function textFigures(cues: readonly Cue[], liveText: string, fileText: string): readonly Figure[] {
  const said = cues.map(({ text }) => text).join(' ');
  const live = countWordErrors(said, liveText);
  const file = countWordErrors(said, fileText);
  const edges = edgeWords(cues, liveText, fileText);
  return [
    figure('errors.live', `of ${live.words} words`, [live.errors]),
    figure('errors.file', `of ${file.words} words`, [file.errors]),
    figure('errors.live_minus_file', 'per 100 words', [(100 * (live.errors - file.errors)) / live.words]),
    figure('lost_edge_words', `of ${2 * cues.length}`, [edges.lost]),
    figure('gained_edge_words', `of ${2 * cues.length}`, [edges.gained]),
  ];
}

/** First and last words of phrases that the file's text has right and the live text has not, and the other way about. */
function edgeWords(cues: readonly Cue[], liveText: string, fileText: string) {
  const words = cues.map(({ text }) => wordsOf(text));
  const said = words.flat();
  const [live, file] = [alignWords(said, wordsOf(liveText)), alignWords(said, wordsOf(fileText))];
  let start = 0;
  const edges = words.flatMap(({ length }) => {
    const first = start;
    start += length;
    return length > 0 ? [first, start - 1] : [];
  });
  return {
    lost: edges.filter((index) => file[index] !== null && live[index] === null).length,
    gained: edges.filter((index) => file[index] === null && live[index] !== null).length,
  };
}
