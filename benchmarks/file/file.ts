import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../../testing/browser/app-session';
import type { BenchmarkOptions } from '../lib/benchmark-options';
import { openEvaluation, type EvaluationPage } from '../lib/evaluation-page';
import type { FigureReport, Findings } from '../lib/figures';
import { provenance } from '../lib/provenance';
import { measureAblation } from './ablation';
import { timedClips, type TimedClip } from './clips';
import { compare, ratioFigures, secondsFigures, type Contender } from './comparison';
import { openPeer } from './peer-page';

const METHOD =
  'Runs take turns in one browser and never overlap; one run of each clip and contender is not counted. Ours: from the ' +
  'file handed over to the last text, decoding and voice detection included. transformers.js: from decoded samples at ' +
  '16 kHz to the whole text, which spares it the decoding; it runs on the onnxruntime-web that this project installs.';

/**
 * How fast recordings of several lengths become text.
 *
 * @param options `peers`: against transformers.js; `ablation`: what each optimisation is worth, instead;
 *   `only`: one length, or one part of the ablation
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
  { only, peers, repeats }: BenchmarkOptions,
): Promise<Findings & { readonly device: unknown }> {
  const clips = all.filter(({ length }) => only === undefined || length === only);
  const paths = clips.map(({ path }) => path);
  const page = await openEvaluation(paths, 'q8_0');
  const peer = peers ? await openPeer(page.browser, paths, page.engine.threads) : null;
  const contenders = [asContender(page), ...(peer ? [{ name: 'transformers.js', ...peer }] : [])];
  const compared = await compare(contenders, clips, repeats);
  await peer?.close();
  await page.close();
  const ratio = { name: 'ratio_to_transformers_js', slower: 'transformers.js', faster: 'ours' };
  return {
    figures: [
      ...secondsFigures(compared, 'ours'),
      ...(peer ? secondsFigures(compared, 'transformers.js', 'transformers_js_seconds') : []),
      ...(peer ? ratioFigures(compared, ratio) : []),
    ],
    details: { method: METHOD, peer: peer?.description ?? null, clips: compared },
    device: { ...page.engine, browser: `Chromium ${page.browserVersion}` },
  };
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
