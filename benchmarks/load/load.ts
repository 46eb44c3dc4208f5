import { chromium, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILD_FOLDER, ensureBuilt } from '../../scripts/setup/build.mjs';
import { browserArguments, ensureBrowser } from '../../scripts/setup/find-browser.mjs';
import { startServer } from '../../server/static-server.mjs';
import type {} from '../../src/lib/app/evaluation/evaluation-window';
import type { BenchmarkOptions } from '../lib/benchmark-options';
import { figure, type FigureReport } from '../lib/figures';
import { provenance } from '../lib/provenance';

const METHOD =
  'Whisper base on WASM, in the inference worker, from the request to a model that is ready, runtime included. The model lies ' +
  'in OPFS of a profile on disk, as a person has it (a profile in memory is slower to read); the page is loaded anew each time.';

/** How long a model takes to load from the device. */
export async function measureLoad({ repeats }: BenchmarkOptions): Promise<FigureReport> {
  await ensureBuilt();
  const executablePath = await ensureBrowser();
  const server = await startServer({ folder: BUILD_FOLDER, port: 0 });
  const profile = mkdtempSync(join(tmpdir(), 'superwhisper2-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: browserArguments(),
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(new URL('/evaluate', server.url).href, { waitUntil: 'networkidle' });
    const first = await load(page);
    const again: number[] = [];
    for (let run = 0; run < repeats; run++) {
      await page.reload({ waitUntil: 'networkidle' });
      again.push(await load(page));
    }
    const device = { device: 'wasm', kernels: 'q8_0' };
    const figures = [figure('load.first.base_ms', 'ms', [first]), figure('load.opfs.base_ms', 'ms', again)];
    return {
      ...provenance('benchmark'),
      device,
      model: 'whisper-base-q8_0',
      figures,
      details: { method: METHOD },
    };
  } finally {
    await context.close();
    await server.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

function load(page: Page): Promise<number> {
  return page.evaluate(async () => (await window.evaluation.load('q8_0', 'wasm')).loadMilliseconds);
}
