import { rmSync } from 'node:fs';
import { ACTIVITIES, type Scene } from './activities';
import { openAt, sceneSights, trying } from './scene';
import { KillableBrowser } from './killable-browser';
import { lookThrough } from './look-again';
import { reportOf, type RunReport } from './run-report';
import type { PlannedRun } from './schedule';
import { VARIANTS, type Variant } from './variants';
import type { Stage } from './stage';
import { watchPages } from './watched-page';

/** Every so many-th dictation that is offered is transcribed, and its words are looked for. */
const TRANSCRIBED_EVERY = 3;

/** One activity, the browser killed in it, and what is found when it is opened again. */
export async function killRun(stage: Stage, run: PlannedRun, variant: Variant): Promise<RunReport> {
  const { host, materials } = stage;
  const activity = ACTIVITIES[run.activity];
  const profile = stage.freshProfile();
  await host.serve();
  const first = await KillableBrowser.launch(profile, materials.spoken);
  const browsers = [first];
  try {
    const sights = await watchPages(first.context);
    const page = await openAt(first.context, new URL(activity.path, host.url).href);
    const scene: Scene = { page, host, materials, turn: run.turn };
    const preparing = trying(activity.prepare?.(scene) ?? Promise.resolve());
    await preparing.settled;
    const { before, during } = VARIANTS[variant];
    await before?.(first.context, scene);

    const acting = trying(activity.act(scene));
    const disturbing = trying(during?.(scene, run.momentMs) ?? Promise.resolve());
    await new Promise((resolve) => setTimeout(resolve, run.momentMs));
    const killedMs = Date.now();
    const trouble = preparing.trouble ?? acting.trouble;
    await first.kill();
    await Promise.all([acting.settled, disturbing.settled]);

    // A new version, or an app that was deleted, cannot come from a server that is gone.
    if (variant !== 'server-gone' || activity.takesAway || run.activity === 'updating') await host.serve();
    const second = await KillableBrowser.launch(profile, materials.spoken);
    browsers.push(second);
    const isTranscribed = run.turn % TRANSCRIBED_EVERY === 0 && variant === 'alone';
    const looked = await lookThrough(await openAt(second.context, host.url), { isTranscribed });
    return reportOf({
      run,
      what: variant,
      endMs: killedMs,
      sights: sceneSights(sights, page),
      looked,
      trouble,
      cues: materials.cues,
      furnished: stage.furnished,
      takesAway: activity.takesAway?.(scene) ?? null,
    });
  } finally {
    for (const browser of browsers) await browser.kill();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}
