import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../../testing/browser/app-session';
import type { BenchmarkOptions } from '../lib/benchmark-options';
import { openEvaluation, type EvaluationPage } from '../lib/evaluation-page';
import type { Figure, FigureReport, Findings } from '../lib/figures';
import { provenance } from '../lib/provenance';
import { measureAblation } from './ablation';
import { timedClips, type TimedClip } from './clips';
import { compare, ratioFigures, secondsFigures, type ComparedClip, type Contender } from './comparison';
import { openPeers } from './peers';

const METHOD =
  'Runs take turns, never overlap, and begin half a second after the one before; one run of each clip and contender is ' +
  'not counted. Ours: from the file handed over to the last text, decoding and voice detection included. ' +
  'transformers.js: in the same browser, from decoded samples at 16 kHz to the whole text, which spares it the decoding; ' +
  'it runs on the onnxruntime-web that this project installs. faster-whisper and whisper.cpp: loaded in a Python each, ' +
  'as many threads as ours, 5 beams, from the file to the whole text, decoded with PyAV; faster-whisper has the weights ' +
  'that the app’s model was made of, in int8, and whisper.cpp the file that the app ships. All are told the language.';

/**
 * How fast recordings of several lengths become text.
 *
 * @param options `peers`: against transformers.js, and with `python` against faster-whisper and whisper.cpp; `ablation`:
 *   what each optimisation is worth, instead; `only`: one length, or one part of the ablation
 */
export async function measureFile(options: BenchmarkOptions): Promise<FigureReport> {
  const folder = mkdtempSync(join(tmpdir(), 'superwhisper2-'));
  try {
    const clips = await prepareClips(folder);
    const findings = options.ablation
      ? await measureAblation(clips, options.only)
      : await measureTimes(clips, options);
    return { ...provenance('benchmark'), model: 'whisper-base-q8_0', ...findings };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function prepareClips(folder: string): Promise<readonly TimedClip[]> {
  const { page, close } = await openApp('/evaluate');
  const clips = await timedClips(page, folder);
  await close();
  return clips;
}

async function measureTimes(
  all: readonly TimedClip[],
  { only, peers, python, repeats }: BenchmarkOptions,
): Promise<Findings & { readonly device: unknown }> {
  const clips = all.filter(({ length }) => only === undefined || length === only);
  const paths = clips.map(({ path }) => path);
  const page = await openEvaluation(paths, 'q8_0');
  const others = peers ? await openPeers(page, paths, python) : [];
  const compared = await compare([asContender(page), ...others], clips, repeats);
  for (const { close } of others) await close();
  await page.close();
  return {
    figures: [
      ...secondsFigures(compared, 'ours', 'seconds'),
      ...others.flatMap(({ name }) => peerFigures(compared, name)),
    ],
    details: {
      method: METHOD,
      peers: others.map(({ name, description }) => ({ name, description })),
      clips: compared,
    },
    device: { ...page.engine, browser: `Chromium ${page.browserVersion}` },
  };
}

/** Its seconds, and how many times ours they are. */
function peerFigures(clips: readonly ComparedClip[], peer: string): readonly Figure[] {
  const named = peer.replace(/\W/g, '_');
  const ratio = { name: `ratio_to_${named}`, slower: peer, faster: 'ours' };
  return [...secondsFigures(clips, peer, `${named}_seconds`), ...ratioFigures(clips, ratio)];
}

function asContender(page: EvaluationPage): Contender {
  return {
    name: 'ours',
    transcribe: async (index, language) => {
      const { segments, processingSeconds } = await page.transcribe(index, { kind: 'given', language });
      return { text: segments.map(({ text }) => text).join(' '), processingSeconds };
    },
  };
}
