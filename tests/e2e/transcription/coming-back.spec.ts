import { expect, test, type Page } from '@playwright/test';
import {
  choose,
  expectDone,
  frenchRecordings,
  handOver,
  log,
  repeatedSpeech,
  row,
  watchWrittenWindows,
} from '../../../testing/browser/recordings';
import { onDevice } from '../../../testing/browser/kept-text';
import { withoutModel } from '../../../testing/browser/without-model';

test.use({ locale: 'en-GB' });

const [spoken] = frenchRecordings();
if (!spoken) throw new Error('tests/fixtures/audio has no French recording');
const WINDOWS = 4;
/** Long enough to be interrupted between two windows. */
const SLOW = { windowMs: 1000 };
const long = repeatedSpeech('meeting.wav', WINDOWS);

const lines = (page: Page) => log(page).locator('.line');

// The text has a fingerprint of the sound, so equal texts are of equal windows.
test('a page that is reloaded in the middle of a recording resumes there: no window is read twice, and the text is that of an undisturbed run', async ({
  page,
}) => {
  await withoutModel(page.context(), { ...SLOW, fingerprint: true });
  await page.goto('/transcribe');
  await choose(page, long);
  await expectDone(page, long.name);
  const undisturbed = await lines(page).allTextContents();
  await page.getByRole('button', { name: `Remove ${long.name}` }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(row(page, long.name)).toHaveCount(0);

  const written = await watchWrittenWindows(page);
  await page.reload();
  await choose(page, long);
  await expect(lines(page).nth(1)).toBeVisible({ timeout: 90_000 });
  await page.reload();
  await expect(row(page, long.name)).toContainText(/Starting the engine|of 0:/);
  await expectDone(page, long.name);
  expect(await lines(page).allTextContents()).toEqual(undisturbed);
  expect(written).toEqual(Array.from({ length: WINDOWS }, (_, index) => index));
});

test('a paused recording is still paused after a reload, and finishes once it is resumed', async ({
  page,
}) => {
  await withoutModel(page.context(), SLOW);
  await page.goto('/transcribe');
  await choose(page, long);
  await expect(lines(page).first()).toBeVisible({ timeout: 90_000 });
  await page.getByRole('button', { name: `Pause ${long.name}` }).click();
  await expect(row(page, long.name)).toContainText('Paused at');
  await expect.poll(() => onDevice(page)).toMatchObject([{ state: 'paused' }]);
  await page.reload();
  await expect(row(page, long.name)).toContainText('Paused at');
  await page.getByRole('button', { name: `Resume ${long.name}` }).click();
  await expectDone(page, long.name);
  await expect(lines(page)).toHaveCount(WINDOWS);
});

test('an edited text and its sound are there after a reload, and gone once the recording is removed', async ({
  page,
}) => {
  await withoutModel(page.context());
  await page.goto('/transcribe');
  await choose(page, spoken.path);
  await expectDone(page, spoken.name);
  await log(page).locator('p').first().hover();
  await page.getByRole('button', { name: 'Edit the text at 0:00' }).click();
  await page.getByRole('textbox', { name: 'Text at 0:00' }).fill('Corrigé à la main.');
  await page.keyboard.press('Enter');
  await expect.poll(() => onDevice(page)).toMatchObject([{ state: 'done', lines: ['Corrigé à la main.'] }]);
  await page.reload();
  await expect(log(page)).toContainText('Corrigé à la main.');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Transcribe again' }).click();
  await expect(page.getByRole('dialog')).toContainText('Lines that you have edited stay as they are.');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: `Remove ${spoken.name}` }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.poll(() => onDevice(page)).toEqual([]);
  await page.reload();
  await expect(page.getByText('Paste a recording')).toBeVisible();
});

test.describe('two windows of the app', () => {
  test.beforeEach(({ context }) => withoutModel(context, SLOW));

  test('the second window says where the recordings are, takes them over, and gives them back when it closes', async ({
    page,
    context,
  }) => {
    await page.goto('/transcribe');
    await choose(page, long);
    await expect(lines(page).first()).toBeVisible({ timeout: 90_000 });

    const second = await context.newPage();
    await second.goto('/transcribe');
    await expect(second.getByText('SuperWhisper2 is open in another window.')).toBeVisible();
    await second.getByRole('button', { name: 'Continue in this window' }).click();
    await expect(page.getByText('SuperWhisper2 is open in another window.')).toBeVisible();
    await expectDone(second, long.name);
    await expect(lines(second)).toHaveCount(WINDOWS);

    await second.close();
    await expect(row(page, long.name)).toContainText('Done');
    await expect(lines(page)).toHaveCount(WINDOWS);
  });

  test('a recording that is dropped in the second window is transcribed there', async ({ page, context }) => {
    await page.goto('/transcribe');
    await expect(page.getByText('Paste a recording')).toBeVisible();
    const second = await context.newPage();
    await second.goto('/transcribe');
    await expect(second.getByText('SuperWhisper2 is open in another window.')).toBeVisible();
    await handOver(second, 'drop', [spoken.path]);
    await expectDone(second, spoken.name);
  });
});
