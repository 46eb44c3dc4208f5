import { expect, test, type Page } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MESSAGES, type UiLanguage } from '../../../src/lib/app/messages/messages';
import { reportHtml } from '../../../src/lib/core/performance/report/report-html';
import { pdfText } from '../../../testing/pdf-text';
import { HOSTILE, isShipped, reportFacts } from '../../../testing/performance/report-facts';
import { expectNoViolations } from '../shell/no-violations';

const FIGURE = /\p{Nd}/u;

/** As the saved file is opened: from the disk, without a network. */
async function openReport(page: Page, html: string, path: string): Promise<readonly string[]> {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.context().setOffline(true);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, html);
  await page.goto(`file://${path}`);
  return asked;
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s+/gu, ' ').trim();

for (const language of ['en', 'fr'] satisfies UiLanguage[])
  test(`in ${language} the saved report opens offline, asks for nothing, and prints with every figure`, async ({
    page,
  }, info) => {
    const { words } = MESSAGES[language].report;
    const html = reportHtml(reportFacts(), words, { withTexts: false, isShipped });
    const asked = await openReport(page, html, info.outputPath('report.html'));
    await expectNoViolations(page);
    const cells = await page.locator('h1, h2, h3, th, td, p, svg text').allTextContents();
    const figures = [...new Set(cells.map(plain).filter((text) => FIGURE.test(text)))];
    expect(figures.length).toBeGreaterThan(60);
    const printed = pdfText(await page.pdf({ preferCSSPageSize: true }));
    const without = (text: string) => text.replaceAll(' ', '');
    // Lines break where the paper ends, even inside a word.
    expect(figures.filter((figure) => !without(printed).includes(without(figure)))).toEqual([]);
    expect(asked).toHaveLength(1);
  });

test('it is read on a telephone and in the dark without a violation, and nothing runs off the page', async ({
  page,
}, info) => {
  await page.setViewportSize({ width: 360, height: 720 });
  await page.emulateMedia({ colorScheme: 'dark' });
  const html = reportHtml(reportFacts(), MESSAGES.fr.report.words, { withTexts: true, isShipped });
  await openReport(page, html, info.outputPath('report.html'));
  await expectNoViolations(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test('a name that attacks is text in the opened file: nothing runs, and no element comes of it', async ({
  page,
}, info) => {
  const facts = reportFacts({
    device: { userAgent: HOSTILE, cores: 2, engine: HOSTILE, card: HOSTILE },
    settings: [{ name: HOSTILE, value: HOSTILE }],
    trends: [{ name: HOSTILE, unit: 'milliseconds', days: [{ day: HOSTILE, p50: 1, p95: 2 }] }],
    tables: [{ title: HOSTILE, columns: [HOSTILE, HOSTILE], rows: [[HOSTILE, HOSTILE]] }],
  });
  const { words } = MESSAGES.en.report;
  const html = reportHtml(facts, words, { withTexts: false, isShipped });
  const asked = await openReport(page, html, info.outputPath('report.html'));
  expect(await page.title()).toBe(words.title);
  expect(await page.locator('script, img, [onerror]').count()).toBe(0);
  expect(await page.getByText('<script>document.title').count()).toBeGreaterThan(5);
  expect(asked).toHaveLength(1);
});
