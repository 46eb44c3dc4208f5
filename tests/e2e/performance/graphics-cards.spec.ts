import { AxeBuilder } from '@axe-core/playwright';
import { chromium, expect as expectAtOnce, test, type Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { browserArguments, findBrowser } from '../../../scripts/setup/find-browser.mjs';
import { startServer } from '../../../server/static-server.mjs';
import { MISSING_PROGRAM, standIn, type STAND_INS, type StandIn } from '../../../testing/nvidia-stand-in';
import { openForeignSite } from '../privacy/foreign-page';

/** Of a server of the test's own, with a stand-in for `nvidia-smi`: most computers have none. */
const folder = fileURLToPath(new URL('../../../build', import.meta.url));
const LIMITS = { silence: 5000, grace: 200, firstPause: 200, longestPause: 500, missingPause: 500 };
const PATH = '/api/graphics-cards';
const SECTION = 'section:has(> .cards)';
/** A program has to start, and to write. */
const expect = expectAtOnce.configure({ timeout: 20_000 });

type Server = Awaited<ReturnType<typeof startServer>>;
let server: Server;
let program: StandIn | null = null;

async function serve(does: keyof typeof STAND_INS | 'nothing'): Promise<StandIn | null> {
  program = does === 'nothing' ? null : standIn(does);
  const programs = [program?.program ?? MISSING_PROGRAM];
  server = await startServer({ folder, port: 0, graphicsCards: { programs, limits: LIMITS } });
  return program;
}

test.afterEach(async () => {
  await server.close();
  expect(program?.living() ?? []).toEqual([]);
  program?.remove();
});

const cards = (page: Page) => page.getByTestId('card');
const problem = (page: Page) => page.getByTestId('cards-problem');

test('both cards are shown with their figures, and nothing runs once the page is closed', async ({
  page,
}) => {
  const made = await serve('works');
  await page.goto(`${server.url}/performance`);
  await expect(cards(page)).toHaveCount(2);
  await expect(cards(page).first()).toContainText('NVIDIA GeForce RTX 3090');
  await expect(cards(page).first()).toContainText('63 °C');
  await expect(cards(page).last()).toContainText('NVIDIA GeForce RTX 5060 Ti');
  expect(made?.living()).toHaveLength(1);
  await page.close();
  await expect.poll(() => made?.living()).toEqual([]);
});

test('nothing runs once another page of the app is turned to', async ({ page }) => {
  const made = await serve('works');
  await page.goto(`${server.url}/performance`);
  await expect(cards(page)).toHaveCount(2);
  await page.locator('a[href="/settings"]').first().click();
  await expect(page).toHaveURL(/settings/);
  await expect.poll(() => made?.living()).toEqual([]);
});

for (const [does, sentence] of [
  ['hangs', 'does not answer'],
  ['floods', 'cannot read'],
  ['babbles', 'It said: a line of something else'],
  ['dies', 'It said: NVIDIA-SMI has failed'],
  ['nothing', 'was not found'],
] as const) {
  test(`a program that ${does} is told of`, async ({ page }) => {
    await serve(does);
    await page.goto(`${server.url}/performance`);
    await expect(problem(page)).toContainText(sentence, { timeout: 30_000 });
  });
}

test('a host of files alone has no figures, which is said', async ({ page }) => {
  await serve('works');
  await page.route(`**${PATH}`, (route) =>
    route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><p>Not found</p>' }),
  );
  await page.goto(`${server.url}/performance`);
  await expect(page.getByTestId('no-server')).toBeVisible();
  expect(program?.starts()).toEqual([]);
});

for (const { colorScheme, locale } of [
  { colorScheme: 'light', locale: 'fr' },
  { colorScheme: 'dark', locale: 'en' },
] as const) {
  test.describe(`${colorScheme}, ${locale}`, () => {
    test.use({ colorScheme, locale, reducedMotion: 'reduce', viewport: { width: 360, height: 760 } });

    test('axe finds nothing wrong with the cards, and nothing scrolls sideways at 360 px', async ({
      page,
    }) => {
      await serve('works');
      await page.goto(`${server.url}/performance`);
      await expect(cards(page)).toHaveCount(2);
      for (const summary of await page.locator(`${SECTION} summary`).all()) await summary.click();
      const { violations } = await new AxeBuilder({ page }).include(SECTION).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
    });
  });
}

test('the limit is set by the keyboard and kept', async ({ page }) => {
  await serve('works');
  await page.goto(`${server.url}/performance`);
  const limit = page.locator('input[aria-describedby=heat-limit-explained]');
  await limit.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('60');
  await page.keyboard.press('Enter');
  await expect(cards(page).first()).toContainText('63 °C, above the limit of 60 °C');
  await page.reload();
  await expect(limit).toHaveValue('60');
});

test('the service worker lets the figures pass', async ({ browser }) => {
  await serve('works');
  const context = await browser.newContext({ serviceWorkers: 'allow' });
  const page = await context.newPage();
  await page.goto(`${server.url}/performance`);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  await expect(cards(page)).toHaveCount(2);
  await context.close();
  await expect.poll(() => program?.living()).toEqual([]);
});

test('a page of another site gets nothing, whatever it tries, and starts nothing', async () => {
  const made = await serve('works');
  const foreign = await openForeignSite();
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [...browserArguments(), '--host-resolver-rules=MAP other.test 127.0.0.1'],
  });
  try {
    // Another host, and another port of this one.
    for (const host of ['other.test', '127.0.0.1', 'localhost']) {
      const page = await browser.newPage();
      await page.goto(`http://${host}:${foreign.port}/`);
      const got = await page.evaluate(tryAll, `${server.url}${PATH}`);
      expect(got).toEqual({
        ...{ cors: 'refused', preflighted: 'refused', eventSource: 'refused' },
        ...{ image: 'refused', script: 'refused', noCors: 'refused', post: 'refused' },
      });
      await page.close();
    }
    expect(made?.starts()).toEqual([]);
  } finally {
    await browser.close();
    foreign.close();
  }
});

/** Runs in the foreign page. */
async function tryAll(url: string): Promise<Record<string, string>> {
  const settled = (work: Promise<unknown>) =>
    work.then(
      () => 'got something',
      () => 'refused',
    );
  const loaded = (element: HTMLImageElement | HTMLScriptElement) =>
    new Promise((resolve, reject) => {
      element.onload = resolve;
      element.onerror = reject;
      element.src = url;
      document.body.append(element);
    });
  const events = new Promise((resolve, reject) => {
    const source = new EventSource(url);
    source.onmessage = resolve;
    source.onerror = reject;
  });
  return {
    cors: await settled(fetch(url)),
    preflighted: await settled(fetch(url, { headers: { 'X-Anything': 'x' } })),
    noCors: await settled(fetch(url, { mode: 'no-cors' })),
    post: await settled(fetch(url, { method: 'POST', mode: 'no-cors', body: 'a=b' })),
    eventSource: await settled(events),
    image: await settled(loaded(new Image())),
    script: await settled(loaded(document.createElement('script'))),
  };
}
