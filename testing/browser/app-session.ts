import { chromium, type Browser, type Page } from '@playwright/test';
import { BUILD_FOLDER, ensureBuilt } from '../../scripts/setup/build.mjs';
import { browserArguments, ensureBrowser } from '../../scripts/setup/find-browser.mjs';
import { startServer } from '../../server/static-server.mjs';

/** WebGPU on Chromium's software adapter: a headless browser is given no other on most machines. */
export const SOFTWARE_ADAPTER = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** WebGPU on the graphics card: without these Chromium offers none on Linux. */
export const GRAPHICS_CARD = ['--enable-unsafe-webgpu', '--enable-features=Vulkan'];

/** The built app in headless Chromium, served with its own headers. */
export interface AppSession {
  readonly browser: Browser;
  readonly page: Page;
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Builds if stale, serves on any free port, opens `path` in a fresh profile.
 *
 * @param switches of Chromium, besides those it always gets
 */
export async function openApp(path: string, switches: readonly string[] = []): Promise<AppSession> {
  await ensureBuilt();
  const executablePath = await ensureBrowser();
  const server = await startServer({ folder: BUILD_FOLDER, port: 0 });
  const browser = await chromium.launch({ executablePath, args: [...browserArguments(), ...switches] });
  const page = await browser.newPage();
  const url = new URL(path, server.url).href;
  await page.goto(url, { waitUntil: 'networkidle' });
  const close = async () => {
    await browser.close();
    await server.close();
  };
  return { browser, page, url, close };
}
