import { expect, test, type Page } from '@playwright/test';
import { HALF_A_MEETING, MEETING_NAME, openKept } from '../../../testing/browser/kept-text';
import { choose, frenchRecordings, log, row } from '../../../testing/browser/recordings';

// No model is loaded: it is on its way for good.

test.use({ locale: 'en-GB' });

const [first, second] = frenchRecordings();
if (!first || !second) throw new Error('tests/fixtures/audio has fewer than two French recordings');

const done = { kind: 'done', endedEarly: false } as const;
const pane = (page: Page) => page.getByRole('region', { name: 'Text' });

test.beforeEach(({ page }) => page.route('**/models/**', () => undefined));

test('recordings that are added to a long list are brought into view and announced, whatever is open', async ({
  page,
}) => {
  const others = Array.from({ length: 60 }, (_, index) => ({ name: `${index}.wav`, state: done }));
  await openKept(page, '/transcribe', others);
  await expect(row(page, first.name)).toHaveCount(0);
  await choose(page, first.path);
  await expect(row(page, first.name)).toBeInViewport({ ratio: 0.9 });
  await expect(pane(page).getByRole('heading')).toHaveText(first.name);

  // The one that is open is still in work, and stays open.
  await page.locator('aside').evaluate((aside) => aside.scrollTo(0, 0));
  await expect(row(page, first.name)).not.toBeInViewport();
  await page.locator('input[type=file]').first().setInputFiles([second.path, second.path]);
  for (const each of await row(page, second.name).all()) await expect(each).toBeInViewport({ ratio: 0.9 });
  await expect(page.getByText(`2 recordings are in the list, the first is ${second.name}.`)).toBeAttached();
  await expect(pane(page).getByRole('heading')).toHaveText(first.name);
});

test('a second press where a recording was cancelled does not remove it', async ({ page }) => {
  await page.goto('/transcribe');
  await page.locator('input[type=file]').first().setInputFiles([first.path, second.path]);
  for (const { name } of [first, second]) {
    const cancel = page.getByRole('button', { name: `Cancel ${name}` });
    const box = await cancel.boundingBox();
    if (!box) throw new Error('it cannot be cancelled');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.dblclick(x, y);
    await expect(row(page, name)).toContainText('Cancelled');
    await page.mouse.click(x, y);
    await expect(row(page, name)).toContainText('Cancelled');
  }
  await page.getByRole('button', { name: `Remove ${first.name}` }).focus();
  await page.keyboard.press('Enter');
  await expect(row(page, first.name)).toHaveCount(0);
  await expect(row(page, second.name)).toHaveCount(1);
});

test('a recording that fails for what it is can be removed, and is not tried again', async ({ page }) => {
  await openKept(page, '/transcribe', [
    { name: 'notes.mp3', state: { kind: 'failed', code: 'audio-undecodable' } },
    { name: 'gone.wav', state: { kind: 'failed', code: 'file-unreadable' } },
    { name: 'no-network.wav', state: { kind: 'failed', code: 'model-download-failed' } },
  ]);
  for (const name of ['notes.mp3', 'gone.wav']) {
    await expect(row(page, name).getByRole('button', { name: 'Try again' })).toHaveCount(0);
    await expect(row(page, name).getByRole('button', { name: `Remove ${name}` })).toBeVisible();
  }
  await expect(row(page, 'no-network.wav').getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('a name has the room there is, and is whole for who cannot see it', async ({ page }) => {
  const long = 'Conseil municipal du 12 mars 2026, deuxième partie (salle des fêtes).wav';
  const state = { kind: 'paused' } as const;
  await openKept(page, '/transcribe', [{ name: long, state, windows: HALF_A_MEETING }]);
  const name = row(page, long).locator('.name');
  await expect(name).toHaveAttribute('title', long);
  await expect(row(page, long).getByRole('button', { name: long }).first()).toBeVisible();
  expect(await name.evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0);
});

test('a paused recording says so in its row and beside its text, with how far it is', async ({ page }) => {
  await openKept(page, '/transcribe', [
    { name: 'half.wav', state: { kind: 'paused' }, windows: HALF_A_MEETING },
    { name: 'not-begun.wav', state: { kind: 'paused' } },
  ]);
  await expect(row(page, 'half.wav').getByRole('button').first()).toHaveAccessibleName(/Paused at 0:10/);
  await row(page, 'half.wav').getByRole('button').first().click();
  const progress = pane(page).getByRole('progressbar', { name: 'Transcribed so far' });
  await expect(progress).toHaveAttribute('aria-valuenow', '33');
  await expect(pane(page)).toContainText('Paused at 0:10');
  await expect(log(page).locator('.line')).toHaveCount(2);

  await row(page, 'not-begun.wav').getByRole('button').first().click();
  await expect(pane(page)).toContainText('This recording is paused.');
  await row(page, MEETING_NAME).getByRole('button').first().click();
  await expect(pane(page)).not.toContainText('Paused');
  await expect(progress).toHaveCount(0);
});

test('the recording that is worked on says beside its text how far it is', async ({ page }) => {
  await page.goto('/transcribe');
  await choose(page, first.path);
  await expect(pane(page)).toContainText('Starting the engine');
});

test('a dialog is left by Cancel, and nothing is changed', async ({ page }) => {
  await openKept(page);
  await page.getByRole('button', { name: 'Transcribe again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(row(page, MEETING_NAME)).toContainText('Done');

  await page.getByRole('button', { name: 'Words to recognise' }).click();
  await page.getByRole('textbox', { name: 'Words to recognise' }).fill('Digium');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Words to recognise' }).click();
  await expect(page.getByRole('textbox', { name: 'Words to recognise' })).toHaveValue('');
  await page.getByRole('button', { name: 'Close' }).click();

  await page.getByLabel('Language spoken').selectOption('Choose several languages…');
  await page.getByRole('checkbox', { name: 'German' }).check();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByLabel('Language spoken').locator('option:checked')).toHaveText(
    'Automatic (French, English)',
  );
});
