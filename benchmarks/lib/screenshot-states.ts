import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { HALF_A_MEETING, openKept } from '../../testing/browser/kept-text';
import { frenchRecordings, TEXT_NAMED_MP3 } from '../../testing/browser/recordings';

const SETTLED_MS = 90_000;

const recordings = frenchRecordings().map(({ path }) => path);

/** A state of a page, and how to bring it about by real means. */
export interface ScreenshotState {
  readonly name: string;
  readonly rootFontSize?: string;
  readonly reach: (page: Page) => Promise<void>;
}

const never = () => undefined;
const choose = (page: Page, files: Parameters<Page['setInputFiles']>[1]) =>
  page.locator('input[type=file]').first().setInputFiles(files);
const done = (page: Page) => page.locator('.sign.done').first().waitFor({ timeout: SETTLED_MS });
/** Presses one of the small buttons of a row; -1 is the last. */
const act = (page: Page, row: number, button: number) =>
  page.getByRole('listitem').nth(row).locator('.actions button').nth(button).click();
const failed = (page: Page) => page.locator('.sign.failed').first().waitFor({ timeout: SETTLED_MS });

export const SCREENSHOT_STATES: readonly ScreenshotState[] = [
  { name: 'empty', reach: () => Promise.resolve() },
  {
    name: 'words',
    reach: async (page) => {
      await page.locator('[aria-haspopup=dialog]').click();
      await page.locator('textarea').fill('Giancarlo Fisichella\nDigium\nMashhad');
    },
  },
  { name: 'engine-not-started', reach: (page) => page.getByTestId('engine-chip').click() },
  {
    name: 'starting',
    reach: async (page) => {
      await page.route('**/models/**', never);
      await choose(page, recordings);
    },
  },
  {
    name: 'getting-model',
    reach: async (page) => {
      // The first parts arrive, the rest never does.
      await page.route(/\.bin\.0[2-9]$/, never);
      await choose(page, recordings);
      await page
        .getByText(/\d\s(MB|Mo)/)
        .first()
        .waitFor({ timeout: SETTLED_MS });
      await page.waitForTimeout(1500);
    },
  },
  {
    name: 'model-failed',
    reach: async (page) => {
      await page.route('**/models/**', (route) => route.abort());
      await choose(page, recordings.slice(0, 1));
      await failed(page);
    },
  },
  {
    name: 'queue',
    reach: async (page) => {
      await page.route('**/models/**', never);
      await choose(page, recordings);
      await page.getByRole('listitem').nth(3).waitFor();
      await act(page, 0, 0); // pause
      await act(page, 3, -1); // cancel
    },
  },
  {
    name: 'running',
    reach: async (page) => {
      await choose(page, recordings);
      await page.locator('.sign.running').waitFor({ timeout: SETTLED_MS });
    },
  },
  {
    name: 'done-and-failed',
    reach: async (page) => {
      await choose(page, [...recordings.slice(0, 1)]);
      await choose(page, [TEXT_NAMED_MP3]);
      await done(page);
      await failed(page);
    },
  },
  {
    name: 'partly-failed',
    reach: async (page) => {
      const bytes = readFileSync(recordings[0] ?? '');
      const cut = { name: 'cut.flac', mimeType: 'audio/flac', buffer: bytes.subarray(0, bytes.length * 0.6) };
      await choose(page, cut);
      await done(page);
    },
  },
  {
    name: 'playing-and-found',
    reach: async (page) => {
      await choose(page, recordings.slice(0, 1));
      await done(page);
      await page.keyboard.press('Control+F');
      await page.keyboard.type('numero');
      await page.locator('.line p').first().click();
      await page.locator('.line.playing').waitFor();
      await page.keyboard.press('k');
    },
  },
  {
    name: 'word-heard-and-held-back',
    reach: async (page) => {
      await openKept(page, page.url());
      await page.locator('.line p').first().click();
      await page.locator('.line.playing').waitFor();
      await page.keyboard.press('k');
      await page.locator('summary').first().click();
    },
  },
  {
    name: 'paused-and-failed',
    reach: async (page) => {
      await openKept(page, page.url(), [
        {
          name: 'Conseil municipal du 12 mars 2026, deuxième partie (salle des fêtes).wav',
          state: { kind: 'paused' },
          windows: HALF_A_MEETING,
        },
        { name: 'gone.wav', state: { kind: 'failed', code: 'file-unreadable' } },
        { name: 'no-network.wav', state: { kind: 'failed', code: 'model-download-failed' } },
      ]);
      await page.getByRole('listitem').first().getByRole('button').first().click();
    },
  },
  {
    name: 'changed',
    reach: async (page) => {
      await openKept(page, page.url());
      await page.keyboard.press('F2');
      await page.keyboard.type(' Oui.');
      await page.keyboard.press('Enter');
      await page.locator('[aria-keyshortcuts="Control+Z"]').waitFor();
    },
  },
  {
    name: 'editing',
    reach: async (page) => {
      await choose(page, recordings.slice(0, 1));
      await done(page);
      await page.locator('.line .time').first().focus();
      await page.keyboard.press('F2');
    },
  },
  {
    name: 'again',
    reach: async (page) => {
      await choose(page, recordings.slice(0, 1));
      await done(page);
      await page.locator('section .actions > button').last().click();
    },
  },
  {
    name: 'removing',
    reach: async (page) => {
      await choose(page, recordings.slice(0, 1));
      await done(page);
      await act(page, 0, -1);
    },
  },
  {
    name: 'keys',
    reach: async (page) => {
      await choose(page, recordings.slice(0, 1));
      await done(page);
      await page.locator('.player .keys').click();
    },
  },
  {
    name: 'not-kept',
    reach: async (page) => {
      await page.evaluate(() => {
        FileSystemFileHandle.prototype.createWritable = () =>
          Promise.reject(new DOMException('', 'QuotaExceededError'));
      });
      await choose(page, recordings.slice(0, 1));
      await done(page);
    },
  },
  {
    name: 'no-sound',
    reach: async (page) => {
      await choose(page, recordings.slice(0, 1));
      await done(page);
      await page.evaluate(async () => {
        const root = await navigator.storage.getDirectory();
        await (await root.getDirectoryHandle('superwhisper2')).removeEntry('recordings', { recursive: true });
      });
      await page.reload();
      await done(page);
    },
  },
  {
    name: 'elsewhere',
    reach: async (page) => {
      const address = page.url();
      await page.goto('about:blank');
      const other = await page.context().newPage();
      await other.goto(address);
      await other.locator('main button.button').first().waitFor();
      await page.goto(address);
      await page.locator('section h2').waitFor();
    },
  },
  {
    name: 'engine',
    reach: async (page) => {
      await choose(page, recordings.slice(0, 1));
      await done(page);
      await page.getByTestId('engine-chip').click();
    },
  },
  {
    name: 'large-text',
    rootFontSize: '200%',
    reach: async (page) => {
      await choose(page, recordings.slice(0, 1));
      await done(page);
    },
  },
  {
    name: 'drop',
    reach: async (page) => {
      const dataTransfer = await page.evaluateHandle(() => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([], 'recording.mp3'));
        return transfer;
      });
      await page.dispatchEvent('main', 'dragenter', { dataTransfer });
    },
  },
];
