import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILD_FOLDER, ensureBuilt } from '../../../scripts/setup/build.mjs';
import { startServer } from '../../../server/static-server.mjs';
import { recordingsIn } from '../../../testing/browser/recordings';
import { cuesOf } from '../../dictation/dictated-page';
import { unlikePhrases } from '../../faults/materials';
import { figure, type Findings } from '../../lib/figures';
import { faultRun, type FaultRun, type FaultStage } from './fault-run';
import { bringTwins, furnish } from './furnished-profile';
import { MODEL_FAULTS, type ModelFault } from './model-faults';
import { writeTwin } from './twin-model';
import { outcomesOf, type Outcome } from './utterance-places';

const METHOD =
  'The built app, served, in Chromium with a profile on disk: the app’s own model, and two copies of it as models of a ' +
  'person, one of which writes the utterances while base shows the words. The fake microphone speaks phrases whose words are ' +
  'hardly alike. In the middle of the middle one the fault comes, and is seen; then one dictates once more, the first half ' +
  'of the same. An utterance is missed where fewer than 30% of its words are in the document when the dictation is over, ' +
  'though so many were there in the run without a fault. It is misheard where one of them and others stand in its ' +
  'place, half as many at least, and lost where they do not.';

/** Utterances that are lost when something happens to a model while one dictates. @throws Error for a fault that did not come */
export async function measureLostUtterances(): Promise<Findings> {
  await ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'superwhisper2-model-faults-'));
  const server = await startServer({ folder: BUILD_FOLDER, port: 0 });
  try {
    const { stage, browserVersion } = await setStage(folder, server.url);
    const calm = await toldRun(stage, 'none', null);
    const [lost, misheard]: [Outcome[], Outcome[]] = [[], []];
    const faults: Record<string, unknown> = {};
    let asked = 0;
    for (const [name, fault] of Object.entries<ModelFault>(MODEL_FAULTS)) {
      const { run, outcomes } = await toldRun(stage, name, fault);
      const sure = outcomes.filter((_, index) => calm.outcomes[index]?.fate === 'found');
      asked += sure.length;
      lost.push(...sure.filter(({ fate }) => fate === 'lost'));
      misheard.push(...sure.filter(({ fate }) => fate === 'misheard'));
      faults[name] = { missing: sure.filter(({ fate }) => fate !== 'found'), ...run };
    }
    const missedAnyhow = calm.outcomes.filter(({ fate }) => fate !== 'found');
    const figures = [
      figure('faults.lost_utterances', 'count', [lost.length]),
      figure('faults.misheard_utterances', 'count', [misheard.length]),
      figure('faults.utterances', 'count', [asked]),
    ];
    const details = { method: METHOD, browser: `Chromium ${browserVersion}` };
    return { figures, details: { ...details, missedAnyhow, withoutFault: calm.run, faults } };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

async function setStage(folder: string, url: string) {
  const spoken = join(folder, 'spoken.wav');
  const cues = await cuesOf(unlikePhrases(), spoken);
  const [recording, ...recordings] = [...recordingsIn('fr'), ...recordingsIn('en')];
  if (!recording) throw new Error('tests/fixtures/audio has no recordings');
  const template = join(folder, 'template');
  const twins = { twin: await writeTwin(folder, 'twin'), third: await writeTwin(folder, 'third') };
  const fourthPath = await writeTwin(folder, 'fourth');
  const place = { profile: template, url, wav: spoken };
  const browserVersion = await furnish(place, recording);
  await bringTwins(place, twins);
  const profiles = { count: 0 };
  const freshProfile = () => {
    const profile = join(folder, `profile-${profiles.count++}`);
    cpSync(template, profile, { recursive: true, verbatimSymlinks: true });
    return profile;
  };
  const stage: FaultStage = { url, spoken, cues, recordings, fourthPath, freshProfile };
  return { stage, browserVersion };
}

async function toldRun(
  stage: FaultStage,
  name: string,
  fault: ModelFault | null,
): Promise<{ readonly run: FaultRun; readonly outcomes: readonly Outcome[] }> {
  const startedMs = Date.now();
  const run = await faultRun(stage, fault);
  const outcomes = run.passes.flatMap(({ cues, document }) => outcomesOf(cues, document));
  const seconds = Math.round((Date.now() - startedMs) / 1000);
  console.log(`${name}: ${run.seen ?? 'no fault'} [${seconds} s]`);
  for (const { said, fate, inItsPlace } of outcomes)
    if (fate !== 'found') console.log(`  ${fate}: “${said}”, in its place: “${inItsPlace}”`);
  return { run, outcomes };
}
