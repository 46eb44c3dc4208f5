import { expect, test, type Page } from '@playwright/test';

test.use({ locale: 'en-GB' });

const opener = (page: Page) => page.getByRole('button', { name: 'Words to recognise' });
const field = (page: Page) => page.getByRole('textbox', { name: 'Words to recognise' });

test.beforeEach(async ({ page }) => {
  await page.goto('/transcribe');
  await opener(page).click();
});

test('words to recognise are kept as they were typed, and counted', async ({ page }) => {
  await expect(field(page)).toHaveValue('');
  await field(page).fill('Digium\nGiancarlo Fisichella, mer Jaune');
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(field(page)).toBeHidden();
  await expect(opener(page)).toHaveText('Words to recognise 3');
  await expect(opener(page)).toBeFocused();

  await page.reload();
  await expect(opener(page)).toHaveText('Words to recognise 3');
  await opener(page).click();
  await expect(field(page)).toHaveValue('Digium\nGiancarlo Fisichella, mer Jaune');
});

test('a list of words to recognise that is too long says how many are used', async ({ page }) => {
  await expect(page.getByText('There is room for about 35 names.')).toBeVisible();
  await field(page).fill(Array.from({ length: 100 }, (_, i) => `Name ${100 + i}`).join('\n'));
  await expect(page.getByText('Only the first 50 are used')).toBeVisible();
});

test('Escape closes the words to recognise and keeps what was typed', async ({ page }) => {
  await field(page).fill('Digium');
  await page.keyboard.press('Escape');
  await expect(opener(page)).toHaveText('Words to recognise 1');
});
