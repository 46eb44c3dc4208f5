import { expect, test } from '@playwright/test';
import { text } from '../dictation/dictation-page';
import { expectNoViolations } from './no-violations';

test.use({ locale: 'en-GB' });

for (const path of ['/', '/transcribe', '/speech-models', '/performance', '/settings', '/privacy']) {
  test(`a question mark lists the keys of every page on ${path}, and so does the button`, async ({
    page,
  }) => {
    await page.goto(path);
    await page.locator('main :is(button, h1)').first().waitFor();
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await page.keyboard.press('?');
    for (const list of ['On every page', 'Dictate', 'Transcribe'])
      await expect(dialog.getByRole('heading', { name: list })).toBeVisible();
    await page.keyboard.press('?');
    await expect(dialog).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    const opener = page.getByRole('banner').getByRole('button', { name: 'Keys' });
    await opener.click();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(opener).toBeFocused();
  });
}

test('in the text a question mark is a question mark', async ({ page }) => {
  await page.goto('/');
  await text(page).click();
  await page.keyboard.type('Really?');
  await expect(text(page)).toHaveText('Really?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the list names the key that was chosen for dictation', async ({ page }) => {
  await page.goto('/');
  await page.getByText('Options', { exact: true }).click();
  await page.getByRole('button', { name: /Key to start and stop/ }).click();
  await page.keyboard.press('F8');
  await page.getByRole('banner').getByRole('button', { name: 'Keys' }).click();
  await expect(page.getByRole('dialog').getByText('F8')).toHaveCount(2);
  await expectNoViolations(page);
});

test('words to recognise are one list for both pages', async ({ page }) => {
  await page.goto('/');
  const opener = page.getByRole('button', { name: /Words to recognise/ });
  await opener.click();
  await page.getByRole('textbox', { name: 'Words to recognise' }).fill('Digium, Asterisk');
  await expect(page.getByText(/They apply from the next press of Dictate/)).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await expect(opener).toHaveText(/2/);
  await page.getByRole('link', { name: 'Transcribe' }).click();
  await expect(page.getByRole('button', { name: /Words to recognise/ })).toHaveText(/2/);
});

for (const { colorScheme, locale } of [
  { colorScheme: 'light', locale: 'fr' },
  { colorScheme: 'dark', locale: 'en' },
] as const) {
  test.describe(`${colorScheme}, ${locale}`, () => {
    test.use({ colorScheme, locale, reducedMotion: 'reduce' });

    test('axe finds nothing: what else can be copied, the words to recognise, the list of keys', async ({
      page,
    }) => {
      await page.goto('/');
      await page.getByRole('textbox').first().fill('Madame, Monsieur');
      await page.locator('.foot [popovertarget]').click();
      await expectNoViolations(page);
      await page.keyboard.press('Escape');
      await page.locator('main [aria-haspopup=dialog]').click();
      await expectNoViolations(page);
      await page.keyboard.press('Escape');
      await page.locator('header [aria-keyshortcuts="?"]').click();
      await expectNoViolations(page);
    });
  });
}
