import { expect, type Page } from '@playwright/test';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { BUILD_FOLDER, ensureBuilt } from '../../scripts/setup/build.mjs';
import { give, toEnd, editor } from './activities';
import { AppHost } from './app-host';
import { KillableBrowser } from './killable-browser';
import { makeMaterials, type Materials } from './materials';
import { lookThrough } from './look-again';
import { plainWords, shareOf, type Found } from './word-accounts';

const READ_MS = 600_000;
const STEP_MS = 60_000;
const LETTER =
  'Dear Paul, the new pump came on Tuesday and it fits. We shall need two more valves before winter, and somebody who ' +
  'can weld. Please bring the drawings when you come; the old ones have been eaten by mice.';
/** A phrase that the model hears this well in a recording is asked for in dictation. */
const HEARD_SHARE = 0.6;

/** What all runs begin with. */
export interface Stage {
  readonly host: AppHost;
  readonly materials: Materials;
  readonly browserVersion: string;
  /** What the fresh profile holds, as it is seen in the app. */
  readonly furnished: Found;
  /** A profile in which everything is on the device: app, engine, model, a document and two recordings. */
  freshProfile(): string;
  /** One that has never seen the app. */
  emptyProfile(): string;
  close(): Promise<void>;
}

export async function setStage(): Promise<Stage> {
  await ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'superwhisper2-faults-'));
  const all = await makeMaterials(folder);
  const host = await AppHost.start(BUILD_FOLDER);
  const template = join(folder, 'template');
  const { furnished, browserVersion } = await furnish(template, host, all);
  const text = plainWords(furnished.recordings.map((recording) => recording.text).join(' '));
  const cues = all.cues.filter((cue) => shareOf(plainWords(cue.text), text) >= HEARD_SHARE);
  let profiles = 0;
  const emptyProfile = () => join(folder, `profile-${profiles++}`);
  return {
    host,
    materials: { ...all, cues },
    browserVersion,
    furnished,
    emptyProfile,
    freshProfile: () => {
      const profile = emptyProfile();
      cpSync(template, profile, { recursive: true, verbatimSymlinks: true });
      return profile;
    },
    close: async () => {
      await host.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** @returns what a person finds there */
async function furnish(profile: string, { url }: AppHost, materials: Materials) {
  const browser = await KillableBrowser.launch(profile, materials.spoken);
  const page = await browser.context.newPage();
  await page.goto(`${url}/transcribe`);
  for (const path of [materials.second.path, materials.spoken]) {
    await give(page, path);
    const row = page.getByRole('listitem').filter({ hasText: basename(path) });
    await row.locator('.sign.done').waitFor({ timeout: READ_MS });
  }
  await page.getByRole('link', { name: 'Dictate' }).click();
  await toEnd(page);
  await editor(page).pressSequentially(LETTER);
  await fetchAll(page);
  await saveBackup(page, materials.backup);
  await page.getByRole('link', { name: 'Dictate', exact: true }).click();
  const { found } = await lookThrough(page);
  await browser.close();
  return { furnished: found, browserVersion: browser.version };
}

/** All that the app needs without a network is on the device from then on. */
export async function fetchAll(page: Page): Promise<void> {
  const chip = page.getByTestId('offline-chip');
  const isReady = async () => /Ready offline/.test((await chip.textContent()) ?? '');
  await page.waitForTimeout(2000);
  if (!(await isReady())) {
    await chip.click();
    await page.getByRole('button', { name: 'Download what is missing' }).click({ timeout: STEP_MS });
  }
  await expect.poll(isReady, { timeout: READ_MS }).toBe(true);
  await page.keyboard.press('Escape');
}

export async function saveBackup(page: Page, path: string): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  const download = page.waitForEvent('download', { timeout: STEP_MS });
  await page.getByRole('button', { name: 'Save everything as a ZIP file' }).click();
  await (await download).saveAs(path);
}
