import type { Browser } from '@playwright/test';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, defaultClientConditions } from 'vite';
import { inRepository } from '../../scripts/setup/repository.mjs';
import { startServer } from '../../server/static-server.mjs';
import type {} from './peer/page';
import type { PeerDescription, PeerText } from './peer/requests';

const SOURCE = fileURLToPath(new URL('peer/', import.meta.url));
const MODELS = inRepository('..', 'shared', 'peers', 'transformers.js');
const RUNTIME = inRepository('node_modules', 'onnxruntime-web', 'dist');

/** The pipeline of transformers.js with its model loaded, in a page and worker of its own. */
export interface PeerPage {
  readonly description: PeerDescription;
  /** @param index into the paths it was opened with */
  transcribe(index: number, language: string): Promise<PeerText>;
  close(): Promise<void>;
}

/**
 * Builds the peer's page, and serves it as the product is served: isolated, and by its content security policy unable
 * to reach any other host.
 *
 * @param browser in which it gets a page beside the product's
 */
export async function openPeer(
  browser: Browser,
  paths: readonly string[],
  threads: number,
): Promise<PeerPage> {
  const folder = mkdtempSync(join(tmpdir(), 'superwhisper2-peer-'));
  await buildPage(folder);
  symlinkSync(MODELS, join(folder, 'models'));
  symlinkSync(RUNTIME, join(folder, 'runtime'));
  const server = await startServer({ folder, port: 0 });
  const page = await browser.newPage();
  page.on('console', (message) => message.type() === 'error' && console.error(`[peer] ${message.text()}`));
  await page.goto(server.url);
  await page.setInputFiles('input[type=file]', [...paths]);
  const description = await page.evaluate((count) => window.peer.load(count), threads);
  const transcribe = (index: number, language: string) =>
    page.evaluate(({ at, spoken }) => window.peer.transcribe(at, spoken), { at: index, spoken: language });
  const close = async () => {
    await page.close();
    await server.close();
    rmSync(folder, { recursive: true });
  };
  return { description, transcribe, close };
}

function buildPage(outDir: string): Promise<unknown> {
  return build({
    root: SOURCE,
    configFile: false,
    logLevel: 'warn',
    worker: { format: 'es' },
    // As in vite.config.ts: threads must not start the worker's own file.
    resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
    build: { outDir, emptyOutDir: true, target: 'esnext', chunkSizeWarningLimit: 2_000 },
  });
}
