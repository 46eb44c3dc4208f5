import { expect, test } from '@playwright/test';
import {
  closeAfterEach,
  expectWords,
  loadEngine,
  openDictation,
  recordingIn,
  status,
  text,
  TEXT_MS,
} from './dictation-page';
import { withoutModel } from '../../../testing/browser/without-model';
import { FIXED_TEXT } from '../../../testing/fixed-text-recogniser';

const [french, english] = [recordingIn('fr'), recordingIn('en')];

closeAfterEach();

test('a dictation that begins before the model has come is written whole, in both languages', async ({
  page: decoder,
  baseURL,
}) => {
  const page = await openDictation(decoder, baseURL, [0.5, french.path, 1.5, english.path, 60]);
  await page.getByTestId('dictate').click();
  await expect(status(page)).toHaveText(/speech model/);
  // A dictation continues while another page is looked at, and says so there.
  await page.getByRole('link', { name: 'Transcribe' }).click();
  const sign = page.getByTestId('dictation-sign');
  await expect(sign).toContainText('Listening');
  await expect(sign).toContainText(/hang up|pound key/, { timeout: TEXT_MS });
  await page.getByRole('link', { name: 'Dictate', exact: true }).click();
  await expect(sign).toHaveCount(0);
  await expect(text(page)).toContainText(/pound key/, { timeout: TEXT_MS });
  await expect(page.locator('.live-text')).toHaveCount(0, { timeout: TEXT_MS });
  await expect(status(page)).toHaveText('Listening');
  await page.keyboard.press('F9');
  await expect(page.getByTestId('dictate')).toHaveText(/Dictate/);
  await expectWords(page, french.text, english.text);

  await page.reload();
  await expectWords(page, french.text, english.text);
});

test('words are shown while they are said, and an utterance can be undone', async ({
  page: decoder,
  baseURL,
}) => {
  const page = await openDictation(decoder, baseURL, [1, english.path, 60]);
  await loadEngine(page);
  await text(page).click();
  await page.keyboard.type('Dear colleagues,');
  await page.keyboard.press('F9');
  await expect(page.locator('.live-text')).toBeVisible({ timeout: TEXT_MS });
  await expect(text(page)).toContainText(/Dear colleagues, please leave.*pound key/i, { timeout: TEXT_MS });
  await expect(page.locator('.live-text')).toHaveCount(0, { timeout: TEXT_MS });
  await page.keyboard.press('Control+z');
  await expect(text(page)).toHaveText('Dear colleagues,');
  const panel = page.getByTestId('latency');
  await panel.locator('summary').click();
  await expect(panel.locator('canvas')).toBeVisible();
  await expect(panel.getByText('CPU')).toBeVisible();
});

test('a stop in the middle of a sentence writes what was said, and silence writes nothing', async ({
  page: decoder,
  baseURL,
}) => {
  const page = await openDictation(decoder, baseURL, [5, english.path, 60]);
  await loadEngine(page);
  await page.getByTestId('dictate').click();
  await expect(page.locator('.live-text')).toContainText(/please leave/i, { timeout: TEXT_MS });
  await page.getByTestId('dictate').click();
  await expect(page.getByTestId('dictate')).toHaveText(/Dictate/, { timeout: TEXT_MS });
  await expect(text(page)).toContainText(/please leave/i);
  // The microphone begins again, with five seconds of silence.
  const before = await text(page).innerText();
  await page.getByTestId('dictate').click();
  await expect(status(page)).toHaveText('Listening');
  await page.waitForTimeout(3000);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('dictate')).toHaveText(/Dictate/, { timeout: TEXT_MS });
  expect(await text(page).innerText()).toBe(before);
});

test('a microphone that is refused is said to be refused, and is heard once it is allowed', async ({
  page: decoder,
  baseURL,
}) => {
  const page = await openDictation(decoder, baseURL, [0.5, english.path, 60], { permissions: [] });
  await withoutModel(page.context());
  await page.getByTestId('dictate').click();
  await expect(status(page)).toHaveText(/blocks the microphone for this page/);
  await page.context().grantPermissions(['microphone']);
  await page.getByTestId('dictate').click();
  await expect(text(page)).toContainText(FIXED_TEXT, { timeout: TEXT_MS });
});

test('a page that is reloaded in the middle of a dictation offers its recording, which is then transcribed', async ({
  page: decoder,
  baseURL,
}) => {
  const page = await openDictation(decoder, baseURL, [1, english.path, 60]);
  await page.getByTestId('dictate').click();
  await expect(status(page)).toHaveText(/speech model|Listening/);
  await page.waitForTimeout(8000);
  await page.reload();
  await page.getByRole('button', { name: 'Transcribe it' }).click({ timeout: 20_000 });
  await expect(page).toHaveURL(/\/transcribe$/);
  await expect(page.getByRole('log')).toContainText(/pound key/i, { timeout: TEXT_MS });
  await page.getByRole('link', { name: 'Dictate' }).click();
  await expect(page.getByTestId('dictate')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Transcribe it' })).toHaveCount(0);
});

test('an inference worker that ends in the middle of an utterance is replaced, and no word is lost', async ({
  page: decoder,
  baseURL,
}) => {
  const page = await openDictation(decoder, baseURL, [6, english.path, 60]);
  await loadEngine(page);
  await page.getByTestId('dictate').click();
  await expect(page.locator('.live-text .tentative')).toHaveText(/please/i, { timeout: TEXT_MS });
  const worker = page.workers().find((each) => each.url().includes('inference'));
  await worker?.evaluate(() => self.close());
  await expect(text(page)).toContainText(/please leave.*pound key/i, { timeout: TEXT_MS });
  await expect(page.locator('.live-text')).toHaveCount(0, { timeout: TEXT_MS });
  await expect(status(page)).toHaveText('Listening');
  await page.keyboard.press('F9');
  await expect(page.getByTestId('dictate')).toHaveText(/Dictate/);
  await expectWords(page, english.text);
});

test('one key has the last utterance written again in the other language', async ({
  page: decoder,
  baseURL,
}) => {
  const page = await openDictation(decoder, baseURL, [2, english.path, 60]);
  await page.locator('select').first().selectOption('fr');
  await page.getByTestId('dictate').click();
  await expect(page.getByRole('button', { name: /as English/ })).toBeVisible({ timeout: TEXT_MS });
  await page.keyboard.press('Alt+l');
  await expect(text(page)).toContainText(/please leave.*pound key/i, { timeout: TEXT_MS });
  await expect(page.getByRole('button', { name: /as French/ })).toBeVisible();
});
