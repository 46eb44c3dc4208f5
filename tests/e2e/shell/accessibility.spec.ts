import { expect, test, type Page } from '@playwright/test';
import { EMPTY_ROOM_NAME, HALF_A_MEETING, openKept } from '../../../testing/browser/kept-text';
import { expectNoViolations } from './no-violations';
import { frenchRecordings, row, TEXT_NAMED_MP3 } from '../../../testing/browser/recordings';
import { withoutModel } from '../../../testing/browser/without-model';

const [recording] = frenchRecordings();
if (!recording) throw new Error('tests/fixtures/audio has no French recording');
const { path, text } = recording;

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
      await page.locator('input[type=file]').first().setInputFiles([path, path]);
      await page.getByRole('listitem').nth(1).waitFor();
    },
  },
  {
    name: 'failed, with the details of the engine open',
    reach: async (page) => {
      await page.route('**/models/**', (route) => route.abort());
      await page.locator('input[type=file]').first().setInputFiles([TEXT_NAMED_MP3]);
      await page.locator('.sign.failed').waitFor({ timeout: 30_000 });
      await page.getByTestId('engine-chip').click();
    },
  },
  {
    name: 'done, the engine open; then heard, looked through and edited; then asked about',
    reach: async (page) => {
      await withoutModel(page.context(), { text });
      await page.locator('input[type=file]').first().setInputFiles(path);
      await page.locator('.sign.done').waitFor({ timeout: 90_000 });
      await page.getByTestId('engine-chip').click();
      await expectNoViolations(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+F');
      await page.keyboard.type('numero');
      await page.locator('.line p').first().click();
      await page.locator('.line.playing').waitFor();
      await expectNoViolations(page);
      await page.locator('.line .time').first().focus();
      await page.keyboard.press('F2');
      await expectNoViolations(page);
      await page.keyboard.press('Escape');
      await page.locator('.actions button').first().click();
    },
  },
  {
    name: 'a word heard beside text held back; that opened; then nothing but such text',
    reach: async (page) => {
      await openKept(page);
      await page.locator('.line p').first().click();
      await page.locator('.line.playing').waitFor();
      await expectNoViolations(page);
      await page.locator('summary').first().click();
      await expectNoViolations(page);
      await row(page, EMPTY_ROOM_NAME).getByRole('button').first().click();
      await page.locator('summary').first().click();
    },
  },
  {
    name: 'a line changed; then asked how to transcribe it again; then one that is paused, and one that cannot go on',
    reach: async (page) => {
      await openKept(page, '/transcribe', [
        { name: 'half.wav', state: { kind: 'paused' }, windows: HALF_A_MEETING },
        { name: 'gone.wav', state: { kind: 'failed', code: 'file-unreadable' } },
      ]);
      await page.keyboard.press('F2');
      await page.keyboard.type(' Oui.');
      await page.keyboard.press('Enter');
      await page.locator('[aria-keyshortcuts="Control+Z"]').waitFor();
      await expectNoViolations(page);
      await page.locator('header .actions .button').last().click();
      await page.locator('dialog').waitFor();
      await expectNoViolations(page);
      await page.keyboard.press('Escape');
      await row(page, 'half.wav').getByRole('button').first().click();
      await page.getByRole('progressbar').waitFor();
      await expectNoViolations(page);
      await row(page, 'gone.wav').getByRole('button').first().click();
    },
  },
  {
    name: 'listing words to recognise',
    reach: async (page) => {
      await page.locator('[aria-haspopup=dialog]').click();
      await page.locator('textarea').fill('Digium, Asterisk');
    },
  },
  {
    name: 'paused and waiting',
    reach: async (page) => {
      await page.route('**/models/**', () => undefined);
      await page.locator('input[type=file]').first().setInputFiles([path, path, path]);
      await page.getByRole('listitem').nth(2).waitFor();
      await page.getByRole('listitem').first().locator('.actions button').first().click();
      await page.locator('.sign.paused').waitFor();
    },
  },
  {
    name: 'in another window',
    reach: async (page) => {
      const other = await page.context().newPage();
      await page.goto('about:blank');
      await other.goto('/transcribe');
      await other.locator('main button.button').first().waitFor();
      await page.goto('/transcribe');
      await page.locator('section h2').waitFor();
    },
  },
];

/** Colours do not depend on the words: each of both once. */
const LOOKS = [
  { colorScheme: 'light', locale: 'fr' },
  { colorScheme: 'dark', locale: 'en' },
] as const;

for (const { colorScheme, locale } of LOOKS) {
  test.describe(`${colorScheme}, ${locale}`, () => {
    test.use({ colorScheme, locale, reducedMotion: 'reduce' });

    for (const { name, reach } of STATES) {
      test(`axe finds nothing wrong on Transcribe: ${name}`, async ({ page }) => {
        await page.goto('/transcribe');
        await page.locator('main button.button').first().waitFor();
        await reach(page);
        await expectNoViolations(page);
      });
    }
  });
}

for (const { colorScheme, locale } of LOOKS) {
  test.describe(`Dictate: ${colorScheme}, ${locale}`, () => {
    test.use({ colorScheme, locale, reducedMotion: 'reduce' });

    test('axe finds nothing wrong on Dictate: empty, with text, when the microphone is refused, and with options', async ({
      page,
    }) => {
      await page.goto('/');
      await page.getByTestId('dictate').waitFor();
      await expectNoViolations(page);
      await page.getByTestId('offline-chip').click();
      await expectNoViolations(page);
      await page.keyboard.press('Escape');
      await page.getByRole('textbox').fill('Madame, Monsieur');
      await page.getByTestId('dictate').click();
      await page.locator('[data-testid=status].trouble').waitFor();
      await page.getByText('Options', { exact: true }).click();
      await page.locator('#key-label').waitFor();
      await expectNoViolations(page);
    });
  });
}

for (const { colorScheme, locale } of LOOKS) {
  test.describe(`Settings and privacy: ${colorScheme}, ${locale}`, () => {
    test.use({ colorScheme, locale, reducedMotion: 'reduce' });

    test('axe finds nothing wrong on Settings and Privacy, with the details and the question open', async ({
      page,
    }) => {
      await page.goto('/privacy');
      await page.locator('summary').click();
      await expect(page.locator('pre')).toContainText('userAgent');
      await expectNoViolations(page);
      await page.goto('/settings');
      await page.locator('section:has(.row) button').last().click();
      await expectNoViolations(page);
    });
  });
}

for (const path of ['/speech-models', '/performance', '/settings', '/privacy']) {
  test(`at twice the text size ${path} does not scroll sideways`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 760 });
    await page.goto(path);
    await page.locator('h1').waitFor();
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

test('at twice the text size Dictate does not scroll sideways', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 760 });
  await page.goto('/');
  await page.getByTestId('dictate').waitFor();
  await page.getByText('Options', { exact: true }).click();
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test('at twice the text size Transcribe does not scroll sideways', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 760 });
  await page.goto('/transcribe');
  await page.locator('main button.button').first().waitFor();
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  await page.route('**/models/**', (route) => route.abort());
  await page.locator('input[type=file]').first().setInputFiles([TEXT_NAMED_MP3]);
  await page.locator('.sign.failed').waitFor({ timeout: 30_000 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
