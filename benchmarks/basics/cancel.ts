import { basename } from 'node:path';
import { openApp } from '../../testing/browser/app-session';

/** Long enough for a segment of the cancelled work to appear, if it ever did. */
const WATCH_MS = 6_000;

/**
 * From the click on Cancel, in the middle of a recording, to the row that says so. Milliseconds, one per run.
 *
 * @throws Error if text still comes after that
 */
export async function measureCancel(recording: string, runs: number): Promise<number[]> {
  const { page, close } = await openApp('/transcribe');
  await page.evaluate(() => localStorage.clear());
  const samples: number[] = [];
  for (let run = 0; run < runs; run++) {
    await page.locator('input[type=file]').first().setInputFiles(recording);
    const row = page
      .getByRole('listitem')
      .filter({ hasText: basename(recording) })
      .last();
    await row.getByRole('button').first().click();
    await page.getByRole('log').locator('.line').first().waitFor({ timeout: 120_000 });
    const cancel = row.getByRole('button', { name: /^Cancel/ });
    const cancelledMs = await cancel.evaluate(async (button) => {
      const item = button.closest('li');
      const startedMs = performance.now();
      if (button instanceof HTMLElement) button.click();
      while (!item?.textContent?.includes('Cancelled')) await new Promise(requestAnimationFrame);
      return performance.now() - startedMs;
    });
    samples.push(cancelledMs);
    const text = await page.getByRole('log').textContent();
    await page.waitForTimeout(WATCH_MS);
    if ((await page.getByRole('log').textContent()) !== text) throw new Error('text came after the cancel');
    await row.getByRole('button', { name: /^Remove/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  }
  await close();
  return samples;
}
