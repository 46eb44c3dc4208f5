import { expect, test, type Page } from '@playwright/test';
import { expectNoViolations } from '../shell/no-violations';

/** Loading the model, decoding the phrases, and what the browser takes to count its memory. */
const RUN_MS = 240_000;
const WHOLE_MS = 300_000;

/** The benchmark with one phrase of those that ship. */
async function openWithOnePhrase(page: Page, path: string): Promise<string[]> {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/clips/')) asked.push(pathname);
  });
  await page.route('**/clips/clips.json', async (route) => {
    const list = await (await route.fetch()).json();
    const clips = list.clips.filter(({ id }: { readonly id: string }) => id === 'en-vm-msgforwarded');
    await route.fulfill({ json: { ...list, clips } });
  });
  await page.goto(path);
  return asked;
}

const benchmark = (page: Page) => page.getByRole('button', { name: /Short form/ });

test('a phrase is read and dictated by the real engine, and nothing of it stays but the figures', async ({
  page,
}) => {
  test.setTimeout(WHOLE_MS);
  const asked = await openWithOnePhrase(page, '/performance');
  await expect(benchmark(page)).toBeVisible();
  expect(asked).toEqual([]);
  await benchmark(page).click();
  await expect(page.getByTestId('benchmark-running')).toBeVisible();
  const result = page.getByTestId('benchmark-result');
  await expect(result).toBeVisible({ timeout: RUN_MS });
  expect(asked.sort()).toEqual(['/clips/clips.json', '/clips/en.opus', '/clips/fr.opus']);

  await expect(result).toContainText('CPU');
  await expect(result).toContainText('One phrase');
  await expect(result.getByRole('row', { name: /text on the page/ })).toContainText(/\d ms/);
  await result.getByText('Every phrase').click();
  for (const way of ['file', 'dictated']) {
    const row = result.getByRole('row').filter({ has: page.getByRole('cell', { name: way, exact: true }) });
    await expect(row).toContainText(/successfully forwarded/i);
  }

  await expectNoViolations(page);

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as JSON' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^superwhisper2-benchmark-.*\.json$/);

  expect(await soundsKept(page)).toEqual([]);
  await page.reload();
  await expect(page.getByTestId('benchmark-result')).toBeVisible();
  await page.getByRole('link', { name: 'Dictate', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Dictated text' })).toHaveText('');
  await expect(page.getByText(/interrupted/)).toHaveCount(0);
});

test('a run that is cancelled is not kept, and the page can start another', async ({ page }) => {
  await openWithOnePhrase(page, '/performance');
  await benchmark(page).click();
  await page.getByTestId('benchmark-running').getByRole('button', { name: 'Cancel' }).click();
  await expect(benchmark(page)).toBeVisible();
  await expect(page.getByTestId('benchmark-result')).toHaveCount(0);
});

/** Names of sounds of dictations in the app's private files. */
function soundsKept(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const names: string[] = [];
    const look = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [name, handle] of folder.entries()) {
        if (handle instanceof FileSystemDirectoryHandle) await look(handle, `${path}/${name}`);
        else if (/dictation/.test(path)) names.push(`${path}/${name}`);
      }
    };
    await look(await navigator.storage.getDirectory(), '');
    return names;
  });
}
