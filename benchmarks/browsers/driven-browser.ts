import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import puppeteer, { type LaunchOptions } from 'puppeteer-core';
import { browserArguments, ensureBrowser } from '../../scripts/setup/find-browser.mjs';
import type {} from '../../src/lib/app/evaluation/evaluation-window';
import type { TranscriptSegment } from '../../src/lib/core/transcript/transcript';
import type { EngineDescription } from '../../src/lib/protocol/loading';

/** How a browser is started. Playwright drives none but its own Firefox, which distributions do not have. */
export type BrowserProgram = Pick<LaunchOptions, 'browser' | 'executablePath' | 'args'>;

/** A labelled recording. */
export interface ReadClip {
  readonly file: string;
  readonly path: string;
  readonly language: string;
}

/** What a browser wrote of the clips, in their order. */
export interface Reading {
  readonly browser: string;
  readonly engine: EngineDescription;
  readonly rows: readonly ReadingRow[];
}

export interface ReadingRow {
  readonly file: string;
  readonly text: string;
  readonly segments: readonly TranscriptSegment[];
  readonly seconds: number;
  /** Why there is no text. */
  readonly error: string | null;
}

const FIREFOX_NAMES = ['firefox', 'firefox-esr'];
const CALL_LIMIT_MS = 600_000;

/** @param v8Flags what V8 is told */
export async function chromium(v8Flags: readonly string[]): Promise<BrowserProgram> {
  const flags = v8Flags.length > 0 ? [`--js-flags=${v8Flags.join(' ')}`] : [];
  return {
    browser: 'chrome',
    executablePath: await ensureBrowser(),
    args: [...browserArguments(), ...flags],
  };
}

/** @throws Error where there is none */
export async function firefox(): Promise<BrowserProgram> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const paths = folders.flatMap((folder) => FIREFOX_NAMES.map((name) => join(folder, name)));
  const executablePath = paths.find(isExecutable);
  if (executablePath === undefined)
    throw new Error('no Firefox is installed; --only names one of the other variants');
  return { browser: 'firefox', executablePath };
}

/** Opens the evaluation page in a fresh profile and lets it read the clips. */
export async function readClips(
  program: BrowserProgram,
  url: string,
  clips: readonly ReadClip[],
): Promise<Reading> {
  const browser = await puppeteer.launch({ ...program, headless: true, protocolTimeout: CALL_LIMIT_MS });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`[page] ${String(error)}`));
    await page.goto(url, { waitUntil: 'load' });
    const input = await page.waitForSelector('input[type=file]');
    await input?.uploadFile(...clips.map(({ path }) => path));
    const engine = await page.evaluate(() => window.evaluation.load('q8_0', 'wasm'));
    const version = await browser.version();
    const rows: ReadingRow[] = [];
    for (const [index, { file, language }] of clips.entries()) {
      const row = await page
        .evaluate(
          (at, spoken) => window.evaluation.transcribe(at, { kind: 'given', language: spoken }),
          index,
          language,
        )
        .then(
          ({ segments, processingSeconds }) => ({ segments, seconds: processingSeconds, error: null }),
          (thrown: unknown) => ({ segments: [], seconds: NaN, error: String(thrown) }),
        );
      const text = row.segments.map((segment) => segment.text).join(' ');
      console.log(`${version} ${file} ${row.seconds.toFixed(2)} s: ${row.error ?? text}`);
      rows.push({ file, text, ...row });
    }
    return { browser: version, engine, rows };
  } finally {
    await browser.close();
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
