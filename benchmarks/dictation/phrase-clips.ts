import { MANIFEST } from '../file/clips';
import { readManifest, type Clip } from '../../testing/audio/manifest';

/** What every browser decodes. */
const DECODABLE = /\.(wav|flac|ogg|opus|mp3)$/;
const MIN_SECONDS = 2;
const MAX_SECONDS = 10;
/** Of one language in a row, as people speak. */
const RUN = 5;
/** One sentence without parts that may be two, whose only stop is at its end, where its transcript has one. */
const SENTENCE = /^[^.!?…;:]{20,}\.?$/u;

/** French and English in turn, with a transcript that can be trusted. */
export function phraseClips(count: number): readonly Clip[] {
  return inTurn(clips(), count);
}

/** The same of single sentences, each once. */
export function sentenceClips(count: number): readonly Clip[] {
  return inTurn(
    clips().filter(({ transcript }) => SENTENCE.test(transcript)),
    count,
  );
}

function clips(): readonly Clip[] {
  return readManifest(MANIFEST).filter(
    ({ file, durationSeconds, transcript, prompts, isSpeech }) =>
      isSpeech &&
      DECODABLE.test(file) &&
      durationSeconds >= MIN_SECONDS &&
      durationSeconds <= MAX_SECONDS &&
      transcript.length > 3 &&
      prompts.length === 0,
  );
}

function inTurn(all: readonly Clip[], count: number): readonly Clip[] {
  const of = (language: string) => all.filter((clip) => clip.language === language);
  const [french, english] = [of('fr'), of('en')];
  return Array.from({ length: count }, (_, index) => {
    const language = Math.floor(index / RUN) % 2 === 0 ? french : english;
    return language[Math.floor(index / (2 * RUN)) * RUN + (index % RUN)] ?? language[index % language.length];
  }).flatMap((clip) => (clip ? [clip] : []));
}
