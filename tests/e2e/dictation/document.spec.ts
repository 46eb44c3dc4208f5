import { expect, test, type Page } from '@playwright/test';
import type { KeptDocument } from '../../../src/lib/library/kept-document';
import { storeOnDevice } from '../../../testing/browser/store-on-device';
import { text } from './dictation-page';

test.use({ locale: 'en-GB' });

const atEnd = (page: Page) => page.keyboard.press('Control+End');

async function type(page: Page, words: string): Promise<void> {
  await text(page).click();
  await atEnd(page);
  await page.keyboard.insertText(words);
}

/** Waits until this is what a reload would show: it is written a moment after it was typed. */
async function expectKept(page: Page, words: unknown): Promise<void> {
  const kept = async () =>
    (await storeOnDevice<KeptDocument>(page, 'documents')).map(({ value }) => value.text);
  await expect.poll(kept).toEqual([words]);
}

test('typed text can be undone after a visit to another page, and outlasts a reload', async ({ page }) => {
  await page.goto('/');
  await type(page, 'Dear Paul,');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Dictate' }).click();
  // What is typed within half a second is undone together.
  await page.waitForTimeout(600);
  await type(page, ' hello');
  await expect(text(page)).toHaveText('Dear Paul, hello');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(text(page)).toHaveText('');
  await page.keyboard.press('Control+y');
  await expect(text(page)).toHaveText('Dear Paul,');
  await expectKept(page, 'Dear Paul,');
  await page.reload();
  await expect(text(page)).toHaveText('Dear Paul,');
});

test('a text that is open in two windows is written in one of them, and the other shows the same and can take it over', async ({
  page: first,
  context,
}) => {
  await first.goto('/');
  await type(first, 'Written in the first window.');
  const second = await context.newPage();
  await second.goto('/');
  await expect(text(second)).toHaveText('Written in the first window.');
  await type(second, ' And in the second.');
  await expect(text(first)).toHaveText('Written in the first window. And in the second.');
  await expect(first.getByText(/You are editing this text in another window/)).toBeVisible();
  await text(first).click();
  await expect(first.getByText(/You are editing this text in another window/)).toHaveCount(0);
  await type(first, ' Back again.');
  await expectKept(first, 'Written in the first window. And in the second. Back again.');
  await second.reload();
  await expect(text(second)).toHaveText('Written in the first window. And in the second. Back again.');
});

test('a browser whose local storage is full keeps the typed text', async ({ page }) => {
  await page.addInitScript(() => {
    for (let length = 5 * 1024 * 1024 - 100; length > 0; length = Math.floor(length / 2)) {
      try {
        localStorage.setItem(`filled-${length}`, 'x'.repeat(length));
      } catch {
        continue;
      }
    }
  });
  await page.goto('/');
  await type(page, 'A letter that is longer than what is left. '.repeat(10));
  await page.getByLabel('Language spoken').selectOption('de');
  await expectKept(page, expect.stringContaining('A letter that is longer'));
  await page.reload();
  await expect(text(page)).toContainText('A letter that is longer');
});

// Chromium believes its own count of free space for half a minute, so the fault is injected.
test('typed text that finds no room says so, and is kept once there is room', async ({ page }) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value: unknown) {
      if (Reflect.get(window, 'isFull')) throw new DOMException('', 'QuotaExceededError');
      return put.call(this, value);
    };
  });
  await page.goto('/');
  await type(page, 'Kept. ');
  await page.evaluate(() => void Reflect.set(window, 'isFull', true));
  await type(page, 'And this has no room.');
  await expect(page.getByText(/This browser has no room/)).toBeVisible();
  await page.evaluate(() => void Reflect.set(window, 'isFull', false));
  await expect(page.getByText(/This browser has no room/)).toHaveCount(0, { timeout: 15_000 });
  await page.reload();
  await expect(text(page)).toHaveText('Kept. And this has no room.');
});
