import type { Browser } from '@playwright/test';
import { readFileSync } from 'node:fs';

/**
 * Memory of the page's renderer, its workers and their wasm included, as proportional set size: shared pages count
 * by their share. Megabytes; Linux only. The browser keeps one or two empty renderers ready for pages to come (50 to
 * 60 MB in all, Chromium 156), which are not the page's: of several, the largest counts.
 */
export async function rendererMegabytes(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const kilobytes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => proportionalKilobytes(id));
  return Math.max(0, ...kilobytes) / 1000;
}

/** 0 for a process that has just ended. */
function proportionalKilobytes(processId: number): number {
  try {
    const rollup = readFileSync(`/proc/${processId}/smaps_rollup`, 'utf8');
    return (Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024) / 1000;
  } catch {
    return 0;
  }
}
