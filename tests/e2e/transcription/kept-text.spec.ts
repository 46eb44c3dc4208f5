import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { EMPTY_ROOM_NAME, MEETING_NAME, onDevice, openKept } from '../../../testing/browser/kept-text';
import { log, row } from '../../../testing/browser/recordings';

test.use({ locale: 'en-GB', permissions: ['clipboard-read', 'clipboard-write'] });

const lines = (page: Page) => log(page).locator('.line');
const chip = (page: Page) => log(page).locator('summary').first();
const position = (page: Page) => page.getByRole('slider', { name: 'Position in the recording' });

/** What is marked as being heard. */
function heardWords(page: Page): Promise<string[]> {
  return page.evaluate(() => [...(CSS.highlights.get('heard-word') ?? [])].map(String));
}

/** Where on the screen a word of the text stands. */
async function placeOf(page: Page, word: string): Promise<{ x: number; y: number }> {
  return log(page).evaluate((element, searched) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const start = node.nodeValue?.indexOf(searched) ?? -1;
      if (start < 0) continue;
      const range = new Range();
      range.setStart(node, start);
      range.setEnd(node, start + searched.length);
      const { left, top, width, height } = range.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }
    throw new Error(`${searched} is not in the text`);
  }, word);
}

async function pressWord(page: Page, word: string): Promise<void> {
  const { x, y } = await placeOf(page, word);
  await page.mouse.click(x, y);
}

/** Copies the whole text. */
async function copied(page: Page): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.keyboard.press('Control+Shift+C');
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).not.toBe('');
  return read();
}

test('the word that is heard is marked, and the mark moves with the sound', async ({ page }) => {
  await openKept(page);
  expect(await heardWords(page)).toEqual([]);
  await page.getByRole('button', { name: 'Play from 0:01' }).click();
  await expect.poll(() => heardWords(page)).not.toEqual(['Bonjour']);
  await page.keyboard.press('k');
  await position(page).fill('7.5');
  await expect(lines(page).nth(1)).toHaveClass(/playing/);
  await expect.poll(() => heardWords(page)).toEqual(['premier']);
  // In the pause after a segment the reader's place is kept.
  await position(page).fill('6.9');
  await expect.poll(() => heardWords(page)).toEqual(['ville.']);
});

test('a press on a word plays from that word, also where a search has marked the text', async ({ page }) => {
  await openKept(page);
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();
  await page.keyboard.press('Control+F');
  await page.keyboard.type('dge');
  await expect(log(page).locator('mark')).toHaveCount(1);
  await page.evaluate(() => {
    HTMLMediaElement.prototype.play = () => Promise.resolve();
  });
  for (const word of ['ville', 'commençons', 'simple', 'dge']) {
    await pressWord(page, word);
    expect((await heardWords(page))[0]).toContain(word);
  }
  expect(await heardWords(page)).toEqual(['budget']);
  // The mark is made again with other text around it.
  await page.getByRole('search').getByRole('textbox').fill('get');
  await expect(log(page).locator('mark')).toHaveText('get');
  expect(await heardWords(page)).toEqual(['budget']);
});

test('no word of the text moves while the words that are heard are marked', async ({ page }) => {
  await openKept(page);
  const before = await placeOf(page, 'ville');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();
  for (const [seconds, word] of [
    ['2.3', 'nous'],
    ['4.7', 'la'],
  ] as const) {
    await position(page).fill(seconds);
    await expect.poll(() => heardWords(page)).toEqual([word]);
  }
  expect(await placeOf(page, 'ville')).toEqual(before);
});

test('text that is held back is no part of the text, and is not heard', async ({ page }) => {
  await openKept(page);
  await expect(row(page, MEETING_NAME)).toContainText('Done');
  await expect(log(page).getByText('Held back: nobody speaks here')).toBeVisible();
  await expect(log(page).getByText('Held back: it repeats itself')).toBeVisible();
  await expect(log(page).getByText('Sous-titrage')).toBeHidden();
  expect(await copied(page)).toBe(
    'Bonjour à tous, nous commençons par le budget de la ville. Le premier point est simple.',
  );
  await page.keyboard.press('Control+F');
  await page.keyboard.type('Sous-titrage');
  await expect(page.getByRole('search')).toContainText('Not found');
  await position(page).fill('5.5');
  await expect(lines(page).nth(0)).toHaveClass(/playing/);
  await position(page).fill('7.1');
  await expect(lines(page).nth(1)).toHaveClass(/playing/);
});

test('text that is held back is read, restored and edited by keyboard, and is there after a reload', async ({
  page,
}) => {
  await openKept(page);
  await page.getByRole('button', { name: 'Play from 0:01' }).focus();
  // After the pen of the line before.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(chip(page)).toBeFocused();
  const line = await lines(page).nth(0).boundingBox();
  await page.keyboard.press('Enter');
  await expect(log(page).getByText('Sous-titrage')).toBeVisible();
  expect(await lines(page).nth(0).boundingBox()).toEqual(line);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Restore the text at 0:05' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(lines(page)).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Play from 0:05' })).toBeFocused();
  await expect.poll(async () => (await onDevice(page)).flatMap(({ lines }) => lines)).toHaveLength(3);
  await page.reload();
  await expect(lines(page).nth(1)).toContainText('Sous-titrage Société Radio-Canada');
  expect(await copied(page)).toContain('Sous-titrage Société Radio-Canada');
  await page.getByRole('button', { name: 'Play from 0:05' }).focus();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Bienvenue.');
  await page.keyboard.press('Enter');
  await expect(lines(page).nth(1)).toContainText('Bienvenue.');
});

test('a recording with nothing but text held back has no speech, and says what was held back', async ({
  page,
}) => {
  await openKept(page);
  const room = row(page, EMPTY_ROOM_NAME);
  await expect(room).toContainText('No speech was found in this recording.');
  await room.getByRole('button').first().click();
  await expect(page.locator('section').getByText('No speech was found in this recording.')).toBeVisible();
  await chip(page).click();
  await page.getByRole('button', { name: 'Restore the text at 0:05' }).click();
  await expect(room).toContainText('Done');
  await expect(lines(page)).toHaveText([/Sous-titrage Société Radio-Canada/]);
});

test('what is held back over and over in one place is one row, and is restored as a whole', async ({
  page,
}) => {
  await openKept(page);
  await expect(log(page).locator('summary')).toHaveCount(2);
  await log(page).locator('summary').last().click();
  await expect(log(page).locator('details[open] p')).toHaveText('Merci. Merci. Merci.');
  await page.getByRole('button', { name: 'Restore the text at 0:12' }).click();
  await expect(lines(page)).toHaveCount(5);
  await expect(page.getByRole('button', { name: 'Play from 0:12' })).toBeFocused();
});

test('saved files have the times of lines and words, and the plain ones have none', async ({ page }) => {
  await openKept(page);
  const saved = async (name: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    return readFileSync(await (await download).path(), 'utf8');
  };
  const wordTimes = await saved('Save: VTT with word times');
  expect(wordTimes).toContain('Le <00:00:07.400>premier <00:00:07.800>point');
  expect(await saved('Save as VTT')).toContain('\nLe premier point est simple.\n');
  expect(await saved('Save: TXT with times')).toBe(
    '[00:00:01] Bonjour à tous, nous commençons par le budget de la ville.\n' +
      '[00:00:07] Le premier point est simple.\n',
  );
  const { segments } = JSON.parse(await saved('Save as JSON'));
  expect(segments).toHaveLength(2);
  expect(segments[1].words[1]).toEqual({
    text: ' premier',
    startSeconds: 7.4,
    endSeconds: 7.8,
    probability: 0.9,
  });
});
