import type { Page } from '@playwright/test';
import type { AppHost } from './app-host';
import type { Materials } from './materials';
import type { ActivityName } from './schedule';

const STEP_MS = 20_000;
const SHORT_MS = 3_000;
const LOADED_MS = 90_000;
const KEY_EVERY_MS = 35;
const SPOKEN_MS = 9_000;
const TYPED =
  'the pump stands beside the old mill and a green door leads down to water where boats lie still';

/** Where an activity takes place. */
export interface Scene {
  readonly page: Page;
  readonly host: AppHost;
  readonly materials: Materials;
  /** How often this activity came before. */
  readonly turn: number;
}

export interface Activity {
  readonly path: '/' | '/transcribe' | '/settings';
  /** Before the clock starts. */
  readonly prepare?: (scene: Scene) => Promise<void>;
  /** Goes on until it is done or the browser ends. */
  readonly act: (scene: Scene) => Promise<void>;
  /** Where the browser goes on: brings it to its end. */
  readonly finish?: (scene: Scene) => Promise<void>;
  /** What a person takes away in it: a recording's name, or all. */
  readonly takesAway?: (scene: Scene) => { readonly name: string } | 'everything' | null;
}

export const editor = (page: Page) => page.getByRole('textbox', { name: 'Dictated text' });
const importButton = (page: Page) => page.getByRole('button', { name: /import/i });
export const dictate = (page: Page) => page.getByTestId('dictate');

export const ACTIVITIES: Readonly<Record<ActivityName, Activity>> = {
  dictating: {
    path: '/',
    prepare: ({ page }) => toEnd(page),
    act: ({ page }) => dictate(page).click(),
    finish: stopDictation,
  },
  finishing: {
    path: '/',
    prepare: async ({ page }) => {
      await toEnd(page);
      await dictate(page).click();
      // The engine is there with the first words; what is said before waits its turn.
      await page.locator('.live-text').waitFor({ timeout: LOADED_MS });
      await page.waitForTimeout(SPOKEN_MS);
    },
    act: ({ page }) => dictate(page).click(),
    finish: stopDictation,
  },
  typing: {
    path: '/',
    prepare: ({ page }) => toEnd(page),
    act: async ({ page }) => {
      for (let count = 1; ; count++) await typeWords(page, 'typed', count);
    },
  },
  transcribing: { path: '/transcribe', act: ({ page, materials }) => give(page, materials.meeting) },
  copying: { path: '/transcribe', act: ({ page, materials }) => give(page, materials.large) },
  importing: {
    path: '/settings',
    prepare: ({ page }) => importButton(page).waitFor({ timeout: SHORT_MS }),
    act: importBackup,
  },
  deleting: {
    path: '/settings',
    prepare: async ({ page, turn }) => {
      if (isOfAll(turn)) return;
      await page.getByRole('link', { name: 'Transcribe' }).click();
      await page.locator('aside li').first().waitFor({ timeout: STEP_MS });
    },
    act: async ({ page, turn, materials }) => {
      if (isOfAll(turn)) await page.getByRole('button', { name: 'Delete everything' }).click();
      else await page.getByRole('button', { name: `Remove ${materials.second.name}` }).click();
      const name = isOfAll(turn) ? 'Delete everything' : 'Remove';
      await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
    },
    takesAway: ({ turn, materials }) => (isOfAll(turn) ? 'everything' : { name: materials.second.name }),
  },
  updating: {
    path: '/',
    prepare: async ({ page }) => {
      await toEnd(page);
      await typeWords(page, 'updated', 1);
      await page.waitForTimeout(2500);
    },
    act: async ({ page, host, materials }) => {
      await host.serve(materials.newVersion);
      await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
      await page.getByRole('button', { name: 'Start it now' }).click({ timeout: STEP_MS });
    },
  },
};

/** The next words of a text in which each is another: what is lost can be named. */
export async function typeWords(page: Page, mark: string, count: number): Promise<void> {
  const words = TYPED.split(' ').map((word) => `${word}${mark}${count}`);
  await editor(page).pressSequentially(` ${words.join(' ')}`, { delay: KEY_EVERY_MS, timeout: 0 });
}

/** By DevTools itself: Playwright would send the bytes, and of large files it sends none. */
export async function give(page: Page, path: string): Promise<void> {
  await page.locator('main input[type=file]').first().waitFor({ state: 'attached', timeout: STEP_MS });
  const session = await page.context().newCDPSession(page);
  const expression = 'document.querySelector("main input[type=file]")';
  const { result } = await session.send('Runtime.evaluate', { expression });
  if (result.objectId === undefined) throw new Error('the page takes no files');
  await session.send('DOM.setFileInputFiles', { files: [path], objectId: result.objectId });
  await session.detach();
}

export async function toEnd(page: Page): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+End');
}

async function stopDictation({ page }: Scene): Promise<void> {
  await page.waitForTimeout(4000);
  const stop = dictate(page).filter({ hasText: 'Stop' });
  if ((await stop.count()) > 0) await stop.click({ timeout: STEP_MS });
}

/** @throws where the page has no way to import */
async function importBackup({ page, materials }: Scene): Promise<void> {
  const chosen = page.waitForEvent('filechooser', { timeout: STEP_MS });
  await Promise.all([
    chosen.then((chooser) => chooser.setFiles(materials.backup)),
    importButton(page).click({ timeout: STEP_MS }),
  ]);
}

/** Every other time all is deleted, else one recording. */
function isOfAll(turn: number): boolean {
  return turn % 2 === 1;
}
