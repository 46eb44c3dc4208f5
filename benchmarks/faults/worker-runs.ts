import type { BrowserContext, Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { seededRandom } from '../../testing/seeded-random';
import { ACTIVITIES, type Scene } from './activities';
import { holdWorkers, type HeldWorker } from './held-workers';
import { KillableBrowser } from './killable-browser';
import { lookThrough } from './look-again';
import { reportOf, type RunReport } from './run-report';
import { openAt, sceneSights, trying } from './scene';
import { planRuns, type ActivityName, type PlannedRun } from './schedule';
import type { Stage } from './stage';
import { watchPages } from './watched-page';

const LISTED: Readonly<Record<Ending['what'], readonly ActivityName[]>> = {
  // An import has none.
  worker: ['dictating', 'transcribing', 'finishing', 'copying'],
  'service-worker': ['dictating', 'transcribing', 'finishing', 'copying', 'importing'],
};
const ACTED_MS = 30_000;

export interface Ending {
  readonly run: PlannedRun;
  readonly what: 'worker' | 'service-worker';
  /** Which of the workers that are there, in [0, 1). */
  readonly choice: number;
}

/** Workers, and moments of what they do, at random. */
export function endings(seed: number, what: Ending['what'], count: number): readonly Ending[] {
  const random = seededRandom(seed);
  return planRuns(seed, count, LISTED[what]).map((run) => ({ run, what, choice: random() }));
}

/** One activity, a worker ended in it, and what is found once it has gone on to its end. */
export async function workerRun(stage: Stage, { run, what, choice }: Ending): Promise<RunReport> {
  const { host, materials } = stage;
  const activity = ACTIVITIES[run.activity];
  const profile = stage.freshProfile();
  await host.serve();
  const browser = await KillableBrowser.launch(profile, materials.spoken);
  try {
    const sights = await watchPages(browser.context);
    await holdWorkers(browser.context);
    const page = await openAt(browser.context, new URL(activity.path, host.url).href);
    const scene: Scene = { page, host, materials, turn: run.turn };
    const preparing = trying(activity.prepare?.(scene) ?? Promise.resolve());
    await preparing.settled;
    const acting = trying(activity.act(scene));
    await page.waitForTimeout(run.momentMs);
    const ended =
      what === 'worker' ? await endWorker(page, choice) : await endServiceWorkers(browser.context, page);
    const endMs = Date.now();
    await Promise.race([acting.settled, page.waitForTimeout(ACTED_MS)]);
    await activity.finish?.(scene);
    await page.getByRole('link', { name: 'Dictate', exact: true }).click();
    const looked = await lookThrough(page);
    return reportOf({
      run,
      what: ended,
      endMs,
      sights: sceneSights(sights, page),
      looked,
      trouble: preparing.trouble ?? acting.trouble,
      cues: materials.cues,
      furnished: stage.furnished,
      takesAway: null,
    });
  } finally {
    await browser.kill();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** @returns its name, as "inference" */
function endWorker(page: Page, choice: number): Promise<string> {
  return page.evaluate((share) => {
    const held: HeldWorker[] = Reflect.get(window, 'heldWorkers');
    const chosen = held[Math.floor(share * held.length)];
    chosen?.worker.terminate();
    return chosen?.name ?? 'no worker';
  }, choice);
}

async function endServiceWorkers(context: BrowserContext, page: Page): Promise<string> {
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
  return 'service-worker';
}
