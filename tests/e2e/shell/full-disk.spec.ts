import { expect, test, type Page } from '@playwright/test';
import {
  closeAfterEach,
  expectIdle,
  expectWords,
  openDictation,
  recordingIn,
  text,
  TEXT_MS,
} from '../dictation/dictation-page';
import {
  choose,
  expectDone,
  frenchRecordings,
  log,
  repeatedSpeech,
  row,
} from '../../../testing/browser/recordings';
import { withoutModel } from '../../../testing/browser/without-model';

// The browser's own quota, made small for this origin.

test.use({ locale: 'en-GB' });
closeAfterEach();

const [spoken] = frenchRecordings();
if (!spoken) throw new Error('tests/fixtures/audio has no French recording');

test('a model that finds no room says so, and is fetched once there is room', async ({ page, baseURL }) => {
  await page.goto('/transcribe');
  await limitStorage(page, baseURL, 40_000_000);
  await choose(page, spoken.path);
  await expect(row(page, spoken.name)).toContainText('This device has no space left.', {
    timeout: TEXT_MS,
  });
  await limitStorage(page, baseURL, null);
  await page.getByRole('button', { name: `Try again: ${spoken.name}` }).click();
  await expectDone(page, spoken.name);
});

test('a recording that finds no room is transcribed, and says that it is not kept', async ({
  page,
  baseURL,
}) => {
  await withoutModel(page.context());
  await page.goto('/transcribe');
  await choose(page, spoken.path);
  await expectDone(page, spoken.name);
  const { usage = 0 } = await page.evaluate(() => navigator.storage.estimate());
  await limitStorage(page, baseURL, usage + 100_000);
  const large = repeatedSpeech('large.wav', 2);
  await choose(page, large);
  await expect(row(page, large.name)).toContainText('There was no room to keep this recording');
  await expectDone(page, large.name);
  await expect(log(page).locator('.line')).toHaveCount(2);
});

test('a dictation whose sound finds no room says so, and is written whole', async ({
  page: decoder,
  baseURL,
}) => {
  const [english, french] = [recordingIn('en'), recordingIn('fr')];
  const page = await openDictation(decoder, baseURL, [0.5, english.path, 20, french.path, 60]);
  await page.getByTestId('dictate').click();
  await expect(text(page)).toContainText(/pound key/, { timeout: TEXT_MS });
  await limitStorage(page, baseURL, 1);
  await expect(page.getByText('This device has no room to keep the audio')).toBeVisible({
    timeout: TEXT_MS,
  });
  // A stop before all of it has been said would leave words out.
  await expect(text(page)).toContainText(/nouveau/, { timeout: TEXT_MS });
  await page.getByTestId('dictate').click();
  await expectIdle(page);
  await expectWords(page, english.text, french.text);
});

async function limitStorage(page: Page, origin: string | undefined, bytes: number | null): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', {
    origin: origin ?? '',
    ...(bytes === null ? {} : { quotaSize: bytes }),
  });
}
