import { expect, test, type Page } from '@playwright/test';
import { openKept } from '../../../testing/browser/kept-text';
import { text } from '../dictation/dictation-page';

/** How far what was seen has moved by itself, as browsers measure it; 0: not at all. */
const shiftOf = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += Number(Reflect.get(entry, 'value'));
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 500);
      }),
  );

test.describe('with the service worker, as visitors have it', () => {
  test.use({ serviceWorkers: 'allow' });

  for (const path of ['/', '/transcribe', '/speech-models', '/performance', '/settings']) {
    test(`nothing moves on ${path} when the font comes late`, async ({ page }) => {
      await page.route(/\.woff2/, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 1500));
        await route.continue();
      });
      const font = page.waitForResponse(/\.woff2/);
      await page.goto(path);
      await page.locator('main :is(button, h1)').first().waitFor();
      await font;
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      expect(await shiftOf(page)).toBeLessThan(0.001);
    });
  }
});

test('a font that is here is used from the first words on', async ({ page }) => {
  await page.goto('/settings');
  await page.locator('h1').waitFor();
  expect(await page.evaluate(() => document.fonts.check('1rem "Source Serif 4 Variable"'))).toBe(true);
  expect(await page.locator('head link[rel=preload][as=font]').count()).toBe(1);
});

/** Which of these lie over one another, or are cut by the edge of the window. */
function crowded(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const seen = [...document.querySelectorAll('header :is(a, button, .name), .foot :is(button, select)')]
      .filter((each) => each.checkVisibility() && !each.matches('.skip'))
      .map((each) => ({
        name: each.textContent?.trim() ?? '',
        element: each,
        box: each.getBoundingClientRect(),
      }));
    const cut = seen.filter(({ element, box }) => {
      const isWide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      return box.left < 0 || box.right > innerWidth || isWide;
    });
    const over = seen.flatMap((one, index) =>
      seen.slice(index + 1).filter((other) => {
        const [a, b] = [one.box, other.box];
        const isApart =
          a.right <= b.left + 1.5 ||
          b.right <= a.left + 1.5 ||
          a.bottom <= b.top + 1 ||
          b.bottom <= a.top + 1;
        return !isApart;
      }),
    );
    return [...cut, ...over].map(({ name }) => name);
  });
}

for (const locale of ['fr-FR', 'en-GB']) {
  test.describe(locale, () => {
    test.use({ locale });

    for (const [width, height, size] of [
      [360, 760, '100%'],
      [320, 640, '100%'],
      [640, 360, '100%'],
      [360, 760, '200%'],
    ] as const) {
      test(`at ${width} x ${height} and a text size of ${size} nothing is cut, and there is room for the text`, async ({
        page,
      }) => {
        await page.setViewportSize({ width, height });
        await page.goto('/');
        await page.evaluate((fontSize) => (document.documentElement.style.fontSize = fontSize), size);
        await page
          .getByRole('textbox')
          .first()
          .fill(Array.from({ length: 60 }, () => 'A line.').join('\n'));
        await page.evaluate(() => scrollTo(0, 300));
        expect(await crowded(page)).toEqual([]);
        const foot = await page.locator('.foot').boundingBox();
        expect(foot?.y ?? 0).toBeGreaterThan(height / 3);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
      });
    }
  });
}

for (const [width, size] of [
  [820, '100%'],
  [1280, '200%'],
] as const) {
  test(`at a width of ${width} and a text size of ${size} the bars above a text do not lie over one another`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 420 });
    await openKept(page);
    await page.evaluate((fontSize) => (document.documentElement.style.fontSize = fontSize), size);
    await page.evaluate(() => scrollTo(0, 200));
    const edges = () =>
      page.evaluate(() =>
        ['header', '[role=search]', 'aside'].map(
          (each): DOMRect | null => document.querySelector(each)?.getBoundingClientRect().toJSON() ?? null,
        ),
      );
    const areApart = async () => {
      const [bar, find, side] = await edges();
      return bar?.top === 0 && [find, side].every((each) => each && each.top >= bar.bottom);
    };
    await expect.poll(areApart).toBe(true);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const isAtEnd = () =>
      page.evaluate(() => scrollY + innerHeight >= document.documentElement.scrollHeight - 1);
    await expect.poll(isAtEnd).toBe(true);
    const [lastBar, , lastSide] = await edges();
    expect(lastSide?.top).toBeGreaterThanOrEqual(lastBar?.bottom ?? Infinity);
  });
}

test.describe('in French', () => {
  test.use({ locale: 'fr-FR' });

  for (const width of [760, 820, 960]) {
    test(`at a width of ${width} the bar is one line`, async ({ page }) => {
      await page.setViewportSize({ width, height: 600 });
      await page.goto('/');
      await page.getByTestId('dictate').waitFor();
      expect((await page.locator('header').boundingBox())?.height).toBeLessThan(60);
    });
  }
});

test('paragraphs are set apart', async ({ page }) => {
  await page.goto('/');
  await text(page).fill('One.\nTwo.');
  const gap = await page.evaluate(() => {
    const [one, two] = document.querySelectorAll('.ProseMirror p');
    return (two?.getBoundingClientRect().top ?? 0) - (one?.getBoundingClientRect().bottom ?? 0);
  });
  expect(gap).toBeGreaterThan(8);
});
