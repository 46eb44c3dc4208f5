import { wordsOf } from '../../src/lib/core/metrics/text-normalizer';
import { seededRandom } from '../../testing/seeded-random';
import { MANIFEST } from '../file/clips';
import { openApp } from '../../testing/browser/app-session';
import { decodedPcm } from '../../testing/audio/decoded-pcm';
import { figure } from '../lib/figures';
import { readManifest } from '../../testing/audio/manifest';
import { dictateTo, lastText } from './dictated-page';
import type { Measured } from './measured';
import { phraseClips } from './phrase-clips';
import { noise, SAMPLE_RATE, tone, writeWave } from './spoken-cues';

/** A transmission with speech in it. */
const NOT_NOISE = /apollo/;
const GAP_SECONDS = 1;

const METHOD =
  'One phrase, then recordings without speech one after the other with a second of room noise between, over and over. ' +
  'nonspeech.words: words in the document at the end beyond those of the phrase. samples_lost: of the microphone’s samples, ' +
  'as the page counts them. memory.growth_mb: the largest median of 30 s after the first minute less the first of them.';

/** Minutes in which nobody speaks. */
export async function measureNonspeech(folder: string, minutes: number): Promise<Measured> {
  const wav = `${folder}/nonspeech.wav`;
  const seconds = await writeNonspeech(wav, minutes);
  const dictated = await dictateTo(wav, seconds);
  const [first, ...others] = dictated.sightings.filter(({ text }) => text !== '');
  const liveText = lastText(dictated.sightings);
  if (!first) throw new Error('the phrase before the noise was not heard');
  const invented = wordsOf(liveText).length - wordsOf(first.text).length;
  const { lostSamples, memory, browserVersion, engine } = dictated;
  return {
    browserVersion,
    engine,
    figures: [
      figure('nonspeech.minutes', 'min', [seconds / 60]),
      figure('nonspeech.words', 'words', [invented]),
      figure('samples_lost', 'samples', [lostSamples ?? NaN]),
      figure('memory.growth_mb', 'MB', [memory.growthMegabytes]),
    ],
    details: { method: METHOD, liveText, memory, texts: others.map(({ text }) => text).slice(0, 20) },
  };
}

/** @returns its length in seconds */
async function writeNonspeech(path: string, minutes: number): Promise<number> {
  const random = seededRandom(5);
  const { page, close } = await openApp('/evaluate');
  const decoded = async (clipPath: string) => {
    const pcm = await decodedPcm(page, clipPath).catch(() => Buffer.alloc(0));
    return new Int16Array(pcm.buffer, pcm.byteOffset, pcm.byteLength / 2);
  };
  const clips = readManifest(MANIFEST).filter(({ file, isSpeech }) => !isSpeech && !NOT_NOISE.test(file));
  const sounds = await Promise.all(clips.map((clip) => decoded(clip.path)));
  const [phrase] = phraseClips(1);
  const spoken = phrase ? await decoded(phrase.path) : new Int16Array(0);
  await close();
  const parts = [tone(random), spoken, noise(3 * SAMPLE_RATE, random)];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  for (let index = 0; length() < minutes * 60 * SAMPLE_RATE; index++) {
    const sound = sounds[index % sounds.length];
    if (sound) parts.push(sound, noise(GAP_SECONDS * SAMPLE_RATE, random));
  }
  writeWave(path, parts);
  return length() / SAMPLE_RATE;
}
