import type { DeviceChoice } from '../../src/lib/protocol/loading';
import { chromium, type Browser, type Page } from '@playwright/test';
import { BUILD_FOLDER, ensureBuilt } from '../../scripts/setup/build.mjs';
import { browserArguments, ensureBrowser } from '../../scripts/setup/find-browser.mjs';
import { startServer } from '../../server/static-server.mjs';
import { GRAPHICS_CARD, openApp } from '../../testing/browser/app-session';
import { memoryGrowth, MemoryWatch, type MemoryGrowth } from '../lib/memory-watch';
import type { Clip } from '../../testing/audio/manifest';
import { TONE_SECONDS, writeCues, type Cue } from './spoken-cues';
import { mainThreadTasks } from './main-thread';
import type { TimedCue } from './utterance-figures';
import { watch, watchedOn, type Sighting, type Watched } from './watched-page';

/** The last text is there by then. */
const AFTER_SECONDS = 6;
const TRACED_SECONDS = 60;

export interface Dictated extends Watched {
  readonly browserVersion: string;
  /** As the page names it. */
  readonly engine: string;
  /** Of the microphone's samples, as the page counts them after the stop; null where it shows none. */
  readonly lostSamples: number | null;
  /** Thread time of the page's main-thread tasks in milliseconds; empty where they were not traced. */
  readonly taskMs: readonly number[];
  readonly memory: MemoryGrowth;
}

export interface DictateOptions {
  /** The main thread is traced for a minute. */
  readonly isTraced?: boolean;
  /** Unless it is `wasm` Chromium offers the graphics card. */
  readonly device?: DeviceChoice;
}

/** Dictates a WAV to the built page, whose model was loaded before. */
export async function dictateTo(
  wav: string,
  seconds: number,
  { isTraced = false, device = 'wasm' }: DictateOptions = {},
): Promise<Dictated> {
  await ensureBuilt();
  const executablePath = await ensureBrowser();
  const server = await startServer({ folder: BUILD_FOLDER, port: 0 });
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...browserArguments(),
      ...(device === 'wasm' ? [] : GRAPHICS_CARD),
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${wav}%noloop`,
    ],
  });
  try {
    return await dictate(browser, server.url, seconds, isTraced);
  } finally {
    await browser.close();
    await server.close();
  }
}

async function dictate(browser: Browser, url: string, seconds: number, isTraced: boolean): Promise<Dictated> {
  const page = await browser.newPage({ locale: 'en-GB' });
  await watch(page);
  const engine = await warmUp(page, url);
  const memory = new MemoryWatch(browser, page, false);
  await page.getByTestId('dictate').click();
  const end = page.waitForTimeout((seconds + AFTER_SECONDS) * 1000);
  const taskMs = isTraced ? await mainThreadTasks(browser, Math.min(seconds, TRACED_SECONDS)) : [];
  await end;
  const growth = memoryGrowth(await memory.stop());
  const watched = await watchedOn(page);
  await page.getByTestId('dictate').click();
  await page
    .getByTestId('dictate')
    .filter({ hasText: /Dictate/ })
    .waitFor();
  const lostSamples = await lostSamplesOn(page);
  return { ...watched, browserVersion: browser.version(), engine, lostSamples, taskMs, memory: growth };
}

/** The model is on the device and loaded, by a file: what it runs on. */
async function warmUp(page: Page, url: string): Promise<string> {
  await page.goto(new URL('/transcribe', url).href, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: /sample/i }).click();
  await page.locator('.sign.done').waitFor({ timeout: 120_000 });
  await page.getByRole('link', { name: 'Dictate' }).click();
  await page.getByTestId('dictate').waitFor();
  const chip = await page.getByTestId('engine-chip').textContent();
  return (chip ?? '').replace('Engine', '').trim();
}

async function lostSamplesOn(page: Page): Promise<number | null> {
  const panel = page.getByTestId('latency');
  if ((await panel.count()) === 0) return null;
  await panel.locator('summary').click();
  const count = await panel.getByText('Audio samples lost').locator('+ dd').textContent();
  return Number((count ?? '').replaceAll(',', ''));
}

/** Clips on a WAV, see `writeCues`. */
export async function cuesOf(
  clips: readonly Clip[],
  wav: string,
  isSpliced = false,
): Promise<readonly Cue[]> {
  const decoder = await openApp('/evaluate');
  try {
    return await writeCues(decoder.page, wav, clips, isSpliced);
  } finally {
    await decoder.close();
  }
}

/** @throws Error where the page did not hear the tone: nothing can be timed then */
export function timedCues(cues: readonly Cue[], { toneMs }: Pick<Watched, 'toneMs'>): readonly TimedCue[] {
  if (toneMs === null) throw new Error('the tone was not heard');
  const atMs = (seconds: number) => toneMs + (seconds - TONE_SECONDS) * 1000;
  return cues.map((cue) => ({ ...cue, startMs: atMs(cue.startSeconds), endMs: atMs(cue.endSeconds) }));
}

export function lastText(sightings: readonly Sighting[]): string {
  return sightings.at(-1)?.text ?? '';
}
