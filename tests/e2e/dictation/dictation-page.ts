import { expect, test, type Browser, type Page } from '@playwright/test';
import { launchSpeaking, type Heard } from '../../../testing/browser/fake-microphone';
import { choose, expectDone, recordingsIn, shareOfWords } from '../../../testing/browser/recordings';

export const TEXT_MS = 60_000;

let browser: Browser | null = null;

/** To be called once by each file that opens pages of dictation. */
export function closeAfterEach(): void {
  test.afterEach(() => browser?.close());
}

/** The first recording of the fixtures in that language. */
export function recordingIn(language: 'fr' | 'en') {
  const [recording] = recordingsIn(language);
  if (!recording) throw new Error('tests/fixtures/audio has no recordings');
  return recording;
}

export interface DictationPageOptions {
  readonly permissions?: readonly string[];
  /** Runs in the page before its own scripts. */
  readonly prepare?: () => void;
  /** The voice detector comes so much later. */
  readonly detectorLateMs?: number;
}

/** A page whose microphone hears that; it may use it unless told otherwise. */
export async function openDictation(
  decoder: Page,
  baseURL: string | undefined,
  heard: readonly Heard[],
  { permissions = ['microphone'], prepare, detectorLateMs = 0 }: DictationPageOptions = {},
): Promise<Page> {
  browser = await launchSpeaking(decoder, heard);
  const context = await browser.newContext({
    baseURL: baseURL ?? '',
    locale: 'en-GB',
    permissions: [...permissions],
  });
  const page = await context.newPage();
  if (prepare) await page.addInitScript(prepare);
  if (detectorLateMs > 0) {
    await page.route(/silero.*\.f16/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, detectorLateMs));
      await route.continue();
    });
  }
  await page.goto('/');
  await expect(page.getByTestId('dictate')).toBeVisible();
  return page;
}

/** Brings and loads the model by a recording: on a slow machine it would come when all has been said. */
export async function loadEngine(page: Page): Promise<void> {
  const { path, name } = recordingIn('fr');
  await page.getByRole('link', { name: 'Transcribe' }).click();
  await choose(page, path);
  await expectDone(page, name);
  await page.getByRole('link', { name: 'Dictate' }).click();
}

export const text = (page: Page) => page.getByRole('textbox', { name: 'Dictated text' });
export const status = (page: Page) => page.getByTestId('status');
export const button = (page: Page) => page.getByTestId('dictate');

export async function expectWords(page: Page, ...wanted: readonly string[]): Promise<void> {
  // It may be on its way.
  await expect(async () => {
    const written = await text(page).innerText();
    for (const each of wanted) expect(shareOfWords(each, written), written).toBeGreaterThan(0.7);
  }).toPass({ timeout: TEXT_MS });
}

/** All that was said is written, and nobody listens any more. */
export async function expectIdle(page: Page): Promise<void> {
  await expect(button(page)).toHaveText(/Dictate/, { timeout: TEXT_MS });
}
