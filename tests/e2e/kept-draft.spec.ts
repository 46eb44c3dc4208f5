import { expect, test } from '@playwright/test';
import { text } from './dictation-page';

test.use({ locale: 'en-GB' });

test('text that the browser has no room for is said to be lost with the page, and stays in it', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const free = 5 * 1024 * 1024 - 100;
    for (let length = free; length > 0; length = Math.floor(length / 2)) {
      try {
        localStorage.setItem(`filled-${length}`, 'x'.repeat(length));
      } catch {
        continue;
      }
    }
  });
  await page.goto('/');
  await text(page).click();
  await page.keyboard.insertText('A letter that is longer than what is left. '.repeat(10));
  await expect(page.getByText(/There is no room in this browser/)).toBeVisible();
  await expect(text(page)).toContainText('A letter that is longer');
});
