import { expect, test } from '@playwright/test';
import { choose, expectDone, log } from '../../../testing/browser/recordings';
import { withoutModel } from '../../../testing/browser/without-model';
import { FIXED_TEXT } from '../../../testing/fixed-text-recogniser';
import {
  button,
  closeAfterEach,
  openDictation,
  recordingIn,
  text,
  TEXT_MS,
} from '../dictation/dictation-page';

const english = recordingIn('en');

closeAfterEach();

test('a recogniser that is not ours carries a file and a dictation to the page, which says what it cannot do', async ({
  page: decoder,
  baseURL,
}) => {
  const page = await openDictation(decoder, baseURL, [1, english.path, 60]);
  await withoutModel(page.context());
  const cannot = page.getByRole('region', { name: 'What this model cannot do' });
  await page.getByRole('link', { name: 'Transcribe' }).click();
  await choose(page, english.path);
  await expectDone(page, english.name);
  await expect(log(page)).toContainText(FIXED_TEXT);
  await expect(cannot).toContainText('does not time each word');
  await expect(cannot).toContainText('This model does not know French.');
  await page.getByTestId('engine-chip').click();
  await expect(page.getByText('fixed-text')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Dictate', exact: true }).click();
  await expect(cannot).toContainText('shows no words while you speak');
  await button(page).click();
  await expect(text(page)).toContainText(FIXED_TEXT, { timeout: TEXT_MS });
  await button(page).click();
  await expect(button(page)).toHaveText(/Dictate/, { timeout: TEXT_MS });
  expect((await text(page).innerText()).replaceAll(FIXED_TEXT, '').trim()).toBe('');
});
