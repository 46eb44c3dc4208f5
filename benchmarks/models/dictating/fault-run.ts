import { expect, type Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { choose, expectDone, type SpokenRecording } from '../../../testing/browser/recordings';
import type { Cue } from '../../dictation/spoken-cues';
import { dictate, editor } from '../../faults/activities';
import { holdWorkers } from '../../faults/held-workers';
import { sightOn } from '../../faults/watched-page';
import type { ModelFault } from './model-faults';
import { chooseFor, expectInUse, turnTo } from './models-page';
import { firstPage, openSpeaking } from './speaking-browser';
import { TWINS, type Twin } from './twin-model';

const LISTENING_MS = 60_000;
const IN_USE_MS = 30_000;
const FINISHED_MS = 180_000;
/** Behind the last word that counts. */
const AFTER_SECONDS = 2;

/** What all runs begin with. */
export interface FaultStage {
  readonly url: string;
  /** What the microphone plays. */
  readonly spoken: string;
  readonly cues: readonly Cue[];
  /** To be read by models that are to be in memory; one for each is enough. */
  readonly recordings: readonly SpokenRecording[];
  readonly fourthPath: string;
  /** A copy of the one that was furnished. */
  readonly freshProfile: () => string;
}

/** A dictation, and what it should have written. */
export interface Pass {
  readonly cues: readonly Cue[];
  readonly document: string;
  /** What the page said at its end. */
  readonly status: string;
}

export interface FaultRun {
  /** Of the fault; null where there was none. */
  readonly seen: string | null;
  readonly passes: readonly Pass[];
}

/** Dictates, with a fault in the middle, and once more the first half of it. @throws Error where the fault did not come */
export async function faultRun(stage: FaultStage, fault: ModelFault | null): Promise<FaultRun> {
  const { url, spoken, cues, recordings, fourthPath } = stage;
  const profile = stage.freshProfile();
  const context = await openSpeaking(profile, spoken);
  try {
    await holdWorkers(context);
    const page = await firstPage(context);
    await page.goto(new URL('/speech-models', url).href);
    await makeResident(page, fault?.resident ?? ['twin'], recordings);
    let seen: string | null = null;
    const middle = Math.floor(cues.length / 2);
    const first = await dictateAll(page, cues, async (until) => {
      await until(cues[1]?.endSeconds ?? 0);
      await turnTo(page, 'Models');
      await expectInUse(page, TWINS.twin.name, IN_USE_MS);
      await until(middleOf(cues[middle]));
      if (fault) seen = await fault.strike({ context, page, url, fourthPath });
      await turnTo(page, 'Dictate');
    });
    await empty(page);
    const second = await dictateAll(page, cues.slice(0, middle), () => Promise.resolve());
    return { seen, passes: [first, second] };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** Reads a recording with each: what one dictates with is there from the first word. */
async function makeResident(
  page: Page,
  twins: readonly Twin[],
  recordings: readonly SpokenRecording[],
): Promise<void> {
  for (const [index, twin] of twins.entries()) {
    const recording = recordings[index];
    if (!recording) throw new Error('there are too few recordings');
    await turnTo(page, 'Models');
    await chooseFor(page, 'recordings', twin);
    await turnTo(page, 'Transcribe');
    await choose(page, recording.path);
    await expectDone(page, recording.name);
  }
}

/** @param meanwhile begins with the dictation; `until` waits for a time of what is spoken, in seconds */
async function dictateAll(
  page: Page,
  cues: readonly Cue[],
  meanwhile: (until: (seconds: number) => Promise<void>) => Promise<void>,
): Promise<Pass> {
  await turnTo(page, 'Dictate');
  await dictate(page).click();
  await page.locator('[data-testid=dictate].on').waitFor({ timeout: LISTENING_MS });
  const startedMs = Date.now();
  const until = (seconds: number) =>
    page.waitForTimeout(Math.max(0, startedMs + seconds * 1000 - Date.now()));
  await meanwhile(until);
  await until((cues.at(-1)?.endSeconds ?? 0) + AFTER_SECONDS);
  const status = (await page.getByTestId('status').innerText()).replaceAll(/\s+/g, ' ').trim();
  // One that has ended by itself would be begun anew.
  const stop = dictate(page).filter({ hasText: 'Stop' });
  if ((await stop.count()) > 0) await stop.click();
  await expect(dictate(page)).toHaveText(/Dictate/, { timeout: FINISHED_MS });
  return { cues, document: (await sightOn(page)).document ?? '', status };
}

async function empty(page: Page): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await expect(editor(page)).toHaveText('');
}

function middleOf(cue: Cue | undefined): number {
  return cue ? (cue.startSeconds + cue.endSeconds) / 2 : 0;
}
