import { spawn } from 'node:child_process';
import { percentile } from '../../src/lib/core/metrics/percentiles';
import { figure } from '../lib/figures';
import { cuesOf, dictateTo, timedCues } from './dictated-page';
import type { Measured } from './measured';
import { phraseClips } from './phrase-clips';
import { finalTimes } from './phrases';
import type { Cue } from './spoken-cues';
import { heardUtterances } from './utterance-figures';

const METHOD =
  'The same phrases twice: on a quiet machine, and while another process keeps one of its cores busy. See the main run for ' +
  'how an utterance is timed.';

/** What a busy core costs. */
export async function measureUnderLoad(folder: string, count: number): Promise<Measured> {
  const wav = `${folder}/phrases.wav`;
  const cues = await cuesOf(phraseClips(count), wav);
  const quiet = await p95(wav, cues);
  const busy = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
  const loaded = await p95(wav, cues).finally(() => busy.kill());
  return {
    browserVersion: quiet.browserVersion,
    engine: quiet.engine,
    figures: [
      figure('final.quiet_p95_ms', 'ms', [quiet.p95Ms]),
      figure('final.loaded_p95_ms', 'ms', [loaded.p95Ms]),
      figure('final.p95_ratio_under_load', 'ratio', [loaded.p95Ms / quiet.p95Ms]),
      figure('samples_lost_under_load', 'samples', [loaded.lostSamples ?? NaN]),
    ],
    details: { method: METHOD, quiet: quiet.finals, loaded: loaded.finals },
  };
}

async function p95(wav: string, cues: readonly Cue[]) {
  const dictated = await dictateTo(wav, cues.at(-1)?.endSeconds ?? 0);
  const finals = finalTimes(heardUtterances(timedCues(cues, dictated), dictated.sightings));
  const { browserVersion, engine, lostSamples } = dictated;
  return { finals, p95Ms: percentile(finals, 0.95), browserVersion, engine, lostSamples };
}
