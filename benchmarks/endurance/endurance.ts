import type { Page } from '@playwright/test';
import { percentile } from '../../src/lib/core/metrics/percentiles';
import { openApp, type AppSession } from '../../testing/browser/app-session';
import type { BenchmarkOptions } from '../lib/benchmark-options';
import { figure, type Figure, type FigureReport } from '../lib/figures';
import { EXPOSE_COLLECTION, memoryGrowth, MemoryWatch, type MemorySample } from '../lib/memory-watch';
import { provenance } from '../lib/provenance';
import { recordingSets, type RecordingSet } from './recordings';

const DONE_MS = 30 * 60_000;
/** At the end of a set, over which its memory is read. */
const LAST_SECONDS = 20;

const METHOD =
  'Recordings are chosen one by one on the Transcribe page, whose language is found automatically, and stay in its list. ' +
  'Memory is the proportional set size of the renderer, workers and wasm included, each second. memory.20min.growth_mb: ' +
  'the largest median of 30 s after the first minute less the first of them; where the run is shorter than three minutes, ' +
  'medians of a sixth of it after its first third. memory.*.end_mb: median of the last 20 s.';

/** A set of recordings and what came of it. */
interface SetResult extends RecordingSet {
  readonly done: number;
  readonly seconds: number;
  readonly samples: readonly MemorySample[];
}

/**
 * A page in long use: twenty minutes of speech, one clip a hundred times, a hundred different ones, all in one list.
 *
 * @param options `only`: one of these sets; `collect`: garbage is collected now and then, to tell late garbage from a leak
 */
export async function measureEndurance({ only, collect }: BenchmarkOptions): Promise<FigureReport> {
  const sets = recordingSets().filter(({ name }) => only === undefined || name === only);
  const session = await openApp('/transcribe', collect ? [EXPOSE_COLLECTION] : []);
  try {
    const results: SetResult[] = [];
    for (const set of sets) results.push(await runSet(session, set, collect));
    const count = (of: (result: SetResult) => number) => results.reduce((sum, result) => sum + of(result), 0);
    const figures = [
      figure('endurance.success', `of ${count(({ paths }) => paths.length)}`, [count(({ done }) => done)]),
      figure('endurance.with_text', 'recordings', [await countWithText(session.page)]),
      ...results.flatMap(setFigures),
    ];
    const engine = await session.page.getByTestId('engine-chip').textContent();
    const device = { engine, browser: `Chromium ${session.browser.version()}` };
    const details = { method: METHOD, collect, sets: results.map(detailsOf) };
    return { ...provenance('benchmark'), device, model: 'whisper-base-q8_0', figures, details };
  } finally {
    await session.close();
  }
}

async function runSet(
  { page, browser }: AppSession,
  set: RecordingSet,
  collect: boolean,
): Promise<SetResult> {
  const doneBefore = await page.locator('.sign.done').count();
  const startedMs = performance.now();
  const watch = new MemoryWatch(browser, page, collect);
  for (const [index, path] of set.paths.entries()) {
    await transcribe(page, path);
    if ((index + 1) % 10 === 0) console.log(`${set.name} ${index + 1}/${set.paths.length}`);
  }
  const samples = await watch.stop();
  const seconds = (performance.now() - startedMs) / 1000;
  return { ...set, done: (await page.locator('.sign.done').count()) - doneBefore, seconds, samples };
}

/** Until the recording is done or has failed. */
async function transcribe(page: Page, path: string): Promise<void> {
  const settled = page.locator('.sign.done, .sign.failed');
  const before = await settled.count();
  await page.locator('input[type=file]').first().setInputFiles(path);
  await settled.nth(before).waitFor({ timeout: DONE_MS });
}

function setFigures({ name, samples }: SetResult): readonly Figure[] {
  const megabytes = samples.map((sample) => sample.megabytes);
  const endSeconds = samples.at(-1)?.atSeconds ?? 0;
  const last = samples.filter(({ atSeconds }) => atSeconds >= endSeconds - LAST_SECONDS);
  const collected = samples.filter(({ isCollected }) => isCollected).map((sample) => sample.megabytes);
  return [
    figure(`memory.${name}.peak_mb`, 'MB', [Math.max(...megabytes)]),
    figure(`memory.${name}.growth_mb`, 'MB', [memoryGrowth(samples).growthMegabytes]),
    figure(`memory.${name}.end_mb`, 'MB', [
      percentile(
        last.map((sample) => sample.megabytes),
        0.5,
      ),
    ]),
    ...(collected.length > 0 ? [figure(`memory.${name}.collected_mb`, 'MB', collected)] : []),
  ];
}

function detailsOf({ name, paths, done, seconds, samples }: SetResult) {
  const rounded = (values: readonly number[]) => values.map((value) => Math.round(value * 10) / 10);
  return {
    name,
    recordings: paths.length,
    done,
    seconds,
    growth: memoryGrowth(samples),
    atSeconds: rounded(samples.map(({ atSeconds }) => atSeconds)),
    megabytes: rounded(samples.map(({ megabytes }) => megabytes)),
  };
}

/** Recordings of which text is kept. */
function countWithText(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const opening = indexedDB.open('superwhisper2');
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const transaction = opening.result.transaction('windows');
    const store = transaction.objectStore('windows');
    const [keys, windows] = [store.getAllKeys(), store.getAll()];
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
    opening.result.close();
    const withText = keys.result.filter((_, index) => windows.result[index]?.segments.length > 0);
    return new Set(withText.map((key) => String([key].flat()[0]))).size;
  });
}
