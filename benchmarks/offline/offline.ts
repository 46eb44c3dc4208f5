import { chromium, expect, type BrowserContext, type Page } from '@playwright/test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUILD_FOLDER, ensureBuilt } from '../../scripts/setup/build.mjs';
import { browserArguments, ensureBrowser } from '../../scripts/setup/find-browser.mjs';
import { startServer } from '../../server/static-server.mjs';
import type { BenchmarkOptions } from '../lib/benchmark-options';
import { decodedPcm } from '../../testing/audio/decoded-pcm';
import { figure, type FigureReport } from '../lib/figures';
import { provenance } from '../lib/provenance';
import { WAV_BYTES_PER_SECOND, wavHeader } from '../../testing/audio/wav';
import { readNetLog } from './net-log';
import { startSlowHost, type Arrival, type SlowHost } from './slow-host';

const LINE_BYTES_PER_SECOND = 10e6 / 8;
const SPOKEN = fileURLToPath(new URL('../../tests/fixtures/audio/en-conf-onlyperson.flac', import.meta.url));
const QUIET_SECONDS = 300;
const METHOD =
  'A fresh profile behind a line of 10 Mbit/s that all threads share. The button is pressed as soon as it can be; the microphone ' +
  'says one sentence at once, while everything is on its way. text_after_download: from the last report of the download to the ' +
  'sentence on the page. cached: from the start of the navigation to a button that can be pressed, everything kept, in a new page ' +
  'each time. app_kb and detector_kb: what had arrived when the sentence was there, model aside, each file compressed by gzip: all ' +
  "but the weights of the voice detector, and those. other_origins: in Chromium's net log of all of it, begun by a page or a worker.";

/** In the page, from its first moment: when the button was there, when the model, when the text. */
const WATCH = `
  window.seen = { usableMs: null, downloadedMs: null, textMs: null };
  const watch = () => {
    const button = document.querySelector('[data-testid=dictate]');
    if (button && !button.disabled) window.seen.usableMs ??= performance.now();
    const status = document.querySelector('[data-testid=status]');
    if (/MB/.test(status?.textContent ?? '')) window.seen.downloadedMs = performance.now();
    const text = document.querySelector('[role=textbox]')?.textContent ?? '';
    if (/only person/i.test(text)) window.seen.textMs ??= performance.now();
    requestAnimationFrame(watch);
  };
  watch();
`;

interface Seen {
  readonly usableMs: number | null;
  readonly downloadedMs: number | null;
  readonly textMs: number | null;
}

/** First visit over a slow line, starts from the cache, and what left the origin meanwhile. */
export async function measureOffline({ repeats }: BenchmarkOptions): Promise<FigureReport> {
  await ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'superwhisper2-offline-'));
  const server = await startServer({ folder: BUILD_FOLDER, port: 0 });
  const host = await startSlowHost(server.url, LINE_BYTES_PER_SECOND);
  const netLog = join(folder, 'net-log.json');
  const context = await openSpeaking(folder, netLog);
  try {
    await context.addInitScript({ content: WATCH });
    const page = context.pages()[0] ?? (await context.newPage());
    const { arrived, ...first } = await firstVisit(page, host);
    // What it still computes would slow the next ones down.
    await page.goto('about:blank');
    const starts: number[] = [];
    for (let run = 0; run < repeats * 2; run++)
      starts.push(await cachedStart(await context.newPage(), host.url));
    await context.close();
    const requests = readNetLog(netLog, host.url);
    const { usableMs, downloadedMs, textMs } = first;
    return {
      ...provenance('benchmark'),
      device: { device: 'wasm', kernels: 'q8_0' },
      model: 'whisper-base-q8_0',
      figures: [
        figure('first_visit.usable_ms', 'ms', [usableMs ?? NaN]),
        figure('first_visit.text_after_download_ms', 'ms', [(textMs ?? NaN) - (downloadedMs ?? NaN)]),
        figure('first_visit.app_kb', 'kB', [kilobytes(arrived.filter((each) => !isDetector(each)))]),
        figure('first_visit.detector_kb', 'kB', [kilobytes(arrived.filter(isDetector))]),
        figure('start.cached_ms', 'ms', starts),
        figure('requests.other_origins', 'count', [requests.others.length]),
      ],
      details: { method: METHOD, downloadedMs, textMs, arrived, requests },
    };
  } finally {
    await host.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A browser with a profile on disk, whose microphone says one sentence when it is opened. */
async function openSpeaking(folder: string, netLog: string): Promise<BrowserContext> {
  const executablePath = await ensureBrowser();
  return chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath,
    permissions: ['microphone'],
    locale: 'en-GB',
    args: [
      ...browserArguments(),
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${await spokenWav(folder, executablePath)}%noloop`,
      `--log-net-log=${netLog}`,
    ],
  });
}

async function firstVisit(
  page: Page,
  host: SlowHost,
): Promise<Seen & { readonly arrived: readonly Arrival[] }> {
  await page.goto(host.url);
  await page.getByTestId('dictate').click();
  await expect
    .poll(async () => (await seen(page)).textMs, { timeout: 240_000, intervals: [500] })
    .not.toBeNull();
  const arrived = [...host.arrived];
  await page.getByTestId('dictate').click();
  const first = await seen(page);
  await expect(page.getByTestId('offline-chip')).toHaveText(/Ready offline/, { timeout: 60_000 });
  return { ...first, arrived };
}

function isDetector({ path }: Arrival): boolean {
  return /silero/.test(path);
}

function kilobytes(arrived: readonly Arrival[]): number {
  return arrived.reduce((sum, { compressedBytes }) => sum + compressedBytes, 0) / 1000;
}

async function cachedStart(page: Page, url: string): Promise<number> {
  await page.goto(url);
  await expect.poll(async () => (await seen(page)).usableMs).not.toBeNull();
  const { usableMs } = await seen(page);
  await page.close();
  return usableMs ?? NaN;
}

function seen(page: Page): Promise<Seen> {
  return page.evaluate<Seen>('window.seen');
}

async function spokenWav(folder: string, executablePath: string): Promise<string> {
  const browser = await chromium.launch({ executablePath, args: browserArguments() });
  const pcm = await decodedPcm(await browser.newPage(), SPOKEN).finally(() => browser.close());
  const body = Buffer.concat([pcm, Buffer.alloc(QUIET_SECONDS * WAV_BYTES_PER_SECOND)]);
  const path = join(folder, 'spoken.wav');
  writeFileSync(path, Buffer.concat([wavHeader(body.length), body]));
  return path;
}
