import { chromium } from 'playwright';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { startServer } from '../server/static-server.mjs';
import { BUILD_FOLDER, ensureBuilt } from './setup/build.mjs';
import { browserArguments, ensureBrowser, findBrowser } from './setup/find-browser.mjs';
import { inRepository } from './setup/repository.mjs';

// Draws what the system shows of an installed app: icons from favicon.svg, and screenshots of the built app.

const LETTER = [
  'Dear colleagues,',
  'thank you for your notes on the draft. I have gone through all of them, and most are in the text by now.',
  'Let us go over the rest on Thursday, at ten.',
].join('\n');

await ensureBrowser();
const executablePath = findBrowser();
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: browserArguments(),
});
const drawing = readFileSync(inRepository('static', 'favicon.svg'), 'utf8');
mkdirSync(inRepository('static', 'icons'), { recursive: true });
mkdirSync(inRepository('static', 'install'), { recursive: true });
await drawIcon('icon-192', 192, drawing);
await drawIcon('icon-512', 512, drawing);
// A system may cut all but the middle four fifths: the drawing is smaller there, and its ground goes to the edge.
const inner = drawing.replace('rx="14"', '').replace('<g ', '<g transform="translate(6.4 6.4) scale(0.8)" ');
await drawIcon('maskable-512', 512, inner);
// Behind the icons: pages name them, and the build looks whether they are there.
await ensureBuilt();
const server = await startServer({ folder: BUILD_FOLDER, port: 0 });
await takeScreenshot('dictate-wide', 1280, 800, 1);
await takeScreenshot('dictate-narrow', 360, 640, 2);
await server.close();
await browser.close();

async function drawIcon(name: string, size: number, svg: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<body style="margin:0">${svg.replace('<svg ', `<svg width="${size}" height="${size}" style="display:block" `)}`,
  );
  const image = await page.screenshot({ omitBackground: true });
  writeFileSync(inRepository('static', 'icons', `${name}.png`), image);
  await page.close();
}

async function takeScreenshot(name: string, width: number, height: number, scale: number): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    locale: 'en-GB',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.getByTestId('dictate').waitFor();
  await page.getByRole('textbox').fill(LETTER);
  await page.getByRole('textbox').blur();
  writeFileSync(inRepository('static', 'install', `${name}.png`), await page.screenshot());
  await context.close();
}
