import { expect, test, type Page } from '@playwright/test';
import { openKept } from '../../../testing/browser/kept-text';
import { expectDone, log, row } from '../../../testing/browser/recordings';
import { withoutModel } from '../../../testing/browser/without-model';
import { expectNoViolations } from '../shell/no-violations';

const NAME = 'letter.wav';
const line = { language: 'en' };
/** Read before by a model that heard one word otherwise; a person has changed the line behind. */
const LETTER = {
  name: NAME,
  state: { kind: 'done', endedEarly: false },
  windows: [
    {
      startSeconds: 0,
      endSeconds: 4,
      segments: [{ ...line, startSeconds: 0, endSeconds: 2, text: 'A fixed test.' }],
      ...line,
    },
    {
      startSeconds: 4,
      endSeconds: 30,
      segments: [{ ...line, startSeconds: 4, endSeconds: 30, text: 'Dear Ann,', originalText: 'Dear and' }],
      ...line,
    },
  ],
} as const;

test.use({ locale: 'en-GB' });

async function markedWords(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...(CSS.highlights.get('changed-words') ?? [])].map((range) =>
      range instanceof Range ? `${range}` : '',
    ),
  );
}

test('a recording that is read again marks what has changed, and leaves what a person has edited', async ({
  page,
}) => {
  await withoutModel(page.context());
  await openKept(page, '/transcribe', [LETTER]);
  await row(page, NAME).getByRole('button').first().click();
  await expect(log(page)).toContainText('A fixed test.');
  await page.getByRole('button', { name: 'Transcribe again' }).click();
  await expect(page.getByRole('dialog')).toContainText('Lines that you have edited stay as they are.');
  await page.getByRole('dialog').getByRole('button', { name: 'Transcribe again' }).click();
  await expect(log(page)).toContainText('A fixed text.');
  await expectDone(page, NAME);
  await expect(log(page)).toContainText('Dear Ann,');
  await expect(log(page)).toContainText('before: A fixed test.');
  const notice = page.getByText('One line has other words than before. They are underlined.');
  await expect(notice).toBeVisible();
  expect(await markedWords(page)).toEqual(['text.']);
  await expectNoViolations(page);

  await page.reload();
  await row(page, NAME).getByRole('button').first().click();
  await expect(notice).toBeVisible();
  await page.getByRole('button', { name: 'Remove the marks' }).click();
  await expect(notice).toBeHidden();
  await expect(log(page)).not.toContainText('before:');
  expect(await markedWords(page)).toEqual([]);
  await expect(log(page)).toContainText('Dear Ann,');
});
