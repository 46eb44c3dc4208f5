import type { Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { percentile } from '../../src/lib/core/metrics/percentiles';
import { frenchRecordings } from '../../testing/browser/recordings';
import { openApp } from '../../testing/browser/app-session';
import { figure, type Figure } from '../lib/figures';
import { rendererMegabytes } from '../lib/renderer-memory';
import { writeSpokenRecording } from '../lib/spoken-recording';

const HOURS_SECONDS = Number(process.env['RECORDING_SECONDS'] ?? 7200);
const SAMPLE_EVERY_MS = 2_000;
/** Growth counts from here on: what a run needs has been taken by then. */
const SETTLED_MS = 5 * 60_000;
const MINUTE_MS = 60_000;
/** The bar for the time left holds from here on. */
const ESTIMATED_AFTER_MS = 2 * MINUTE_MS;

interface Sample {
  readonly atMs: number;
  readonly megabytes: number;
  /** "5 min left" as seconds; null where nothing is said. */
  readonly secondsLeft: number | null;
}

export interface TwoHours {
  readonly figures: readonly Figure[];
  readonly engine: string | null;
  readonly browserVersion: string;
}

/** Two hours of speech, from the file chosen to the last word: memory, first text, main thread, time left. */
export async function measureTwoHours(): Promise<TwoHours> {
  const folder = mkdtempSync(join(tmpdir(), 'superwhisper2-'));
  const path = join(folder, 'two-hours.wav');
  const { page, browser, close } = await openApp('/transcribe');
  try {
    const prompts = frenchRecordings().map((prompt) => prompt.path);
    await writeSpokenRecording(page, prompts, { path, seconds: HOURS_SECONDS });
    await watchMainThread(page);
    const startedMs = performance.now();
    await page.locator('input[type=file]').first().setInputFiles(path);
    await page.getByRole('log').locator('.line').first().waitFor({ timeout: 120_000 });
    const firstTextSeconds = (performance.now() - startedMs) / 1000;
    const samples: Sample[] = [];
    while ((await page.locator('.sign.done').count()) === 0) {
      const atMs = performance.now() - startedMs;
      const megabytes = await rendererMegabytes(browser);
      samples.push({ atMs, megabytes, secondsLeft: await shownSecondsLeft(page) });
      if (samples.length % 30 === 0) console.log(progressLine(samples));
      await page.waitForTimeout(SAMPLE_EVERY_MS);
    }
    const totalMs = performance.now() - startedMs;
    const figures = [
      ...memoryFigures(samples),
      figure('file.2h.first_text_s', 's', [firstTextSeconds]),
      figure('file.2h.longest_task_ms', 'ms', [await longestTaskMs(page)]),
      figure('file.2h.rtf', 's/s', [totalMs / 1000 / HOURS_SECONDS]),
      ...estimateFigures(samples, totalMs),
    ];
    const engine = await page.getByTestId('engine-chip').textContent();
    return { figures, engine, browserVersion: browser.version() };
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
}

function memoryFigures(samples: readonly Sample[]): readonly Figure[] {
  const between = (fromMs: number, toMs: number) =>
    samples.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).map(({ megabytes }) => megabytes);
  const endMs = samples.at(-1)?.atMs ?? 0;
  const settled = percentile(between(SETTLED_MS, SETTLED_MS + MINUTE_MS), 0.5);
  const last = percentile(between(endMs - MINUTE_MS, Infinity), 0.5);
  return [
    figure('file.2h.peak_mb', 'MB', [Math.max(...samples.map(({ megabytes }) => megabytes))]),
    figure('file.2h.settled_mb', 'MB', [settled]),
    figure('file.2h.growth_mb', 'MB', [last - settled]),
  ];
}

/** How far the time left that the page shows is off, as a share of what it really was. */
function estimateFigures(samples: readonly Sample[], totalMs: number): readonly Figure[] {
  const errors = samples
    // "1 min" says nothing exact, and its rounding weighs more than any error.
    .filter(({ atMs, secondsLeft }) => atMs > ESTIMATED_AFTER_MS && (secondsLeft ?? 0) > 60)
    .map(({ atMs, secondsLeft }) => {
      const realSeconds = (totalMs - atMs) / 1000;
      return Math.abs((secondsLeft ?? 0) - realSeconds) / realSeconds;
    });
  if (errors.length === 0) return [];
  return [
    figure('file.2h.time_left_error_p50', 'share', [percentile(errors, 0.5)]),
    figure('file.2h.time_left_error_max', 'share', [Math.max(...errors)]),
  ];
}

async function shownSecondsLeft(page: Page): Promise<number | null> {
  const text = await page.locator('.status').first().textContent();
  const [, count, unit] = /(\d+)\s(min|sec)\sleft/.exec(text ?? '') ?? [];
  return count === undefined ? null : Number(count) * (unit === 'min' ? 60 : 1);
}

async function watchMainThread(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = { longestMs: 0 };
    Reflect.set(window, 'watched', watched);
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watched.longestMs = Math.max(watched.longestMs, duration);
    }).observe({ type: 'longtask' });
  });
}

/** Tasks below 50 ms are not reported by the browser: 0 stands for them. */
function longestTaskMs(page: Page): Promise<number> {
  return page.evaluate(() => Number(Reflect.get(Reflect.get(window, 'watched'), 'longestMs')));
}

function progressLine(samples: readonly Sample[]): string {
  const { atMs, megabytes, secondsLeft } = samples.at(-1) ?? { atMs: 0, megabytes: 0, secondsLeft: null };
  return `${(atMs / 1000).toFixed(0)} s: ${megabytes.toFixed(0)} MB, ${secondsLeft ?? '?'} s left`;
}
