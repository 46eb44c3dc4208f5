import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { frenchRecordings, TEXT_NAMED_MP3 } from './recordings';

const [recording] = frenchRecordings();
if (!recording) throw new Error('tests/fixtures/audio has no French recording');
const { path } = recording;

interface State {
  readonly name: string;
  readonly reach: (page: Page) => Promise<void>;
}

/** Each reached in the real app; the words are the same in both languages' markup, so signs are looked for. */
const STATES: readonly State[] = [
  { name: 'empty', reach: () => Promise.resolve() },
  {
    name: 'getting the model',
    reach: async (page) => {
      await page.route('**/models/**', () => undefined);
      await page.setInputFiles('input[type=file]', [path, path]);
      await page.getByRole('listitem').nth(1).waitFor();
    },
  },
  {
    name: 'failed, with the details of the engine open',
    reach: async (page) => {
      await page.route('**/models/**', (route) => route.abort());
      await page.setInputFiles('input[type=file]', [TEXT_NAMED_MP3]);
      await page.locator('.sign.failed').waitFor({ timeout: 30_000 });
      await page.getByTestId('engine-chip').click();
    },
  },
  {
    name: 'done',
    reach: async (page) => {
      await page.setInputFiles('input[type=file]', path);
      await page.locator('.sign.done').waitFor({ timeout: 90_000 });
      await page.getByTestId('engine-chip').click();
    },
  },
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const locale of ['fr', 'en']) {
    test.describe(`${colorScheme}, ${locale}`, () => {
      test.use({ colorScheme, locale, reducedMotion: 'reduce' });

      for (const { name, reach } of STATES) {
        test(`axe finds nothing: ${name}`, async ({ page }) => {
          await page.goto('/transcribe');
          await page.locator('button.button').first().waitFor();
          await reach(page);
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
        });
      }
    });
  }
}

test('at twice the text size nothing is cut and nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 760 });
  await page.goto('/transcribe');
  await page.locator('button.button').first().waitFor();
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  await page.route('**/models/**', (route) => route.abort());
  await page.setInputFiles('input[type=file]', [TEXT_NAMED_MP3]);
  await page.locator('.sign.failed').waitFor({ timeout: 30_000 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
