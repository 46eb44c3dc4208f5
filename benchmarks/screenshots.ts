import type { Browser, Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { frenchRecordings, TEXT_NAMED_MP3 } from '../tests/e2e/recordings';
import { openApp } from './lib/app-session';

// Every page in every state, to be looked at: npm run screenshots [-- STATE ...]

const OUT = fileURLToPath(new URL('../screenshots/', import.meta.url));
const WIDTHS = [360, 820, 1440];
const INPUT = 'input[type=file]';
const SETTLED_MS = 90_000;

const recordings = frenchRecordings().map(({ path }) => path);

/** A state of a page, and how to bring it about by real means. */
interface State {
  readonly name: string;
  readonly rootFontSize?: string;
  readonly reach: (page: Page) => Promise<void>;
}

const never = () => undefined;
const done = (page: Page) => page.locator('.sign.done').first().waitFor({ timeout: SETTLED_MS });
const failed = (page: Page) => page.locator('.sign.failed').first().waitFor({ timeout: SETTLED_MS });

const STATES: readonly State[] = [
  { name: 'empty', reach: () => Promise.resolve() },
  { name: 'engine-not-started', reach: (page) => page.getByTestId('engine-chip').click() },
  {
    name: 'starting',
    reach: async (page) => {
      await page.route('**/models/**', never);
      await page.setInputFiles(INPUT, recordings);
    },
  },
  {
    name: 'getting-model',
    reach: async (page) => {
      // The first parts arrive, the rest never does.
      await page.route(/\.bin\.0[2-9]$/, never);
      await page.setInputFiles(INPUT, recordings);
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
      await page.setInputFiles(INPUT, recordings.slice(0, 1));
      await failed(page);
    },
  },
  {
    name: 'cancelled',
    reach: async (page) => {
      await page.route('**/models/**', never);
      await page.setInputFiles(INPUT, recordings.slice(0, 2));
      await page.locator('button.side').first().click();
    },
  },
  {
    name: 'running',
    reach: async (page) => {
      await page.setInputFiles(INPUT, recordings);
      await page.locator('.sign.running').waitFor({ timeout: SETTLED_MS });
    },
  },
  {
    name: 'done-and-failed',
    reach: async (page) => {
      await page.setInputFiles(INPUT, [...recordings.slice(0, 1)]);
      await page.setInputFiles(INPUT, [TEXT_NAMED_MP3]);
      await done(page);
      await failed(page);
    },
  },
  {
    name: 'engine',
    reach: async (page) => {
      await page.setInputFiles(INPUT, recordings.slice(0, 1));
      await done(page);
      await page.getByTestId('engine-chip').click();
    },
  },
  {
    name: 'large-text',
    rootFontSize: '200%',
    reach: async (page) => {
      await page.setInputFiles(INPUT, recordings.slice(0, 1));
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

interface Look {
  readonly colorScheme: 'light' | 'dark';
  readonly locale: string;
}

/** One state in one look at every width; the window is resized so that a long way to a state is gone once. */
async function shoot(browser: Browser, url: string, state: State, look: Look): Promise<void> {
  const context = await browser.newContext({ ...look, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('button.button').first().waitFor();
  if (state.rootFontSize) await page.addStyleTag({ content: `html { font-size: ${state.rootFontSize} }` });
  await state.reach(page);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width < 500 ? 760 : 900 });
    const name = `transcribe-${state.name}-${look.colorScheme}-${look.locale}-${width}.png`;
    await page.screenshot({ path: OUT + name, fullPage: width < 500 });
  }
  await context.close();
}

const wanted = process.argv.slice(2);
mkdirSync(OUT, { recursive: true });
const session = await openApp('/transcribe');
for (const state of STATES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const locale of ['fr', 'en']) {
      console.log(`${state.name}, ${colorScheme}, ${locale}`);
      await shoot(session.browser, session.url, state, { colorScheme, locale });
    }
  }
}
await session.close();
