import { expect, test, type Locator, type Page } from '@playwright/test';
import { EMPTY_ROOM_NAME, MEETING_NAME, onDevice, openKept } from '../../../testing/browser/kept-text';
import { log, row } from '../../../testing/browser/recordings';

test.use({ locale: 'en-GB' });

const lines = (page: Page) => log(page).locator('.line');
const field = (page: Page, time: string) => page.getByRole('textbox', { name: `Text at ${time}` });
const undo = (page: Page) => page.getByRole('button', { name: 'Undo the last change' });
const redo = (page: Page) => page.getByRole('button', { name: 'Redo the change' });
const find = (page: Page) => page.getByRole('search');

/** Waits until this is what a reload would show. */
async function expectKept(page: Page, lines: readonly RegExp[]): Promise<void> {
  const kept = async () => (await onDevice(page)).find(({ name }) => name === MEETING_NAME)?.lines;
  await expect.poll(kept).toEqual(lines.map((line) => expect.stringMatching(line)));
}

async function edit(page: Page, time: string, text: string): Promise<void> {
  await page.getByRole('button', { name: `Play from ${time}` }).focus();
  await page.keyboard.press('F2');
  await field(page, time).fill(text);
}

/** Two taps 0.1 s apart by their own times, however late a busy machine sends the second. */
async function tapTwice(page: Page, place: Locator): Promise<void> {
  await place.scrollIntoViewIfNeeded();
  const { x, y, height } = (await place.boundingBox()) ?? { x: 0, y: 0, height: 0 };
  const session = await page.context().newCDPSession(page);
  const startSeconds = Date.now() / 1000;
  for (const seconds of [0, 0.1]) {
    const timestamp = startSeconds + seconds;
    const touchPoints = [{ x: x + 5, y: y + height / 2 }];
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints, timestamp });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [], timestamp });
  }
}

test('a change is undone by key and by button after the line was left, and redone', async ({ page }) => {
  await openKept(page);
  await expect(undo(page)).toHaveCount(0);
  await edit(page, '0:01', 'Bonsoir.');
  // Left by a press beside it.
  await page.getByRole('heading', { name: MEETING_NAME }).click();
  await edit(page, '0:07', 'Le dernier point.');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Z');
  await expect(lines(page).nth(1)).toContainText('Le premier point est simple.');
  await expect(page.getByRole('status').getByText('The change at 0:07 is undone.')).toBeAttached();
  await page.getByRole('heading', { name: MEETING_NAME }).click();
  await page.keyboard.press('Control+Z');
  await expect(lines(page).nth(0)).toContainText('Bonjour à tous');
  await page.keyboard.press('Control+Shift+Z');
  await expect(lines(page).nth(0)).toContainText('Bonsoir.');

  await undo(page).focus();
  await page.keyboard.press('Enter');
  await expect(lines(page).nth(0)).toContainText('Bonjour à tous');
  // There is nothing more to undo, and the focus stays.
  await expect(undo(page)).toBeFocused();
  await expect(undo(page)).toHaveAttribute('aria-disabled', 'true');
  await redo(page).click();
  await redo(page).click();
  await expectKept(page, [/Bonsoir\./, /Le dernier point\./]);
  await page.reload();
  await expect(lines(page)).toHaveText([/Bonsoir\./, /Le dernier point\./]);
});

test('Ctrl+Z in a field is the field’s own', async ({ page }) => {
  await openKept(page);
  await edit(page, '0:01', 'Bonsoir.');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+F');
  await page.keyboard.type('simple');
  await page.keyboard.press('Control+Z');
  await expect(lines(page).nth(0)).toContainText('Bonsoir.');
});

test('a line that is emptied goes, the next one has the focus, and undoing brings it back', async ({
  page,
}) => {
  await openKept(page);
  await edit(page, '0:01', '  ');
  await page.keyboard.press('Enter');
  await expect(lines(page)).toHaveText([/Le premier point/]);
  await expect(page.getByRole('button', { name: 'Play from 0:07' })).toBeFocused();
  await expect(page.getByText('The line at 0:01 is deleted. Undo brings it back.')).toBeAttached();
  await edit(page, '0:07', '');
  await page.keyboard.press('Enter');
  await expect(page.getByText('You have deleted all of this text.').first()).toBeVisible();
  await expectKept(page, []);
  await page.reload();
  await expect(lines(page)).toHaveCount(0);
  await page.getByRole('log').waitFor({ state: 'attached' });
});

test('undoing brings an emptied line back in its place', async ({ page }) => {
  await openKept(page);
  await edit(page, '0:01', '');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Z');
  await expect(lines(page)).toHaveText([/Bonjour à tous/, /Le premier point/]);
  await expectKept(page, [/Bonjour à tous/, /Le premier point/]);
  await page.reload();
  await expect(lines(page)).toHaveText([/Bonjour à tous/, /Le premier point/]);
});

test('finding stays in view with its count, and belongs to its recording', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 420 });
  await openKept(page);
  await page.keyboard.press('Control+F');
  await page.keyboard.type('point');
  await expect(find(page)).toContainText('1 of 1');
  await page.mouse.move(800, 200);
  await page.mouse.wheel(0, 3000);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(50);
  await expect(find(page).getByRole('status')).toBeInViewport({ ratio: 1 });
  const covered = await find(page).evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return !element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
  expect(covered).toBe(false);

  await row(page, EMPTY_ROOM_NAME).getByRole('button').first().click();
  await row(page, MEETING_NAME).getByRole('button').first().click();
  await expect(find(page).getByRole('textbox')).toHaveValue('');
  await expect(find(page).getByRole('status')).toHaveCount(0);
});

test('F2 edits the line that was pressed, and without one the first in view', async ({ page }) => {
  await openKept(page);
  await page.keyboard.press('F2');
  await expect(field(page, '0:01')).toBeFocused();
  await page.keyboard.press('Escape');
  await lines(page).nth(1).locator('p').click();
  await page.keyboard.press('F2');
  await expect(field(page, '0:07')).toBeFocused();
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 760 } });

  test('two taps on a line edit it, and one shows the pen', async ({ page }) => {
    await openKept(page);
    const line = lines(page).nth(1).locator('p');
    await line.tap();
    await page.getByRole('button', { name: 'Edit the text at 0:07' }).tap();
    await expect(field(page, '0:07')).toBeFocused();
    await page.keyboard.press('Escape');
    await tapTwice(page, lines(page).nth(0).locator('p'));
    await expect(field(page, '0:01')).toBeFocused();
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  });
});
