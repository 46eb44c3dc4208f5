import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchmarkSummary, spreadOf, type Spread } from '../../src/lib/core/performance/benchmark-summary';
import type { BenchmarkRun } from '../../src/lib/core/performance/measurements';
import type { DeviceChoice } from '../../src/lib/protocol/loading';
import { inRepository } from '../../scripts/setup/repository.mjs';
import { cutPcm, decodedPcm } from '../../testing/audio/decoded-pcm';
import type { Clip } from '../../testing/audio/manifest';
import { wavHeader } from '../../testing/audio/wav';
import { openApp } from '../../testing/browser/app-session';
import { cuesOf, dictateTo, timedCues } from '../dictation/dictated-page';
import { heardUtterances } from '../dictation/utterance-figures';
import { openEvaluation } from '../lib/evaluation-page';
import { parseClipList } from '../../src/lib/app/performance/benchmark/clip-list';

const LANGUAGES = { kind: 'automatic', languages: ['fr', 'en'] } as const;
const CLIPS = inRepository('static/clips');

/** What the older benchmarks measure of the phrases of a run. Milliseconds. */
export interface OtherWays {
  /** As `npm run evaluate` takes it. */
  readonly fileMs: Spread;
  /** As `npm run benchmark -- dictation` takes it: from the last sound, by the energy of the clip, to its painted final text. */
  readonly settledMs: Spread;
  /** The p50 of the page divided by that. */
  readonly ratios: { readonly file: number; readonly final: number };
  readonly texts: readonly string[];
}

/** @throws Error where the older benchmarks have no figure */
export async function measureOtherWays(run: BenchmarkRun, device: DeviceChoice): Promise<OtherWays> {
  const folder = mkdtempSync(join(tmpdir(), 'superwhisper2-phrases-'));
  try {
    const clips = await phrasesOf(run, folder);
    const { fileMs, texts } = await readWithEvaluation(clips, device);
    const settledMs = await dictateFromMicrophone(clips, join(folder, 'phrases.wav'), device);
    const { files, dictations } = benchmarkSummary(run);
    if (!fileMs || !settledMs || !files.processingMs || !dictations.finalMs)
      throw new Error('nothing was measured');
    const ratios = {
      file: files.processingMs.p50 / fileMs.p50,
      final: dictations.finalMs.p50 / settledMs.p50,
    };
    return { fileMs, settledMs, ratios, texts };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The phrases of a run, each in a WAV file of its own. */
async function phrasesOf({ files }: BenchmarkRun, folder: string): Promise<readonly Clip[]> {
  const { sounds, clips } = parseClipList(readFileSync(join(CLIPS, 'clips.json'), 'utf8'));
  const { page, close } = await openApp('/evaluate');
  const pcm = {
    en: await decodedPcm(page, join(CLIPS, sounds.en)),
    fr: await decodedPcm(page, join(CLIPS, sounds.fr)),
  };
  await close();
  return files.flatMap(({ clip }) => {
    const shipped = clips.find(({ id }) => id === clip.id);
    if (!shipped) return [];
    const { id, language, startSeconds, seconds, text } = shipped;
    const sound = cutPcm(pcm[language], startSeconds, startSeconds + seconds);
    const path = join(folder, `${id}.wav`);
    writeFileSync(path, Buffer.concat([wavHeader(sound.length), sound]));
    const told = { transcript: text, transcriptOrigin: 'script', isSpeech: true, prompts: [] };
    return [{ file: `${id}.wav`, path, language, durationSeconds: seconds, ...told }];
  });
}

async function readWithEvaluation(clips: readonly Clip[], device: DeviceChoice) {
  const page = await openEvaluation(
    clips.map(({ path }) => path),
    'q8_0',
    device,
  );
  const times: number[] = [];
  const texts: string[] = [];
  for (const index of clips.keys()) {
    const { processingSeconds, segments } = await page.transcribe(index, LANGUAGES);
    times.push(processingSeconds * 1000);
    texts.push(segments.map(({ text }) => text).join(' '));
  }
  await page.close();
  return { fileMs: spreadOf(times), texts };
}

async function dictateFromMicrophone(clips: readonly Clip[], wav: string, device: DeviceChoice) {
  const cues = await cuesOf(clips, wav);
  const dictated = await dictateTo(wav, cues.at(-1)?.endSeconds ?? 0, { device });
  const heard = heardUtterances(timedCues(cues, dictated), dictated.sightings);
  return spreadOf(heard.map(({ settledMs }) => settledMs));
}
