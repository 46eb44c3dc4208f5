import type { Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { figure, type Findings } from '../lib/figures';
import { KillableBrowser } from './killable-browser';
import { openAt } from './scene';
import { seedLibrary } from './seed-library';
import type { Stage } from './stage';

const MINUTES = 20;
const SETTLED_MS = 10_000;
const OPENED_MS = 60_000;
const REPEATS = 3;

/** Pages of an app that keeps very much: what Dictate takes, and how soon the list is there. */
export async function measureLibrary(
  { host, materials, emptyProfile }: Stage,
  recordings: number,
): Promise<Findings> {
  await host.serve();
  const profile = emptyProfile();
  const heaps: number[] = [];
  const opened: number[] = [];
  try {
    await inBrowser(profile, materials.spoken, host.url, async (page) => {
      await page.getByRole('link', { name: 'Transcribe' }).click();
      await page.locator('main input[type=file]').first().waitFor({ state: 'attached' });
      await seedLibrary(page, { recordings, minutes: MINUTES });
    });
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      await inBrowser(profile, materials.spoken, host.url, async (page) => {
        await page.waitForTimeout(SETTLED_MS);
        heaps.push(await heapMegabytes(page));
        opened.push(await openListMs(page));
      });
    }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  }
  return {
    figures: [figure('library.dictate_heap_mb', 'MB', heaps), figure('library.list_opened_ms', 'ms', opened)],
    details: { recordings, minutes: MINUTES },
  };
}

async function inBrowser(
  profile: string,
  wav: string,
  url: string,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const browser = await KillableBrowser.launch(profile, wav);
  try {
    await work(await openAt(browser.context, url));
  } finally {
    await browser.close();
  }
}

async function heapMegabytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
}

/** From the press to rows that are painted, on a page that answers. */
async function openListMs(page: Page): Promise<number> {
  const link = await page.getByRole('link', { name: 'Transcribe' }).elementHandle();
  return page.evaluate(
    async ({ pressed, limitMs }) => {
      const startMs = performance.now();
      if (pressed instanceof HTMLElement) pressed.click();
      while (!document.querySelector('aside li') && performance.now() - startMs < limitMs)
        await new Promise((resolve) => requestAnimationFrame(resolve));
      // The frame with the rows is on the screen when the next task behind it runs.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - startMs;
    },
    { pressed: link, limitMs: OPENED_MS },
  );
}
