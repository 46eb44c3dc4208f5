import type { Page } from '@playwright/test';
import { basename } from 'node:path';
import { watchWrittenWindows } from '../../testing/browser/recordings';
import { openApp } from '../../testing/browser/app-session';
import { figure, type Figure } from '../lib/figures';

const DONE_MS = 15 * 60_000;

/** A reload in the middle of a long recording: is any window done twice, is the text the same, how soon does it go on? */
export async function measureReload(recording: string): Promise<readonly Figure[]> {
  const { page, url, close } = await openApp('/transcribe');
  const written = await watchWrittenWindows(page);
  await page.goto(url);

  await choose(page, recording);
  await done(page);
  const undisturbed = await page.getByRole('log').locator('.line').allTextContents();
  const windows = written.splice(0).length;
  await page.getByRole('button', { name: `Remove ${basename(recording)}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();

  await choose(page, recording);
  while (written.length < windows / 2) await page.waitForTimeout(200);
  await page.reload();
  const before = written.length;
  const startedMs = performance.now();
  while (written.length === before) await page.waitForTimeout(50);
  const resumeSeconds = (performance.now() - startedMs) / 1000;
  await done(page);
  const text = await page.getByRole('log').locator('.line').allTextContents();
  await close();

  const differing = undisturbed.filter((line, index) => line !== text[index]).length;
  return [
    figure('file.reload.windows', 'windows', [windows]),
    figure('file.reload.windows_twice', 'windows', [written.length - new Set(written).size]),
    figure('file.reload.windows_missing', 'windows', [windows - new Set(written).size]),
    figure('file.reload.lines_differing', 'lines', [differing + Math.abs(text.length - undisturbed.length)]),
    figure('file.reload.first_new_text_s', 's', [resumeSeconds]),
  ];
}

async function choose(page: Page, recording: string): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(recording);
}

async function done(page: Page): Promise<void> {
  await page.locator('.sign.done').waitFor({ timeout: DONE_MS });
}
