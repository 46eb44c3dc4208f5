import { percentile } from '../../src/lib/core/metrics/percentiles';
import { openApp } from '../../testing/browser/app-session';
import { decodedPcm } from '../../testing/audio/decoded-pcm';
import { figure } from '../lib/figures';
import type { Clip } from '../../testing/audio/manifest';
import { openPeer } from '../file/peer-page';
import { cuesOf, dictateTo, timedCues } from './dictated-page';
import type { Measured } from './measured';
import { phraseClips } from './phrase-clips';
import { finalTimes } from './phrases';
import { edges, noise, SAMPLE_RATE, writeWave } from './spoken-cues';
import { heardUtterances } from './utterance-figures';

const SILENCE_MS = 700;
/** Blocks of phrases, ours and then theirs, so that both have the machine as it is. */
const BLOCK = 8;
const THREADS = 2;

const METHOD =
  `The usual design: ${SILENCE_MS} ms of silence end an utterance, then the pipeline of transformers.js (whisper-base in 8 bit, ` +
  'WASM) reads all of it, its language given; the time is that silence and what the pipeline takes for the phrase with the silence ' +
  'behind it, when it has nothing else to do. Ours and theirs in turn, eight phrases each, the same phrases.';

/** Against the design that most programs have. */
export async function measureUsualDesign(folder: string, count: number): Promise<Measured> {
  const clips = phraseClips(count);
  const paths = await writePhrases(folder, clips);
  const ours: number[] = [];
  const theirs: number[] = [];
  let [browserVersion, engine] = ['', ''];
  for (let first = 0; first < clips.length; first += BLOCK) {
    const block = clips.slice(first, first + BLOCK);
    const wav = `${folder}/block-${first}.wav`;
    const cues = await cuesOf(block, wav);
    const dictated = await dictateTo(wav, cues.at(-1)?.endSeconds ?? 0);
    ({ browserVersion, engine } = dictated);
    ours.push(...finalTimes(heardUtterances(timedCues(cues, dictated), dictated.sightings)));
    theirs.push(...(await pipelineTimes(paths.slice(first, first + BLOCK), block)));
  }
  const [oursMs, theirsMs] = [percentile(ours, 0.5), percentile(theirs, 0.5)];
  return {
    browserVersion,
    engine,
    figures: [
      figure('ours.p50_ms', 'ms', [oursMs]),
      figure('usual.p50_ms', 'ms', [theirsMs]),
      figure('usual.p95_ms', 'ms', [percentile(theirs, 0.95)]),
      figure('final.ratio_to_usual_design', 'ratio', [theirsMs / oursMs]),
    ],
    details: { method: METHOD, ours, theirs },
  };
}

/** Each phrase with the silence that ends it. */
async function writePhrases(folder: string, clips: readonly Clip[]): Promise<readonly string[]> {
  const { page, close } = await openApp('/evaluate');
  const paths: string[] = [];
  for (const [index, { path }] of clips.entries()) {
    const pcm = await decodedPcm(page, path);
    const samples = new Int16Array(pcm.buffer, pcm.byteOffset, pcm.byteLength / 2);
    const wav = `${folder}/phrase-${index}.wav`;
    const silence = noise((SILENCE_MS / 1000) * SAMPLE_RATE, () => 0.5);
    writeWave(wav, [samples.slice(...edges(samples)), silence]);
    paths.push(wav);
  }
  await close();
  return paths;
}

async function pipelineTimes(paths: readonly string[], clips: readonly Clip[]): Promise<readonly number[]> {
  const { browser, close } = await openApp('/evaluate');
  const peer = await openPeer(browser, paths, THREADS);
  const times: number[] = [];
  // The first one warms it up.
  await peer.transcribe(0, clips[0]?.language ?? 'en');
  for (const [index, { language }] of clips.entries()) {
    const { processingSeconds } = await peer.transcribe(index, language ?? 'en');
    times.push(SILENCE_MS + 1000 * processingSeconds);
  }
  await peer.close();
  await close();
  return times;
}
