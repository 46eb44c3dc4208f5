import { expect, test, type Page } from '@playwright/test';
import { EMPTY_ROOM_NAME, MEETING_NAME, openKept } from '../../../testing/browser/kept-text';
import { handOver, log, recordingsIn, row } from '../../../testing/browser/recordings';

const [french] = recordingsIn('fr');
if (!french) throw new Error('tests/fixtures/audio has no French recording');

test.use({ locale: 'en-GB' });

/** A window that hangs hears nobody. */
async function makeDeaf(page: Page): Promise<void> {
  await page.addInitScript(() => void (BroadcastChannel.prototype.addEventListener = () => undefined));
}

test('recordings of a window that does not answer can be taken from it, with what was brought meanwhile', async ({
  page,
  context,
}) => {
  await context.route('**/models/**', (route) => route.abort());
  await makeDeaf(page);
  await openKept(page);
  const second = await context.newPage();
  await second.goto('/transcribe');
  await handOver(second, 'drop', [french.path]);
  await expect(second.getByText('Asking the other window for your recordings')).toBeVisible();
  await expect(second.getByText('The other window does not respond')).toBeVisible({ timeout: 15_000 });
  await expect(second.getByText('The file you added is waiting in this window.')).toBeVisible();
  await second.getByRole('button', { name: 'Take them anyway' }).click();
  for (const name of [EMPTY_ROOM_NAME, MEETING_NAME, french.name])
    await expect(row(second, name)).toBeVisible();
  await expect(page.getByText('SuperWhisper2 is open in another window.')).toBeVisible();
});

test('recordings that cannot be read are not shown as an empty list, and come at the next try', async ({
  page,
}) => {
  await openKept(page);
  await page.addInitScript(() => {
    const { getAll } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.getAll = function (...given) {
      if (this.name === 'recordings') throw new DOMException('gone for a moment', 'UnknownError');
      return getAll.apply(this, given);
    };
    Reflect.set(window, 'mend', () => void (IDBObjectStore.prototype.getAll = getAll));
  });
  await page.reload();
  await expect(page.getByText('Your recordings could not be read from this device.')).toBeVisible();
  await expect(page.getByText('Paste a recording')).toBeHidden();
  await page.evaluate(() => void Reflect.get(window, 'mend')());
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(row(page, MEETING_NAME)).toBeVisible();
  await expect(log(page)).toContainText('Bonjour à tous');
});
