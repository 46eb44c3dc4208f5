import type { Browser } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openApp } from '../testing/browser/app-session';
import { SCREENSHOT_STATES, type ScreenshotState } from './lib/screenshot-states';

// Every page in every state, to be looked at: npm run screenshots [-- STATE ...]

const OUT = fileURLToPath(new URL('../screenshots/', import.meta.url));
const WIDTHS = [360, 820, 1440];

interface Look {
  readonly colorScheme: 'light' | 'dark';
  readonly locale: string;
}

/** One state in one look at every width; the window is resized so that a long way to a state is gone once. */
async function shoot(browser: Browser, url: string, state: ScreenshotState, look: Look): Promise<void> {
  const context = await browser.newContext({ ...look, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('main button.button').first().waitFor();
  if (state.rootFontSize) await page.addStyleTag({ content: `html { font-size: ${state.rootFontSize} }` });
  await state.reach(page);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width < 500 ? 1000 : 900 });
    const name = `transcribe-${state.name}-${look.colorScheme}-${look.locale}-${width}.png`;
    await page.screenshot({ path: OUT + name });
  }
  await context.close();
}

const wanted = process.argv.slice(2);
mkdirSync(OUT, { recursive: true });
const session = await openApp('/transcribe');
for (const state of SCREENSHOT_STATES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const locale of ['fr', 'en']) {
      console.log(`${state.name}, ${colorScheme}, ${locale}`);
      await shoot(session.browser, session.url, state, { colorScheme, locale });
    }
  }
}
await session.close();
